from odoo import models


class CrmProcessCall(models.Model):
    """A phone call as scenarios see it."""

    _inherit = "crm.process.call"
    _event_of_creation = "call"

    def _find_event_occurrences(self, rule, kind):
        """The number that the exchange gave the call tells it from any other."""
        if kind != "call":
            return super()._find_event_occurrences(rule, kind)
        return {
            call.id: f"call:{call.source_id.id}:{call.external_id}"
            if call.external_id
            else "call"
            for call in self.sudo()  # sudo: whosever call it is
        }

    # === CALLING BACK === #

    def _wants_callback(self):
        """A scenario that gives the task to call back says when, and by whom."""
        return super()._wants_callback() and not self._is_called_back_by_scenario()

    def _is_called_back_by_scenario(self):
        """Return whether a scenario that is on gives the task for this call."""
        recorder = self.env["base.automation"]
        for watch in recorder._get_watches(self._name).created:
            # sudo: rules act for whoever writes
            rule = recorder.sudo().browse(watch.rule_id)
            gives = rule.action_server_ids.filtered(
                lambda action: (
                    action.state == "process_task"
                    and action.process_task_kind == "call"
                )
            )
            company = watch.company_id in (0, self.company_id.id)
            if gives and company and rule._filter_matching(watch.after, self):
                return True
        return False
