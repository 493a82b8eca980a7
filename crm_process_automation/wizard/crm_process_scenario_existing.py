from odoo import api, fields, models
from odoo.exceptions import UserError

SHOWN = 20  # names that the dialogue tells


class CrmProcessScenarioExisting(models.TransientModel):
    """Running a scenario on records that were there before it: an act of its own.

    Switching on never does that. The records are those that the user may see and that
    meet the conditions; each of them gets a run “by hand” in the journal, and what is
    to become of many at once is up to the scenario's policy.
    """

    _name = "crm.process.scenario.existing"
    _description = "Run a Scenario on Existing Records"

    scenario_id = fields.Many2one(
        "crm.process.scenario", required=True, ondelete="cascade"
    )
    automation_id = fields.Many2one(
        "base.automation",
        string="Rule",
        required=True,
        ondelete="cascade",
        compute="_compute_automation_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('scenario_id', '=', scenario_id)]",
    )
    model_name = fields.Char(related="automation_id.model_name")
    domain = fields.Char(
        string="Only Those",
        compute="_compute_domain",
        store=True,
        precompute=True,
        readonly=False,
        help="Besides the conditions of the rule.",
    )
    record_count = fields.Integer(string="Records", compute="_compute_records")
    record_names = fields.Text(string="Among Them", compute="_compute_records")
    outcome = fields.Char(string="What Happens", compute="_compute_records")

    # === COMPUTE METHODS === #

    @api.depends("scenario_id")
    def _compute_automation_id(self):
        for dialog in self:
            dialog.automation_id = dialog.scenario_id._get_rules()[:1]

    @api.depends("automation_id")
    def _compute_domain(self):
        self.domain = "[]"

    @api.depends("automation_id", "domain")
    def _compute_records(self):
        for dialog in self:
            records = dialog._find_records()
            names = records[:SHOWN].mapped("display_name")
            dialog.record_count = len(records)
            dialog.record_names = "\n".join(names)
            dialog.outcome = dialog._say_outcome(records)

    # === CONSTRAINT METHODS === #

    @api.constrains("scenario_id", "automation_id")
    def _check_scenario(self):
        for dialog in self:
            dialog.scenario_id.check_access("write")
            if dialog.automation_id.scenario_id != dialog.scenario_id:
                raise UserError(self.env._("Choose a rule of the scenario itself."))

    # === ACTION METHODS === #

    def action_run(self):
        """Record a run by hand for every record, and open the journal.

        :raise UserError: when the scenario is off, or no record meets the conditions
        """
        self.ensure_one()
        self.scenario_id.check_access("write")
        if self.scenario_id.state != "on":
            raise UserError(
                self.env._("“%s” is not on: switch it on first.", self.scenario_id.name)
            )
        records = self._find_records()
        if not records:
            raise UserError(self.env._("No record that you may see is meant."))
        # sudo: the journal is the system's; it tells who has caused the runs
        self.automation_id.sudo()._record_events(records, "manual")
        return self.scenario_id.action_open_journal()

    # === BUSINESS METHODS === #

    def _find_records(self):
        """Return what meets the conditions, of what the user may see."""
        self.ensure_one()
        if not self.model_name:
            return self.env["crm.process.run"].browse()
        rows = self.env[self.model_name]
        rule = self.automation_id
        return rows.search(rule._get_search_domain() & rule._parse(self.domain))

    def _say_outcome(self, records):
        if not records:
            return self.env._("Nothing: no record that you may see is meant.")
        rule = self.automation_id.sudo()  # sudo: how it is set up
        watch = rule._recall_watch(self.model_name)
        policy = rule._get_policy(len(records), "manual", watch)
        if policy.held_because:
            return self.env._("The runs are held back until you release them.")
        if policy.is_for_now:
            return self.env._("It runs at once.")
        return self.env._("The workers run it in the background, batch by batch.")
