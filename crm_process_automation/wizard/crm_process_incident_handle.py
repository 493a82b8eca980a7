from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_datetime


class CrmProcessIncidentHandle(models.TransientModel):
    """The dialogue in which a head says what was done about incidents.

    Giving the late tasks to somebody else, or moving their deadline, is an answer, too.
    """

    _name = "crm.process.incident.handle"
    _description = "Handle an Incident"
    _inherit = ["crm.process.dialog.mixin"]

    incident_ids = fields.Many2many(
        "crm.process.incident",
        required=True,
        default=lambda self: self._get_chosen_incidents(),
    )
    mode = fields.Selection(
        [("handle", "Handle"), ("reassign", "Hand over"), ("reopen", "Open again")],
        required=True,
        default="handle",
    )
    summary = fields.Text(compute="_compute_summary")
    advice = fields.Text(compute="_compute_summary")
    has_open_task = fields.Boolean(compute="_compute_summary")
    answer = fields.Text()
    user_id = fields.Many2one(
        "res.users", string="Give the Task To", domain="[('share', '=', False)]"
    )
    deadline = fields.Datetime(string="New Deadline")

    # === COMPUTE METHODS === #

    @api.depends("incident_ids")
    def _compute_summary(self):
        for dialog in self:
            incidents = dialog.incident_ids
            dialog.summary = "\n".join(incidents.mapped("name"))
            dialog.advice = "\n".join(
                dict.fromkeys(filter(None, incidents.mapped("advice")))
            )
            dialog.has_open_task = "open" in incidents.task_id.mapped("state")

    # === ACTION METHODS === #

    def action_apply(self):
        """Handle the incidents, or open them again."""
        self.ensure_one()
        if self.mode == "reopen":
            self.incident_ids.action_reopen(self.answer)
            return {"type": "ir.actions.act_window_close"}
        self._check_answer()
        self.incident_ids.action_handle(self._compose_answer())
        self._change_tasks()
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    @api.model
    def _get_chosen_incidents(self):
        """Return the incidents that are ticked in the list."""
        context = self.env.context
        is_ours = context.get("active_model") == "crm.process.incident"
        return context.get("active_ids", []) if is_ours else []

    def _check_answer(self):
        if self.mode == "reassign" and not self.user_id:
            raise UserError(self.env._("Choose who takes the task over."))
        if self.deadline and self.deadline <= fields.Datetime.now():
            raise UserError(self.env._("A new deadline lies in the future."))

    def _compose_answer(self):
        """Return what was done about the task, and what the head says of it."""
        texts = []
        if self.user_id:
            texts.append(self.env._("Given to %s", self.user_id.name))
        if self.deadline:
            texts.append(
                self.env._("New deadline: %s", format_datetime(self.env, self.deadline))
            )
        return ". ".join([*texts, *filter(None, [self.answer])])

    def _change_tasks(self):
        """Move deadlines, then give away: the tasks may be closed to the head then."""
        tasks = self.incident_ids.task_id.filtered(lambda task: task.state == "open")
        if self.deadline:
            tasks._move_deadline(self.deadline)
        if self.user_id:
            tasks._reassign(self.user_id, self.answer)
