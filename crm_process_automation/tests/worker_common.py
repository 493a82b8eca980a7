import logging
from unittest.mock import patch

from odoo import fields
from odoo.tests.test_cursor import TestCursor

from ..models.automation import crm_process_run_failure
from .scenario_common import ScenarioCase

FAILURE_LOGGER = crm_process_run_failure.__name__
MORNING = "2026-11-23 07:00:00"
NOON = "2026-11-23 10:00:00"
AFTERNOON = "2026-11-23 14:00:00"


class WorkerCase(ScenarioCase):
    """Runs that wait for a worker, deals that spoil them, and a clock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("crm_process_automation.ir_cron_run_scenarios_1")
        cls.manager = cls._create_user(
            "manager",
            "crm_process_automation.group_process_manager,"
            "sales_team.group_sale_manager",
        )

    def setUp(self):
        super().setUp()
        self.patch(logging.getLogger(FAILURE_LOGGER), "disabled", True)

    # === FACTORIES === #

    def _create_leads(self, count, **values):
        return self.env["crm.lead"].create(
            [
                {"name": str(number), "user_id": self.sally.id, **values}
                for number in range(count)
            ]
        )

    def _create_waiting(self, count=1, scenario=None, **values):
        """Return the scenario and runs of it on new deals that wait for a worker."""
        scenario = scenario or self._create_scenario("Mark", "on_create")
        with self.at(MORNING):
            leads = self._create_leads(count, **values)
            self.env.flush_all()
        self._forget_transaction()
        domain = [("scenario_id", "=", scenario.id), ("res_id", "in", leads.ids)]
        return scenario, self.Run.search(domain, order="id")

    def _create_dead(self, scenario=None):
        """Return a run that was given up."""
        scenario, run = self._create_waiting(scenario=scenario)
        self._die(run)
        return run

    def _die(self, run, text="no such thing"):
        with self._spoiling(run, ValueError(text)):
            for minute in ("00", "02", "08", "50"):
                self._work(f"2026-11-23 10:{minute}:00")

    # === WHAT HAPPENS === #

    def _spoiling(self, runs, error):
        """Let whatever is written to the deals of `runs` fail."""
        ids, write = set(runs.mapped("res_id")), self.env.registry["crm.lead"].write

        def fail(leads, vals):
            if "referred" in vals and ids & set(leads.ids):
                raise error
            return write(leads, vals)

        return patch.object(self.env.registry["crm.lead"], "write", fail)

    def _work(self, moment=NOON, cron=None):
        """Let a worker run at `moment`, as the scheduler does."""
        self._end_transaction()
        moment = fields.Datetime.to_datetime(moment)
        with (
            self.at(moment),
            self.enter_registry_test_mode(),
            patch.object(TestCursor, "now", lambda _cursor: moment),
        ):
            (cron or self.cron).method_direct_trigger()

    def _get_incidents(self, **values):
        domain = [(name, "=", value) for name, value in values.items()]
        return self.env["crm.process.incident"].search(domain)
