from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmProcessScenario(models.Model):
    """An automation in plain words: when, if, then; switched on by a consultant."""

    _name = "crm.process.scenario"
    _description = "Automation Scenario"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(copy=False)
    sequence = fields.Integer(default=10)
    description = fields.Text(translate=True, help="What it does, in plain words.")
    version = fields.Integer(
        default=1, readonly=True, copy=False, help="Grows with every change."
    )
    active = fields.Boolean(
        string="Switched On", default=False, readonly=True, copy=False
    )
    state = fields.Selection(
        [("off", "Off"), ("on", "On"), ("paused", "Paused")],
        compute="_compute_state",
        store=True,
        precompute=True,
    )
    pause_reason = fields.Text(readonly=True, copy=False)
    origin = fields.Selection(
        [
            ("source", "From the source document"),
            ("task_class", "Answers a task class"),
            ("own", "Own"),
        ],
        default="own",
        required=True,
        readonly=True,
    )
    task_class = fields.Selection(
        [
            ("notify", "Sending notifications"),
            ("data", "Keeping data up to date"),
            ("help", "Helping managers"),
            ("documents", "Preparing documents"),
            ("site", "Working with the site"),
            ("distribution", "Distributing tasks"),
        ]
    )
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    run_as_id = fields.Many2one(
        "res.users",
        string="Runs as",
        copy=False,
        check_company=True,
        domain="[('share', '=', False)]",
        help="Whose rights it has. By default whoever switches it on.",
    )
    switched_on_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    date_switched_on = fields.Datetime(readonly=True, copy=False)
    policy = fields.Selection(
        [
            ("run", "Run at once"),
            ("queue", "Run later, hold what goes to clients"),
            ("suppress", "Hold everything until it is released"),
        ],
        string="With Imports",
        required=True,
        default="queue",
        help="What becomes of records that come in bulk.",
    )
    automation_ids = fields.One2many(
        "base.automation", "scenario_id", string="Rules", context={"active_test": False}
    )
    run_ids = fields.One2many("crm.process.run", "scenario_id", readonly=True)

    # === COMPUTE METHODS === #

    @api.depends("active", "pause_reason")
    def _compute_state(self):
        for scenario in self:
            is_on = "paused" if scenario.pause_reason else "on"
            scenario.state = is_on if scenario.active else "off"

    # === ACTION METHODS === #

    def action_switch_on(self):
        """Have the scenarios answer to what happens from now on.

        They run as whoever switches them on, where nobody else is named.
        """
        self.check_access("write")
        # sudo: a designer switches rules that only administrators may write
        for scenario in self.sudo().filtered(lambda scenario: not scenario.active):
            scenario._check_may_be_switched_on()
            scenario.write(
                {
                    "active": True,
                    "pause_reason": False,
                    "run_as_id": scenario.run_as_id.id or self.env.uid,
                    "switched_on_by_id": self.env.uid,
                    "date_switched_on": fields.Datetime.now(),
                }
            )
            scenario._get_rules().write({"active": True})
        return True

    def action_switch_off(self):
        """Have the scenarios answer to nothing any more."""
        self.check_access("write")
        scenarios = self.sudo()  # sudo: as above
        scenarios.write({"active": False, "pause_reason": False})
        scenarios._get_rules().write({"active": False})
        return True

    # === BUSINESS METHODS === #

    def _get_rules(self):
        return self.with_context(active_test=False).automation_ids

    def _check_may_be_switched_on(self):
        self.ensure_one()
        if not self._get_rules():
            raise UserError(
                self.env._(
                    "“%s” has no rule: say first when it acts and what it does.",
                    self.name,
                )
            )
