from odoo import models

from .conditions import parse_condition
from .explanation import ExplainedRule


class BaseAutomation(models.Model):
    """A rule that says what it thinks of a record."""

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _explain(self, record, values):
        """Return the `ExplainedRule` of `record` or of what it asks instead."""
        subject = self.scenario_id._find_subject(record, self.model_name)
        judge = self.env["crm.process.condition"]._judge
        before = after = None
        if subject:
            subject = subject[:1]
            after = judge(subject, self._read_condition("filter_domain"), values)
            if self.filter_pre_domain:
                before = judge(subject, self._read_condition("filter_pre_domain"))
        is_other = bool(subject) and subject != record
        is_named = is_other and subject.has_access("read")
        return ExplainedRule(
            name=self.name,
            trigger=self._say_trigger(),
            watched=self._say_watched(),
            subject=subject.display_name if is_named else "",
            is_on=self.active,
            before=before,
            after=after,
        )

    def _read_condition(self, name):
        return parse_condition(self[name], self.env.uid)
