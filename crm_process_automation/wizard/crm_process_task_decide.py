from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.text import is_blank


class CrmProcessTaskBulk(models.TransientModel):
    """Many approvals decided at once."""

    _inherit = "crm.process.task.bulk"

    verb = fields.Selection(
        selection_add=[("approve", "Approve"), ("refuse", "Refuse")],
        ondelete={"approve": "cascade", "refuse": "cascade"},
    )

    # === BUSINESS METHODS === #

    def _check_approve(self):
        """Nothing has to be said about what is approved."""

    def _act_approve(self, tasks):
        tasks.action_approve(self.result)
        return dict.fromkeys(tasks.ids, self.env._("Approved"))

    def _check_refuse(self):
        if is_blank(self.result):
            raise UserError(self.env._("Say why it is refused."))

    def _act_refuse(self, tasks):
        tasks.action_refuse(self.result)
        return dict.fromkeys(tasks.ids, self.env._("Refused"))
