from odoo import fields, models
from odoo.exceptions import UserError

from ..models.definition.constants import STEP_KINDS
from ..tools.text import is_blank


class CrmProcessTaskAdd(models.TransientModel):
    """The dialogue that gives out a task beyond those of the stage."""

    _name = "crm.process.task.add"
    _description = "Add a Task"
    _inherit = ["crm.process.dialog.mixin"]

    case_id = fields.Many2one(
        "crm.process.case", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="case_id.company_id")
    name = fields.Char(string="What to Do", required=True)
    kind = fields.Selection(STEP_KINDS, required=True, default="todo")
    user_id = fields.Many2one(
        "res.users",
        string="Executor",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    deadline = fields.Datetime()
    instruction = fields.Html()

    # === ACTION METHODS === #

    def action_apply(self):
        """Give the task out.

        :raise UserError: when nobody can do it, or not in time
        """
        self.ensure_one()
        self.case_id.check_access("write")
        self._check_can_be_done()
        self.env["crm.process.task"].create(self._prepare_task_values())
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _check_can_be_done(self):
        if is_blank(self.name):
            raise UserError(self.env._("Say what is to be done."))
        if not self.case_id._is_open():
            raise UserError(self.case_id._explain_state())
        if self.deadline and self.deadline <= fields.Datetime.now():
            raise UserError(self.env._("Choose a deadline that lies ahead."))
        self.env["crm.process.task"]._check_can_take_over(self.user_id)

    def _prepare_task_values(self):
        return {
            "case_id": self.case_id.id,
            "case_name": self.case_id.name,
            "name": self.name.strip(),
            "kind": self.kind,
            "user_id": self.user_id.id,
            "deadline": self.deadline,
            "instruction": self.instruction,
            "company_id": self.case_id.company_id.id,
        }
