from ast import literal_eval

from odoo import api, models
from odoo.fields import Domain

from .crm_process_case import OPEN_STATES

CASE_ACTION = "crm_process_automation.crm_process_case_action"
MY_CASE_ACTION = "crm_process_automation.crm_process_case_action_my"
COLUMNS_OF = "process_columns_of"  # in the context: a process whose stages are shown


class CrmProcessCase(models.Model):
    """Cases on screen: a kanban has the stages of a process as its columns."""

    _inherit = "crm.process.case"

    # === ACTION METHODS === #

    @api.model
    def action_open_cases(self):
        """Open the cases of the process that has most of them under way."""
        return self._open_at_busiest(CASE_ACTION, Domain.TRUE)

    @api.model
    def action_open_my_cases(self):
        """Open the cases that the user answers for, at their busiest process."""
        mine = Domain("user_id", "=", self.env.uid)
        mine |= Domain("stage_user_id", "=", self.env.uid)
        return self._open_at_busiest(MY_CASE_ACTION, mine)

    # === BUSINESS METHODS === #

    @api.model
    def _open_at_busiest(self, action_xmlid, domain):
        """Return the action, showing one process: columns of several are a jumble."""
        action = self.env["ir.actions.act_window"]._for_xml_id(action_xmlid)
        busiest = self._read_group(
            domain & Domain("state", "in", OPEN_STATES),
            ["template_id"],
            order="__count DESC, template_id",
            limit=1,
        )
        context = literal_eval(action["context"])
        if busiest:
            context["searchpanel_default_template_id"] = busiest[0][0].id
        else:
            # An empty kanban, too, has columns: without any it shows no help either.
            active = self.env["crm.process.template"].search(
                [("state", "=", "active")], limit=1
            )
            context[COLUMNS_OF] = active.id
        action["context"] = context
        return action

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        """Show every stage of the processes on screen, empty ones too."""
        context = self.env.context
        template_ids = {context.get("default_template_id"), context.get(COLUMNS_OF)}
        for condition in Domain(domain).iter_conditions():
            if condition.field_expr == "template_id" and condition.operator == "in":
                template_ids.update(condition.value)
            elif condition.field_expr == "template_id" and condition.operator == "=":
                template_ids.add(condition.value)
        named = stages.template_id.browse(filter(None, template_ids)).exists()
        return (stages.template_id | named).stage_ids.sorted()
