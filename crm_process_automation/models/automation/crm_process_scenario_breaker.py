from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

WINDOW = timedelta(hours=1)


class CrmProcessScenario(models.Model):
    """A scenario that does harm is paused, and its runs wait until it is resumed."""

    _inherit = "crm.process.scenario"

    breaker_limit = fields.Integer(
        string="Pause After Failures",
        default=10,
        help="When so many runs in a row are given up within an hour, the scenario is "
        "paused. 0: never.",
    )
    record_limit = fields.Integer(
        string="Runs on One Record",
        default=30,
        help="More runs on one record within an hour are held back. 0: no limit.",
    )
    date_resumed = fields.Datetime(readonly=True, copy=False)
    is_stopped = fields.Boolean(
        string="All Automation Is Stopped",
        compute="_compute_is_stopped",
        help="Nothing runs in the company; what there is to do is noted and waits.",
    )

    _limits_positive = models.Constraint(
        "CHECK(breaker_limit >= 0 AND record_limit >= 0)",
        "The limits of a scenario are zero or more.",
    )

    # === COMPUTE METHODS === #

    @api.depends("company_id.process_automation_stopped")
    @api.depends_context("company")
    def _compute_is_stopped(self):
        for scenario in self:
            # sudo: whether automation is stopped is no secret
            company = scenario.sudo().company_id or self.env.company
            scenario.is_stopped = company.process_automation_stopped

    # === ACTION METHODS === #

    def action_resume(self):
        """Let paused scenarios go on; what has waited meanwhile runs now.

        :raise UserError: when one is not paused, or what stopped it still does
        """
        self.check_access("write")
        scenarios = self.sudo()  # sudo: as in `action_switch_on`
        for scenario in scenarios:
            if scenario.state != "paused":
                raise UserError(
                    self.env._("“%s” is not paused: nothing to resume.", scenario.name)
                )
            scenario._check_may_be_switched_on()
        now = fields.Datetime.now()
        scenarios.write(
            {
                "pause_reason": False,
                "date_resumed": now,
                "switched_on_by_id": self.env.uid,
            }
        )
        scenarios._get_pause_incidents()._close_by_itself(
            self.env._("%s has resumed it.", self.env.user.name)
        )
        self.env["crm.process.run"]._wake_all_workers()
        return True

    # === BUSINESS METHODS === #

    def _is_ready_to_run(self):
        """Return whether runs may be executed; pause it when nobody may run it."""
        if not self or self.state != "on":
            return False
        problem = self._explain_run_as(self.run_as_id, self._get_designer())
        if problem:
            self._pause(problem)
        return not problem

    def _trip_breaker(self):
        """Pause the scenario when too many runs in a row were given up."""
        limit = self.breaker_limit
        if not limit or self.state != "on":
            return
        self.env.flush_all()
        if self._count_given_up() >= limit:
            self._pause(
                self.env._(
                    "%(count)s runs in a row were given up. Mend what their sentences "
                    "say, then resume “%(scenario)s”.",
                    count=limit,
                    scenario=self.name,
                )
            )

    def _count_given_up(self):
        """Return how many runs were given up lately, since the last one was done."""
        runs = self.env["crm.process.run"]
        domain = [("scenario_id", "=", self.id)]
        since = fields.Datetime.now() - WINDOW
        last = runs.search(
            [*domain, ("state", "=", "done"), ("date_done", ">=", since)],
            order="date_done desc",
            limit=1,
        )
        since = max(filter(None, [since, last.date_done, self.date_resumed]))
        return runs.search_count(
            [*domain, ("state", "=", "dead"), ("date_done", ">=", since)]
        )

    def _pause(self, reason):
        """Have the runs of the scenario wait, and tell who answers for it."""
        self.ensure_one()
        scenario = self.sudo()  # sudo: the system pauses it, whoever the run is due to
        scenario.pause_reason = reason
        person = scenario._get_designer()
        self.env["crm.process.incident"]._raise(
            [
                {
                    "kind": "scenario_paused",
                    "cause_key": f"scenario:{self.id}:{fields.Datetime.now()}",
                    "name": self.env._(
                        "“%(scenario)s” is paused: %(reason)s",
                        scenario=scenario.name,
                        reason=reason,
                    ),
                    "advice": self.env._(
                        "Its runs wait. Resume it when the cause is mended, or switch "
                        "it off."
                    ),
                    "severity": "3",
                    "scenario_id": self.id,
                    "owner_id": person.id,
                    "user_id": person.id,
                    "company_id": (scenario.company_id or self.env.company).id,
                }
            ]
        )

    def _get_pause_incidents(self):
        # sudo: whoever may resume it need not see the incident
        return (
            self.env["crm.process.incident"]
            .sudo()
            .search([("scenario_id", "in", self.ids), ("kind", "=", "scenario_paused")])
        )
