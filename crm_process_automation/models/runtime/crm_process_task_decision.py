from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank


class CrmProcessTask(models.Model):
    """How a task is decided: by its approver, or by what happened meanwhile."""

    _inherit = "crm.process.task"

    # === ACTION METHODS === #

    def action_approve(self, comment=None):
        """Approve, with a comment if there is something to say.

        :raise UserError: when a task is no approval, or is decided already
        """
        return self._decide("approved", comment)

    def action_refuse(self, comment):
        """Refuse, saying why.

        :raise UserError: when a task is no approval, is decided already, or no reason
            is given
        """
        self.check_access("write")
        if is_blank(comment):
            raise UserError(self.env._("Say why it is refused."))
        return self._decide("refused", comment)

    # === BUSINESS METHODS === #

    def _decide(self, decision, comment):
        self.check_access("write")
        for task in self:
            if task.kind != "approval":
                raise UserError(
                    self.env._(
                        "“%s” is no approval: mark it done instead.", task.display_name
                    )
                )
        self.action_done(comment)
        self._write_by_verb({"decision": decision})
        return True

    def _close_by_itself(self, reason):
        """Close open tasks whose goal was met otherwise, and say why.

        For the system: nobody did them, so nobody stands as the one who did.
        """
        tasks = self.filtered(lambda task: task.state == "open")
        tasks._write_by_verb(
            {"state": "done", "date_done": fields.Datetime.now(), "result": reason}
        )
