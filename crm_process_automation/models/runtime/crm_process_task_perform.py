from odoo import api, fields, models

from .crm_process_task_dialog import DONE_ACTION

CALL_ACTION = "crm_process_automation.crm_process_call_log_action"
MAIL_ACTION = "mail.action_email_compose_message_wizard"


class CrmProcessTask(models.Model):
    """One click that begins to do a task: a call is logged, a mail is written…

    A new kind of step brings its own `_perform_<kind>()`, which returns an action.
    """

    _inherit = "crm.process.task"

    perform_label = fields.Char(compute="_compute_perform_label")

    # === COMPUTE METHODS === #

    @api.depends("kind", "state")
    @api.depends_context("lang", "uid")
    def _compute_perform_label(self):
        for task in self:
            task.perform_label = task._get_perform_text()

    # === ACTION METHODS === #

    def action_perform(self):
        """Open what the task is done with: the call log, the composer, the meeting…

        :raise UserError: when the task is not open any more, or another one decides
        """
        self.ensure_one()
        self.check_access("write")
        self._check_is_open()
        self._check_may_decide()
        perform = getattr(self, f"_perform_{self.kind}", self._perform_todo)
        return perform()

    # === KINDS === #

    def _perform_todo(self):
        return self._open_dialog(DONE_ACTION)

    def _perform_approval(self):
        return self._perform_todo() | {"name": self.env._("Approve or refuse")}

    def _perform_document(self):
        return self._perform_todo()

    def _perform_call(self):
        return self._open_dialog(CALL_ACTION, **self._get_perform_context())

    def _perform_meeting(self):
        meeting = self._get_meeting()
        if not meeting:
            return self._perform_todo()
        return {
            "type": "ir.actions.act_window",
            "res_model": meeting._name,
            "res_id": meeting.id,
            "views": [(False, "form")],
        }

    def _perform_mail(self):
        """Write to the client in the chatter; sent, the task is done."""
        # sudo: whether the user may write there is asked
        record = self.sudo()._get_perform_record().with_env(self.env)
        if not record or not record.has_access("write"):
            return self._perform_todo()
        return self._open_dialog(
            MAIL_ACTION,
            default_process_task_id=self.id,
            default_composition_mode="comment",
            default_model=record._name,
            default_res_ids=record.ids,
            default_partner_ids=self._get_perform_client().ids,
            default_subject=self.display_name,
        )

    # === HOOKS === #

    def _get_meeting(self):
        """Return the calendar event of the task, if there is one."""
        return

    def _get_perform_context(self):
        """Return the defaults of what opens. A host adds its record."""
        task = self.sudo()  # sudo: only the links are handed on
        number = {"default_phone": task.call_id.phone} if task.call_id.phone else {}
        return number | {
            "default_case_id": task.case_id.id,
            "default_partner_id": self._get_perform_client().id,
        }

    def _get_perform_client(self):
        task = self.sudo()  # sudo: as above
        return task.case_id.partner_id or task.partner_id or task.call_id.partner_id

    def _get_perform_record(self):
        """Return the record in whose chatter the task is done. A host says its own."""
        return self.case_id._get_chatter_record() if self.case_id else self.partner_id

    # === WORDS === #

    def _get_perform_text(self):
        """Return what the button says that begins to do the task."""
        self.ensure_one()
        if self.kind == "meeting" and not self._get_meeting():
            return self.env._("Done…")
        texts = {
            "call": self.env._("Log Call"),
            "mail": self.env._("Write"),
            "meeting": self.env._("Open Meeting"),
            "document": self.env._("Attach"),
            "approval": self.env._("Decide…"),
        }
        return texts.get(self.kind, self.env._("Done…"))

    def _done_by_mail(self, subject):
        """Mark the tasks done because a message went out.

        Somebody may have done one meanwhile, or have taken it away: the message is sent
        all the same.
        """
        # Asked first: whoever has lost the task may not even read its state.
        tasks = self._filtered_access("write")
        for task in tasks.filtered(lambda task: task.state == "open"):
            task.action_done(self.env._("Sent: %s", subject or task.display_name))
