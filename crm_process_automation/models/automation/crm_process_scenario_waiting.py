from odoo import api, models


class CrmProcessScenario(models.Model):
    """What becomes of runs that wait when their scenario goes."""

    _inherit = "crm.process.scenario"

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_cancel_waiting(self):
        self._cancel_waiting(self.env._("The scenario was deleted meanwhile."))

    # === ACTION METHODS === #

    def action_switch_on(self):
        """Begin with nothing: what others noted while it was switched off is over."""
        off = self.filtered(lambda scenario: not scenario.active)
        result = super().action_switch_on()
        off._cancel_waiting(self.env._("The scenario was switched off meanwhile."))
        return result

    def action_switch_off(self):
        result = super().action_switch_off()
        self._cancel_waiting(self.env._("The scenario was switched off meanwhile."))
        # sudo: as in `action_switch_on`
        self.sudo()._get_pause_incidents()._close_by_itself(
            self.env._("The scenario was switched off.")
        )
        return result

    # === BUSINESS METHODS === #

    def _cancel_waiting(self, reason):
        # sudo: the journal is the system's
        runs = (
            self.env["crm.process.run"]
            .sudo()
            .search(
                [
                    ("scenario_id", "in", self.ids),
                    ("state", "in", ("pending", "failed")),
                ]
            )
        )
        runs._finish("cancelled", reason)
