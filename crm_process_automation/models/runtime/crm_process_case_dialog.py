from odoo import models

# In the context of a dialogue that no view opened: whoever answers it reloads the view.
RELOAD_KEY = "process_reload"
NEXT_STEP_ACTION = "crm_process_automation.crm_process_next_step_action"


class CrmProcessCase(models.Model):
    """What a button opens: a dialogue where something is to be asked first."""

    _inherit = "crm.process.case"

    # === ACTION METHODS === #

    def action_open_next_step(self, transition_id=False):
        """Take the arrow at once, or open the dialogue when it needs a reason.

        :param transition_id: the arrow; without one the dialogue asks for it
        :return: the dialogue, or True when the step was taken
        :raise UserError: naming what is missing and the remedy
        """
        self.ensure_one()
        arrow = self.env["crm.process.transition"].browse(transition_id or [])
        if arrow and not arrow.needs_reason:
            self._move_along(arrow)
            return True
        self._check_is_running()
        if arrow:
            self._check_arrow(arrow)
        chosen = {"default_transition_id": arrow.id} if arrow else {}
        return self._open_dialog(NEXT_STEP_ACTION, **chosen)

    # === BUSINESS METHODS === #

    def _open_dialog(self, action_xmlid, **context):
        """Return the dialogue of the action, about this case."""
        action = self.env["ir.actions.act_window"]._for_xml_id(action_xmlid)
        action["context"] = {"default_case_id": self.id, **context}
        return action
