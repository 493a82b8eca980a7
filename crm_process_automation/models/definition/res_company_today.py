from odoo import fields, models


class ResCompany(models.Model):
    """Which day it is for the papers and payments of a company: the day where it works.

    Not where the user sits who looks at them, nor that of Greenwich.
    """

    _inherit = "res.company"

    # === BUSINESS METHODS === #

    def _get_process_zone(self):
        """Return the name of the time zone in which the company works."""
        self.ensure_one()
        # sudo: in which time zone a company works, is no secret
        company = self.sudo()
        return company.resource_calendar_id.tz or company.partner_id.tz or "UTC"

    def _get_process_today(self):
        """Return today's date where the company works."""
        self.ensure_one()
        here = self.with_context(tz=self._get_process_zone())
        return fields.Date.context_today(here)
