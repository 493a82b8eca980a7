from odoo import fields, models


class CrmProcessResponsibleMixin(models.AbstractModel):
    """An assignment is verified by who issued it, a file corrected by who asked."""

    _inherit = "crm.process.responsible.mixin"

    responsible_kind = fields.Selection(
        selection_add=[("issuer", "Whoever issued it or asked for it")],
        ondelete={"issuer": "set default"},
    )

    # === BUSINESS METHODS === #

    def _choose_responsible_issuer(self, case):
        """Choose the issuer, even one who is away: nobody else knows what he wanted."""
        if case.asked_by_id:
            return case.asked_by_id, self.env._("asked for the approval")
        return case.issuer_id, self.env._("issued the assignment")

    def _get_responsible_problems(self):
        if self.responsible_kind == "issuer":
            return []
        return super()._get_responsible_problems()
