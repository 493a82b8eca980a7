from odoo import api, fields, models

from .ledger import Ledger


class Runner:
    """Tells that an action runs for a scenario. No context from outside can hold it."""


RUNNER = Runner()
RUNNER_KEY = "crm_process_runner"


class IrActionsServer(models.Model):
    """An action of a scenario: it acts as a named person, and tells what it did."""

    _inherit = "ir.actions.server"

    scenario_id = fields.Many2one(
        "crm.process.scenario",
        compute="_compute_scenario_id",
        store=True,
        index="btree_not_null",
        recursive=True,
        help="Whose rule, or whose part, the action is.",
    )

    # === COMPUTE METHODS === #

    @api.depends("base_automation_id.scenario_id", "parent_id.scenario_id")
    def _compute_scenario_id(self):
        for action in self:
            rule, parent = action.base_automation_id, action.parent_id
            action.scenario_id = rule.scenario_id or parent.scenario_id

    # === CRUD METHODS === #

    def _check_access(self, operation):
        """Who runs a scenario reads its actions, which only administrators may open."""
        is_run = self.env.context.get(RUNNER_KEY) is RUNNER
        if operation == "read" and is_run:
            return None
        return super()._check_access(operation)

    # === BUSINESS METHODS === #

    def _run_as(self, records):
        """Act on `records` in the rights of their environment's user.

        `run` acts as superuser; a scenario never does.

        :raise UserError, AccessError: naming what is wrong
        """
        self.ensure_one()
        context = records.env.context | {
            RUNNER_KEY: RUNNER,
            "active_model": records._name,
            "active_ids": records.ids,
            "active_id": records[:1].id,
        }
        action = self.with_env(records.env(context=context))
        action._refuse_archived()
        eval_context = action._get_eval_context(action)
        action._can_execute_action_on_records(records)
        return action._run(records, eval_context)

    # === THE JOURNAL === #

    def _note_effect(self, record, sentence, made=None):
        """Tell the journal what was done with `record`; nothing outside a run.

        :param made: what was created or changed, as a recordset
        """
        entry = self._prepare_note(sentence)
        if made:
            entry |= {"model": made._name, "ids": made.ids}
        self._get_notes("effects", record).append(entry)

    def _note_skip(self, record, reason):
        """Tell the journal that nothing was done with `record`, and why."""
        entry = self._prepare_note(reason)
        self._get_notes("skips", record).append(entry | {"is_skip": True})

    def _prepare_note(self, text):
        action = self.sudo()  # sudo: its name is what the journal tells
        return {"action": action.name, "kind": action.state, "text": str(text)}

    def _get_notes(self, which, record):
        """Return the list of notes on `record`, which nobody reads outside a run."""
        ledger = Ledger.peek(self.env)
        if not ledger or not ledger.causes:
            return []
        return getattr(ledger, which).setdefault(ledger.get_spokesman(record), [])
