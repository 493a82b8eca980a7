from odoo.tests import tagged

from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestScenarioRun(ScenarioCase):
    """A scenario answers to an event once, in the rights of a named person."""

    def _get_priority(self, value):
        domain = [("field_id.name", "=", "priority"), ("value", "=", value)]
        domain += [("field_id.model", "=", "crm.lead")]
        return self.env["ir.model.fields.selection"].search(domain)

    def test_created_deal_gets_what_the_scenario_writes(self):
        scenario = self._create_scenario("Mark", "on_create")
        lead = self._create_lead()
        self._end_transaction()
        self.assertEqual(lead.referred, "Mark")
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "done")
        self.assertEqual(run.lead_id, lead)
        self.assertEqual(run.run_as_id, self.head)

    def test_change_that_nobody_watches_is_no_event(self):
        scenario = self._create_scenario(
            "Mark", "on_create_or_write", rule={"watched": ["priority"]}
        )
        lead = self._create_lead()
        self._end_transaction()
        before = self._get_runs(scenario)
        lead.description = "Something else"
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario), before)

    def test_watched_change_is_an_event_of_its_transaction(self):
        scenario = self._create_scenario(
            "Mark",
            "on_create_or_write",
            rule={"watched": ["priority"], "filter_domain": "[('priority', '=', '3')]"},
        )
        lead = self._create_lead()
        lead.priority = "3"
        lead.priority = "2"
        lead.priority = "3"
        self._end_transaction()
        self.assertEqual(len(self._get_runs(scenario)), 1)
        lead.priority = "1"
        lead.priority = "3"
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).mapped("state"), ["done", "done"])

    def test_web_client_reads_back_what_the_scenario_wrote(self):
        self._create_scenario("Mark", "on_create")
        values = {"name": "Fair", "type": "opportunity"}
        [read] = self.env["crm.lead"].web_save(values, {"referred": {}})
        self.assertEqual(read["referred"], "Mark")

    def test_scenario_that_writes_what_it_watches_stops_and_says_so(self):
        scenario = self._create_scenario(
            "Mark",
            "on_create_or_write",
            rule={"watched": ["referred"]},
        )
        self._create_lead()
        self._end_transaction()
        runs = self._get_runs(scenario)
        self.assertEqual(runs.mapped("state"), ["done", "suppressed"])
        self.assertIn("Mark → Mark", runs[-1].error)

    def test_two_scenarios_that_answer_each_other_stop_and_say_so(self):
        lead = self._create_lead()
        ping = self._create_scenario(
            "Ping", "on_create_or_write", rule={"watched": ["priority"]}
        )
        pong = self._create_scenario(
            "Pong",
            "on_create_or_write",
            rule={"watched": ["referred"]},
            action={
                "state": "object_write",
                "update_path": "priority",
                "selection_value": self._get_priority("2").id,
            },
        )
        lead.priority = "1"
        self._end_transaction()
        last = (self._get_runs(ping) | self._get_runs(pong)).sorted("id")[-1]
        self.assertEqual(last.state, "suppressed")
        self.assertIn("Ping → Pong → Ping", last.error)
