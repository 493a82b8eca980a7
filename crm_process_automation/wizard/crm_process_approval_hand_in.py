from odoo import fields, models
from odoo.exceptions import UserError


class CrmProcessApprovalHandIn(models.TransientModel):
    """The dialogue by which an author hands in the corrected file."""

    _name = "crm.process.approval.hand.in"
    _description = "Hand in a Corrected File"
    _inherit = ["crm.process.dialog.mixin"]

    case_id = fields.Many2one(
        "crm.process.case",
        string="Approval",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    upload_ids = fields.Many2many(
        "ir.attachment", "crm_process_approval_hand_in_rel", string="Corrected File"
    )
    note = fields.Text(string="What Was Changed")

    # === ACTION METHODS === #

    def action_hand_in(self):
        """Keep the file as the next version, and go on with the approval.

        :raise UserError: when it is not one file, or not the user's turn
        """
        self.ensure_one()
        self.check_access("read")
        if len(self.upload_ids) != 1:
            raise UserError(
                self.env._("Choose one file: the corrected version of this one.")
            )
        self.case_id._hand_in(self.upload_ids, self.note)
        uploads = self.upload_ids.filtered(
            lambda file: (
                file.res_model == self._name and file.create_uid.id == self.env.uid
            )
        )
        self.upload_ids = False
        uploads.unlink()
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _check_subjects(self):
        self.upload_ids._origin.check_access("read")
        return super()._check_subjects()
