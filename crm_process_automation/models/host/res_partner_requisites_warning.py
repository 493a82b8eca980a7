from odoo import api, fields, models


class ResPartner(models.Model):
    """What looks wrong in the codes and the account of a party; it hinders nobody."""

    _inherit = "res.partner"

    process_requisites_warning = fields.Text(
        compute="_compute_process_requisites_warning", groups="base.group_user"
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "company_registry",
        "vat",
        "process_iban",
        "process_is_sole",
        "is_company",
        "country_id",
    )
    def _compute_process_requisites_warning(self):
        papers = self.env["crm.process.document"]
        for partner in self:
            who = partner.name or self.env._("This contact")
            party = {
                **partner._get_requisites_code("en"),
                "kind": partner._get_party_kind(),
                "iban": partner.process_iban,
            }
            partner.process_requisites_warning = "\n".join(
                papers._find_code_warnings(party, who)
                + papers._find_account_problems(party, who)
            )
