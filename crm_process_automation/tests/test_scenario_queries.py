from odoo.tests import tagged

from .query_common import QueryBudgetCase
from .scenario_common import ScenarioCase

IDLE = "[('name', '=', 'Nobody is called so')]"
BATCH = 100


@tagged("post_install", "-at_install")
class TestScenarioQueries(ScenarioCase, QueryBudgetCase):
    """What scenarios cost in queries where they have nothing to do, and where they do.

    Counts are compared with those of the same test before any scenario was there.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # As the web client does: else Odoo reads the user's company for itself.
        companies = {"allowed_company_ids": cls.env.company.ids}
        cls.env = cls.env(context=cls.env.context | companies)
        cls._activate()

    def _create_idle(self, number, model="crm.lead"):
        """Create scenarios that watch what is written, and find no reason to act."""
        watched = {
            "crm.lead": ["priority", "stage_id", "probability", "name"],
            "crm.process.case": ["stage_id", "state"],
        }
        for _number in range(number):
            self._create_scenario(
                "Idle",
                "on_create_or_write",
                action={"state": "object_write", "update_path": "name", "value": "X"},
                rule={
                    "model": model,
                    "watched": watched[model],
                    "filter_domain": IDLE,
                },
            )

    def _count_warm(self, action):
        for _round in ("warm up", "count"):
            queries = self._count(action)
        return queries

    def _write_priority(self):
        lead = self._create_old_leads()
        self._settle()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        lead.write({"priority": "2"})
        self.env.cr.flush()
        return self.env.cr.sql_log_count - before

    def _measure(self):
        self._count(self._create_leads)
        self._write_priority()
        return {
            "create": self._count_start(),
            "batch": self._count(self._create_leads, BATCH),
            "write": self._write_priority(),
            "drag": self._count_drag(self.working),
            "passage": self._count_passage(),
        }

    def test_idle_scenarios_cost_no_query(self):
        self._measure()  # whatever the tests before have left to be read once
        before = self._measure()
        for number in (1, 14):
            self._create_idle(number)
            self.assertEqual(self._measure(), before)

    def test_idle_scenarios_of_cases_cost_no_query(self):
        before = self._measure()
        self._create_idle(15, "crm.process.case")
        self.assertEqual(self._measure(), before)

    def test_recording_a_batch_takes_two_queries_at_most(self):
        self._count_start()
        before = self._count(self._create_leads, BATCH)
        self._create_scenario("Mark", "on_create")

        def create():
            self._create_leads(BATCH)
            self._forget_transaction()

        queries = self._count_warm(create)
        self.assertLessEqual(queries - before, 2)
        self.assertEqual(self.Run.search_count([("res_model", "=", "crm.lead")]), 200)

    def test_rules_without_a_scenario_cost_no_more_for_ours(self):
        self.env["base.automation"].create(
            {
                "name": "Free",
                "model_id": self.env["ir.model"]._get("crm.lead").id,
                "trigger": "on_create_or_write",
                "filter_domain": IDLE,
            }
        )
        before = self._measure()
        self._create_idle(3)
        self.assertEqual(self._measure(), before)
