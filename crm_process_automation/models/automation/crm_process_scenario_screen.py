from datetime import timedelta

from odoo import api, fields, models

from .crm_process_scenario_rights import DESIGNERS

DAYS = 30
JOURNAL = "crm_process_automation.crm_process_run_action"
TRIAL = "crm_process_automation.crm_process_trial_action"
ICONS = {
    "notify": "fa-bullhorn",
    "data": "fa-refresh",
    "help": "fa-lightbulb-o",
    "documents": "fa-file-text-o",
    "site": "fa-globe",
    "distribution": "fa-random",
}


class CrmProcessScenario(models.Model):
    """What the gallery shows of a scenario: what it does, how it has done lately."""

    _inherit = "crm.process.scenario"

    parameter_ids = fields.One2many(
        "crm.process.scenario.parameter",
        "scenario_id",
        string="Settings",
        groups=DESIGNERS,
    )
    parameters = fields.Json(
        compute="_compute_parameters",
        help="The settings: {code: value}.",
        groups=DESIGNERS,
    )
    icon = fields.Char(compute="_compute_icon")
    date_last_run = fields.Datetime(string="Last Run", compute="_compute_figures")
    run_count = fields.Integer(
        string="Runs", compute="_compute_figures", help="In the last 30 days."
    )
    failure_count = fields.Integer(
        string="Failures",
        compute="_compute_figures",
        help="Runs of the last 30 days that failed or were given up.",
    )
    waiting_count = fields.Integer(
        string="Held Back",
        compute="_compute_figures",
        help="Runs of the last 30 days that wait until somebody releases them.",
    )
    missing_text = fields.Char(
        string="Still to Be Chosen",
        compute="_compute_missing_text",
        groups=DESIGNERS,
    )
    may_edit = fields.Boolean(compute="_compute_may_edit")

    # === COMPUTE METHODS === #

    @api.depends("parameter_ids")
    def _compute_parameters(self):
        for scenario in self:
            scenario.parameters = {
                row.code: row._get_plain_value() for row in scenario.parameter_ids
            }

    @api.depends("task_class")
    def _compute_icon(self):
        for scenario in self:
            scenario.icon = ICONS.get(scenario.task_class, "fa-bolt")

    @api.depends_context("allowed_company_ids")
    def _compute_figures(self):
        """Count for all cards at once."""
        since = fields.Datetime.now() - timedelta(days=DAYS)
        mine = [
            ("scenario_id", "in", self.ids),
            ("company_id", "in", [*self.env.companies.ids, False]),
        ]
        # sudo: how often, not with whom; of the user's companies only
        runs = self.env["crm.process.run"].sudo()
        last = dict(
            runs._read_group(
                [*mine, ("date_done", "!=", False)], ["scenario_id"], ["date_done:max"]
            )
        )
        counts = {
            (scenario, state): count
            for scenario, state, count in runs._read_group(
                [*mine, ("create_date", ">=", since)],
                ["scenario_id", "state"],
                ["__count"],
            )
        }
        for scenario in self:
            origin = scenario._origin.sudo()  # sudo: as above
            count = {state: counts.get((origin, state), 0) for state in self._states()}
            scenario.date_last_run = last.get(origin, False)
            scenario.run_count = count["done"] + count["skipped"]
            scenario.failure_count = count["failed"] + count["dead"]
            scenario.waiting_count = count["suppressed"]

    @api.model
    def _states(self):
        return self.env["crm.process.run"]._fields["state"].get_values(self.env)

    @api.depends("parameter_ids.required")
    def _compute_missing_text(self):
        for scenario in self:
            missing = scenario._get_missing_parameters().mapped("name")
            scenario.missing_text = ", ".join(missing)

    @api.depends("is_technical")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        writable = self._filtered_access("write")
        for scenario in self:
            scenario.may_edit = scenario in writable

    # === ACTION METHODS === #

    def action_try(self):
        """Open the dialogue that tries the scenario on a record and takes it back."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(TRIAL)
        return action | {"context": {"default_scenario_id": self.id}}

    def action_open_journal(self):
        """Open what the scenario has done."""
        return self._open_runs()

    def action_open_failures(self):
        """Open what the scenario has failed to do."""
        return self._open_runs([("state", "in", ("failed", "dead"))])

    def action_open_held(self):
        """Open what waits to be released."""
        return self._open_runs([("state", "=", "suppressed")])

    def _open_runs(self, domain=()):
        self.ensure_one()
        self.check_access("read")
        action = {
            "type": "ir.actions.act_window",
            "res_model": "crm.process.run",
            "views": [[False, "list"], [False, "form"]],
        }
        if self.env.ref(JOURNAL, raise_if_not_found=False):
            action = self.env["ir.actions.act_window"]._for_xml_id(JOURNAL)
        return action | {
            "name": self.env._("Journal: %s", self.name),
            "domain": [("scenario_id", "=", self.id), *domain],
            "context": {},
        }
