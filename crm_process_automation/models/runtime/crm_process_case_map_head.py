from odoo import models
from odoo.tools.misc import format_datetime


class CrmProcessCase(models.Model):
    """What stands above the route map: how the case is, and what it waits for."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _draw_case(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        outcomes = dict(self._fields["outcome"]._description_selection(self.env))
        words = [states[self.state]]
        if self.outcome and self.state != self.outcome:
            words.append(outcomes[self.outcome])
        return {
            "id": self.id,
            "name": self.display_name,
            "state": self.state,
            "state_text": ": ".join(words),
            "late": self.is_late,
            "can_undo": self.can_undo and self.has_access("write"),
            "can_resume": self.state == "paused" and self.has_access("write"),
            "deadline_text": self._describe_deadline(),
            "hint": self._explain_state() if self._is_open() else "",
            "waits_for": [
                {
                    "id": child.id,
                    "name": child.display_name,
                    "open_tasks": child.open_task_count,
                }
                # sudo: the widget opens it with the user's own rights
                for child in self.sudo().child_ids
                if child._is_open()
            ],
        }

    def _describe_deadline(self):
        if not self.date_deadline or self.state not in ("running", "waiting"):
            return ""
        moment = format_datetime(self.env, self.date_deadline, dt_format="short")
        if self.is_late:
            return self.env._("Late since %s", moment)
        return self.env._("Due by %s", moment)
