from odoo import api, models

from odoo.addons.phone_validation.tools.phone_validation import phone_format

from ...tools.phone import is_extension, normalise


class CrmProcessPhone(models.AbstractModel):
    """Phone numbers in one form, by the rules of a company's country."""

    _name = "crm.process.phone"
    _description = "Phone Numbers of Processes"

    # === BUSINESS METHODS === #

    @api.model
    def _normalise(self, number, company):
        """Return `number` with its country, as far as that can be known.

        Our own rules come first: they know how Ukrainians write, and need no library.
        What they make of it is given to Odoo's, which knows the numbers of every
        country where `phonenumbers` is installed, and changes nothing otherwise.
        """
        # sudo: in which country a company is, is no secret
        country = company.sudo().country_id or self.env.ref("base.ua")
        found = normalise(number, str(country.phone_code or ""))
        if not found or is_extension(found):
            return found
        return phone_format(
            found, country.code, country.phone_code, "E164", raise_exception=False
        )
