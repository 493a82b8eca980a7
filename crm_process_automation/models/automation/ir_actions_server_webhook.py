import json
from uuid import NAMESPACE_URL, uuid5

from odoo import api, models
from odoo.exceptions import UserError

from .outbox import find_run


class IrActionsServer(models.Model):
    """A scenario calls another system through the outbox: no sooner than it is true."""

    _inherit = "ir.actions.server"

    # === WARNINGS === #

    @api.model
    def _warning_depends(self):
        return [*super()._warning_depends(), "webhook_url", "scenario_id"]

    def _get_warning_messages(self):
        """Tell that an address may not be called when it is saved, not at each run."""
        warnings = super()._get_warning_messages()
        if self.state == "webhook" and self.scenario_id:
            try:
                self.env["crm.process.webhook"]._read_address(self.webhook_url)
            except UserError as error:
                warnings.append(str(error))
        return warnings

    # === BUSINESS METHODS === #

    def _run_action_webhook(self, eval_context=None):
        """Write the call down instead of making it, in the run of a scenario."""
        # Read as in the original: this kind has no records in its context.
        record = self.env[self.sudo().model_name].browse(  # sudo: its settings
            self.env.context.get("active_id")
        )
        run = find_run(self.env, record) if record else None
        if not run:
            return super()._run_action_webhook(eval_context=eval_context)
        call = self.env["crm.process.webhook"]._enqueue(
            [self._prepare_webhook_values(record, run)]
        )
        # sudo: the journal names the system, whoever runs the scenario
        self._note_effect(
            record,
            self.env._("The call to %(host)s waits to be sent.", host=call.sudo().host),
            made=call,
        )
        return None

    def _prepare_webhook_values(self, record, run):
        """Return a call: what Odoo's own action sends, read with the rights at hand."""
        action = self.sudo()  # sudo: the settings of the action
        values = {
            "_model": record._name,
            "_id": record.id,
            "_action": f"{action.name}(#{action.id})",
        }
        if names := action.webhook_field_ids.mapped("name"):
            values |= record.read(names, load=None)[0]
        return {
            "name": action.name,
            "url": action.webhook_url,
            "payload": json.dumps(values, sort_keys=True, default=str),
            **self._prepare_webhook_links(record, run),
        }

    def _prepare_webhook_links(self, record, run):
        """Return whose call it is. The run names it: the same at every replay."""
        key = f"{run.event_key}:{self.id}:{record._name}:{record.id}"
        return {
            "run_id": run.id,
            "scenario_id": run.scenario_id.id,
            "idempotency_key": str(uuid5(NAMESPACE_URL, key)),
            "company_id": run.company_id.id or self.env.company.id,
        }
