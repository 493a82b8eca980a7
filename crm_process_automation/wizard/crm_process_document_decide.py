from odoo import fields, models
from odoo.exceptions import UserError

from .crm_process_document_bulk import PAPER

DECISIONS = ("approve", "refuse")


class CrmProcessDocumentVerb(models.TransientModel):
    """The dialogue in which an approver refuses a paper, and says why."""

    _inherit = "crm.process.document.verb"

    verb = fields.Selection(
        selection_add=[("refuse", "Refuse")], ondelete={"refuse": "cascade"}
    )

    # === BUSINESS METHODS === #

    def _apply_refuse(self):
        self.document_id.action_refuse(self.text)


class CrmProcessDocumentBulk(models.TransientModel):
    """Many papers approved or refused at once, by those who were asked."""

    _inherit = "crm.process.document.bulk"

    verb = fields.Selection(
        selection_add=[("approve", "Approve"), ("refuse", "Refuse")],
        ondelete={"approve": "cascade", "refuse": "cascade"},
    )
    comment = fields.Text(help="It stays with each decision. Who refuses says why.")

    # === BUSINESS METHODS === #

    def _check_demands(self):
        if self.verb in DECISIONS and self.selected_model != PAPER:
            raise UserError(
                self.env._("Papers are approved or refused in the list of papers.")
            )
        return super()._check_demands()

    def _get_needed_access(self):
        """An approver reads the paper and decides; he changes nothing else of it."""
        return "read" if self.verb in DECISIONS else super()._get_needed_access()

    def _act_approve(self, record):
        record.action_approve(self.comment)
        return self.env._("Approved")

    def _act_refuse(self, record):
        record.action_refuse(self.comment)
        return self.env._("Refused")
