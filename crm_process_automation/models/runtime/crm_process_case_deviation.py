from odoo import models


class CrmProcessCase(models.Model):
    """A departure from the success route that is no move of the case."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _prepare_deviation_values(self, kind, cause, user):
        """Return the values of a departure of the case at the stage where it stands.

        :param kind: one of `DEVIATION_KINDS`
        :param user: who answers for it
        """
        self.ensure_one()
        return {
            "case_id": self.id,
            "template_id": self.template_id.id,
            "stage_id": self.stage_id.id,
            "kind": kind,
            "cause": cause,
            "user_id": user.id,
            "company_id": self.company_id.id,
        }
