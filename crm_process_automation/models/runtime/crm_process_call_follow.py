from markupsafe import Markup

from odoo import models
from odoo.tools.misc import format_datetime


class CrmProcessCall(models.Model):
    """What follows a call: a line in the chatter, tasks that are done or given."""

    _inherit = "crm.process.call"

    # === BUSINESS METHODS === #

    def _follow_up(self):
        """Let everything follow that new calls bring about."""
        self._count_attempts()
        self._tell_chatter()
        answered = self.filtered(lambda call: not call._is_unanswered())
        answered._do_tasks()
        for call in answered:
            self.env["crm.process.task"]._close_for_call(call)
        (self - answered)._ask_to_call_back()

    def _do_tasks(self):
        """Mark the tasks done that the calls were made for, by whoever logs them."""
        for call in self:
            if call.task_id.state == "open":
                call.task_id.action_done(call.note or call._describe())

    # === CALLING BACK === #

    def _ask_to_call_back(self):
        """Give the task to call back, one for each client that has none.

        An attempt more of ours is only counted: the task is there, or somebody has
        cancelled it on purpose. A client who rings again always gets one.
        """
        calls = self.sudo().filtered(  # sudo: the task is the system's
            lambda call: call._wants_callback()
        )
        tasks = calls._find_callbacks()
        clock = self.env["crm.process.clock"]._wind()
        fresh = {}
        for call in calls:
            key = call._get_callback_key()
            if key in tasks:
                tasks[key].instruction = call._write_instruction(tasks[key].user_id)
            elif call.direction == "in" or call.attempt == 1:
                fresh[key] = call._prepare_callback_values(clock)
        self.env["crm.process.task"].sudo().create(  # sudo: as above
            list(fresh.values())
        )

    def _wants_callback(self):
        self.ensure_one()
        hours = self.company_id.process_callback_hours
        return self.is_matched and hours > 0 and not self._is_answered_since()

    def _find_callbacks(self):
        """Return {key: the open task to call back} of the clients of the calls."""
        keys = [call._get_callback_key() for call in self]
        tasks = self.env["crm.process.task"].search(
            [("callback_key", "in", keys), ("state", "=", "open")]
        )
        return {task.callback_key: task for task in tasks}

    def _get_callback_key(self):
        """Return by what a client has one task to call back, not two."""
        self.ensure_one()
        who = self.partner_id.id or self.phone_normalized or f"call {self.id}"
        return f"{self.company_id.id}:{who}"

    def _prepare_callback_values(self, clock):
        self.ensure_one()
        company = self.company_id
        user = self._get_callback_user()
        hours = company.process_callback_hours
        call = self._in_language_of(user)
        return {
            "name": call.env._("Call back: %s", call._get_party_name()),
            "kind": "call",
            "call_id": self.id,
            "callback_key": self._get_callback_key(),
            "case_id": self.case_id.id if self._is_case_open() else False,
            "company_id": company.id,
            "user_id": user.id,
            "instruction": self._write_instruction(user),
            "date_planned": self.date,
            "deadline": clock.plan(self.date, hours, user, company),
        }

    def _is_case_open(self):
        return bool(self.case_id) and self.case_id._is_open()

    def _get_callback_user(self):
        """Return who calls back: who answers for the matter, else who missed it."""
        self.ensure_one()
        users = self._get_responsible() | self.user_id
        return users.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )[:1]

    def _get_responsible(self):
        """Return who answers for what the call is about. A host knows more."""
        return self.case_id.user_id

    def _get_party_name(self):
        """Return with whom the call was. A host knows more."""
        return self.partner_id.display_name or self.phone or self.env._("Unknown")

    def _write_instruction(self, user):
        """Return what whoever calls back should know, in their language."""
        self.ensure_one()
        call = self._in_language_of(user)
        moment = format_datetime(
            call.env, self.date, tz=user.tz or "UTC", dt_format="short"
        )
        lines = [
            call.env._(
                "%(client)s, %(number)s",
                client=call._get_party_name(),
                number=self.phone or call.env._("number unknown"),
            ),
            call.env._(
                "Last call: %(moment)s, %(what)s",
                moment=moment,
                what=call._describe(),
            ),
            call.env._("Calls in a row without an answer: %s", self.attempt),
        ]
        return Markup("<p>%s</p>") % Markup("<br/>").join(lines)

    def _in_language_of(self, user):
        # sudo: in which language a company writes, is no secret
        lang = user.lang or self.company_id.sudo().partner_id.lang
        return self.with_context(lang=lang or self.env.lang)

    # === CHATTER === #

    def _tell_chatter(self):
        """Leave one line for each call where the story is told."""
        for call in self.sudo():  # sudo: whoever logs a call may leave this trace
            if record := call._get_chatter_record():
                author = call.user_id or self.env.user
                record._message_log(
                    body=call._in_language_of(author)._write_line(),
                    author_id=author.partner_id.id,
                )

    def _get_chatter_record(self):
        """Return the record whose chatter tells of the call. A host says its own."""
        return self.case_id._get_chatter_record() if self.case_id else self.partner_id
