from datetime import timedelta

from odoo import api, models


class CrmProcessCall(models.Model):
    """What a call was, in words."""

    _inherit = "crm.process.call"

    # === COMPUTE METHODS === #

    @api.depends("direction", "result", "partner_id", "phone")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for call in self:
            # sudo: whoever reads the call may know with whom it was
            who = call.sudo().partner_id.display_name or call.phone
            call.display_name = (
                f"{who}: {call._describe()}" if who else call._describe()
            )

    # === BUSINESS METHODS === #

    def _describe(self):
        """Return what the call was, as “incoming call, missed”."""
        self.ensure_one()
        results = {
            "answered": self.env._("answered"),
            "missed": self.env._("missed"),
            "refused": self.env._("refused"),
        }
        values = {"result": results.get(self.result, "")}
        if self.direction == "in":
            return self.env._("incoming call, %(result)s", **values)
        return self.env._("outgoing call, %(result)s", **values)

    def _get_duration_text(self):
        """Return the duration as 1:05 or 1:02:03."""
        self.ensure_one()
        text = str(timedelta(seconds=self.duration_seconds))
        return text.removeprefix("0:").removeprefix("0")

    def _write_line(self):
        """Return the call in one line: what it was, how often, what was said."""
        self.ensure_one()
        what = self._describe()
        parts = [what[:1].upper() + what[1:]]
        if self.attempt > 1:
            parts.append(self.env._("attempt %s", self.attempt))
        if self.duration_seconds:
            parts.append(self._get_duration_text())
        line = " · ".join(parts)
        return f"{line}. {self.note}" if self.note else line
