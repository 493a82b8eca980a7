from odoo.tests import tagged

from .demo_common import MODULE, DemoCase


@tagged("post_install", "-at_install")
class TestDemoScenario(DemoCase):
    """The agency uses scenarios, and their journal shows how runs may end."""

    def _find_runs(self, number):
        return self.env.ref(f"{MODULE}.scenario_{number}").run_ids

    def test_agency_uses_some_scenarios_in_the_rights_of_the_head(self):
        scenarios = self.env["crm.process.scenario"].search([("state", "=", "on")])
        self.assertEqual(
            set(scenarios.mapped("code")),
            {"new_contact", "missed_call", "next_hint", "experienced", "loyal_bonus"},
        )
        self.assertEqual(scenarios.run_as_id.login, "kateryna")

    def test_journal_shows_how_runs_end(self):
        states = self.env["crm.process.run"].search([]).mapped("state")
        self.assertEqual(set(states), {"done", "skipped", "dead", "suppressed"})

    def test_journal_says_why_not(self):
        runs = self.env["crm.process.run"].search([("state", "!=", "done")])
        for run in runs:
            with self.subTest(run=run.record_name):
                self.assertTrue(run.error)

    def test_hint_says_on_the_card_what_comes_next(self):
        run = self._find_runs("08")
        case = self.env.ref(f"{MODULE}.lead_team_day").case_id
        self.assertEqual((run.state, run.case_id), ("done", case))
        self.assertTrue(run.trace)

    def test_client_who_has_bought_gets_a_bonus(self):
        self.assertEqual(self._find_runs("14").state, "done")
        order = self.env.ref(f"{MODULE}.order_office")
        self.assertEqual(order.order_line.mapped("discount"), [5])

    def test_experienced_manager_keeps_the_large_deal(self):
        run = self._find_runs("11")
        conference = self.env.ref(f"{MODULE}.lead_conference")
        self.assertEqual((run.state, run.lead_id), ("skipped", conference))
        self.assertIn(conference.user_id.name, run.error)

    def test_call_of_a_stranger_is_given_up_with_an_incident(self):
        run = self._find_runs("02")
        self.assertEqual(run.state, "dead")
        incident = self.env["crm.process.incident"].search([("run_id", "=", run.id)])
        self.assertEqual(incident.state, "open")
        self.assertEqual(incident.user_id, self.env.ref("base.user_admin"))

    def test_head_replays_what_was_given_up_once_somebody_calls_back(self):
        kateryna, andrii = (
            self.env.ref(f"{MODULE}.user_demo_{name}") for name in ("head", "andrii")
        )
        person = self.env.ref(f"{MODULE}.scenario_02_parameter_person")
        person.value_user_id = andrii
        run = self._find_runs("02")
        run.with_user(kateryna).action_replay()
        self.env.cr.flush()
        self.assertEqual((run.state, run.error), ("done", False))

    def test_contacts_of_an_import_wait_until_they_are_released(self):
        runs = self._find_runs("01")
        self.assertEqual(set(runs.mapped("state")), {"suppressed"})
        leads = self.env["crm.lead"]
        self.assertFalse(leads.search([("partner_id", "in", runs.partner_id.ids)]))
        kateryna = self.env.ref(f"{MODULE}.user_demo_head")
        runs[0].with_user(kateryna).action_release()
        self.env.cr.flush()
        self.assertEqual(runs[0].state, "done")
        self.assertTrue(leads.search([("partner_id", "=", runs[0].partner_id.id)]))
