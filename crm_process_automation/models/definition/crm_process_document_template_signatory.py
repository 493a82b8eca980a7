from odoo import fields, models

# Field of the form → what it replaces in the requisites of our company.
REQUISITE_BY_FIELD = {
    "signatory": "signatory",
    "signatory_genitive": "signatory_genitive",
    "signatory_position": "position",
    "signatory_position_genitive": "position_genitive",
    "signatory_basis": "basis",
    "signatory_acts": "acts",
}


class CrmProcessDocumentTemplate(models.Model):
    """Who signs for us, where it is not the one whom the company's requisites name."""

    _inherit = "crm.process.document.template"

    signatory = fields.Char(
        string="Signs for Us",
        translate=True,
        help="Empty: whom the requisites of the company name.",
    )
    signatory_genitive = fields.Char(
        string="The Same in the Genitive",
        translate=True,
        help="For “represented by …” in languages that inflect names.",
    )
    signatory_position = fields.Char(string="Position", translate=True)
    signatory_position_genitive = fields.Char(
        string="Position in the Genitive", translate=True
    )
    signatory_basis = fields.Char(
        string="On the Basis of",
        translate=True,
        help="Such as: power of attorney No. 5 of 12 January 2026.",
    )
    signatory_acts = fields.Char(
        string="“Who Acts”",
        translate=True,
        help="In the gender of whoever signs, in languages that have it.",
    )

    # === BUSINESS METHODS === #

    def _get_signatory(self):
        """Return what the form says otherwise than the requisites of the company.

        To be put over the supplier's requisites in the snapshot of a paper.
        """
        self.ensure_one()
        if not self.signatory:
            return {}
        return {
            requisite: self[name] or ""
            for name, requisite in REQUISITE_BY_FIELD.items()
        }
