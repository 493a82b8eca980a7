from contextlib import contextmanager

from markupsafe import Markup

from odoo import models
from odoo.tools.misc import format_datetime, format_time

from ...tools.local_time import to_day
from .face import NOTICES_KEY, Notices

GIVEN_KEY = "crm_process_automation.given"
SHOWN = 10  # of the tasks that one notification names
SILENCERS = ("mail_activity_quick_update", "install_mode")


class CrmProcessTask(models.Model):
    """What the executor is told: one notification for a person and a transaction."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _note_given(self):
        """Note who was given something by somebody else, to tell them before commit."""
        if any(self.env.context.get(key) for key in SILENCERS):
            return
        others = self.filtered(
            lambda task: (
                task.user_id
                and task.state == "open"
                and not task._is_taken_by_oneself()
            )
        )
        if not others:
            return
        given = {task.id: task.user_id.id for task in others}
        if notices := Notices.from_env(self.env):
            notices.user_by_task |= given
        else:
            self._tell_before_commit(given)

    def _is_taken_by_oneself(self):
        """Return whether the executor gives himself the task, and so knows of it."""
        self.ensure_one()
        return self.user_id == self.env.user

    @contextmanager
    def _keep_notices(self, records):
        """Yield `records` such that their people are told of all tasks at the end."""
        notices = Notices()
        yield records.with_context(**{NOTICES_KEY: notices})
        notices.is_over = True
        if notices.user_by_task:
            self._tell_before_commit(notices.user_by_task)

    def _tell_before_commit(self, user_by_task):
        precommit = self.env.cr.precommit
        if GIVEN_KEY not in precommit.data:
            # sudo: whoever gives a task may tell of it
            precommit.add(self.browse().sudo()._tell_given)
        precommit.data.setdefault(GIVEN_KEY, {}).update(user_by_task)

    def _tell_given(self):
        """Tell everybody of the tasks that were given to them and still are theirs."""
        given = self.env.cr.precommit.data.pop(GIVEN_KEY, {})
        kept = {key: self.env.context.get(key) for key in ("lang", "tz")}
        tasks = self.with_env(self.env(context=kept)).browse(given).exists()
        tasks = tasks.filtered(
            lambda task: task.state == "open" and task.user_id.id == given[task.id]
        )
        for user, group in tasks.grouped("user_id").items():
            group._notify(user, "given")

    def _remind(self, kind):
        """Tell the executors that tasks are due soon (`reminder`) or now (`due`).

        Who has left the company is told nothing: who answers for the case is.
        """
        # sudo: the system's own act, on tasks of anybody
        tasks = self.sudo().filtered(lambda task: task.state == "open")
        for user, group in tasks.grouped(type(self)._get_person_at_hand).items():
            if user.active:
                group._notify(user, kind)

    def _notify(self, user, kind):
        """Send `user` one notification about all the tasks, in his language."""
        tasks = self.with_context(lang=user.lang or self.env.lang, tz=user.tz)
        env = tasks.env
        titles = {
            "given": env._("New tasks for you: %s", len(tasks)),
            "reminder": env._("Due soon: %s", len(tasks)),
            "due": env._("Due now: %s", len(tasks)),
        }
        lines = [task._describe_for_executor() for task in tasks[:SHOWN]]
        title = lines[0] if len(tasks) == 1 else titles[kind]
        about = {"model": self._name, "res_id": self.id} if len(self) == 1 else {}
        env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=title,
            body=tasks._render_notice(lines),
            **about,
        )
        if kind != "given":
            # Whoever gets mail instead of an inbox sees it on his screen, too.
            note = {"title": titles[kind], "message": "; ".join(lines), "type": "info"}
            user._bus_send("simple_notification", note)

    def _render_notice(self, lines):
        """Return the lines as links to their tasks, and how many more there are."""
        if len(lines) == 1:
            return Markup("<p>%s</p>") % self._link_for_executor(lines[0])
        rows = [
            Markup("<li>%s</li>") % task._link_for_executor(line)
            for task, line in zip(self, lines, strict=False)
        ]
        if more := len(self) - len(lines):
            rows.append(Markup("<li>%s</li>") % self.env._("… and %s more", more))
        return Markup("<ul>%s</ul>") % Markup().join(rows)

    def _link_for_executor(self, line):
        """Return the line as a link to where the executor does the task."""
        self.ensure_one()
        return self._get_html_link(title=line)

    def _describe_for_executor(self):
        """Return the task in a line: when, what, for which deal."""
        self.ensure_one()
        task = self.display_name
        record = self.case_id or self._get_face_record()
        name = record.display_name if record else self.case_name
        if name:
            task = f"{task} – {name}"
        if not self.deadline:
            return task
        return self.env._("Due at %(time)s: %(task)s", time=self._say_when(), task=task)

    def _say_when(self):
        """Return the hour of the deadline, with the day when that is not today."""
        zone, now = self._get_zone(), self.env.cr.now()
        if to_day(self.deadline, zone) == to_day(now, zone):
            return format_time(
                self.env, self.deadline, tz=zone.zone, time_format="short"
            )
        return format_datetime(self.env, self.deadline, tz=zone.zone, dt_format="short")
