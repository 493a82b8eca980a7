from odoo.exceptions import AccessError
from odoo.tests import tagged

from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestExplanation(ScenarioCase):
    """Why, and why not: a scenario says what it thinks of a deal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scenario = cls._create_scenario(
            "Greet",
            "on_create_or_write",
            rule={
                "watched": ["stage_id"],
                "filter_domain": f"[('stage_id', '=', {cls.working.id})]",
            },
        )
        cls.lead = cls._create_lead(stage_id=cls.new.id)

    def _explain(self, record=None, run=None, user=None, scenario=None):
        record = (record or self.lead).with_user(user or self.sally)
        scenario = (scenario or self.scenario).with_env(record.env)
        return scenario._explain(record, run=run)

    def _run(self):
        """Have the scenario run on the deal."""
        self.lead.stage_id = self.working
        self._end_transaction()
        return self._get_runs(self.scenario)

    # === WHY NOT === #

    def test_the_condition_that_fails_is_named_with_its_value(self):
        self.assertEqual(
            self._explain().summary,
            "It did not run: Stage is “New”, it has to be “Working”.",
        )

    def test_a_scenario_that_is_off_says_so_first(self):
        self.scenario.action_switch_off()
        self.assertEqual(
            self._explain().summary, "It did not run: the scenario is switched off."
        )

    def test_a_paused_scenario_says_why(self):
        self.scenario.pause_reason = "too many failures"
        self.assertEqual(
            self._explain().summary,
            "It did not run: the scenario is paused: too many failures.",
        )

    def test_a_deal_from_before_the_switch_waits_for_the_next_event(self):
        lead = self._create_lead(stage_id=self.working.id)
        self._forget_transaction()
        self._get_runs(self.scenario).unlink()
        summary = self._explain(lead).summary
        self.assertIn("its conditions hold now", summary)
        self.assertIn("one of these changes: Stage", summary)

    def test_a_scenario_on_orders_is_not_about_a_deal_without_orders(self):
        scenario = self._create_scenario("Thank", switch_on=False)
        scenario.automation_ids.unlink()
        self._create_rule(scenario, "on_create", [], model="sale.order")
        scenario.active = True
        scenario.automation_ids.active = True
        self.assertIn("not about", self._explain(scenario=scenario).summary)

    def test_what_the_rule_asks_instead_of_the_deal_is_named(self):
        self._activate()
        lead = self._create_lead()
        scenario = self._create_scenario("Greet the client", switch_on=False)
        scenario.automation_ids.unlink()
        rule = self._create_rule(
            scenario,
            "on_create",
            [],
            model="crm.process.case",
            filter_domain="[('stage_code', '=', 'doing')]",
        )
        scenario.active = True
        rule.active = True
        [told] = self._explain(lead, scenario=scenario).rules
        self.assertEqual(told.subject, lead.case_id.sudo().display_name)
        self.assertFalse(told.after.holds)

    # === WHY === #

    def test_a_run_is_told_with_its_moment_and_its_line_in_the_journal(self):
        with self.at("2026-11-30 08:00:00"):
            run = self._run()
            told = self._explain()
        self.assertEqual(run.state, "done")
        self.assertRegex(told.summary, r"It ran on 11/30/26, 10:00")
        self.assertEqual([line["state"] for line in told.runs], ["done"])

    def test_the_value_at_that_moment_is_kept(self):
        run = self._run()
        self.lead.stage_id = self.waiting_room
        [rule] = self._explain(run=run).rules
        [line] = rule.after.lines
        self.assertEqual((line.value_then, line.value), ("“Working”", "“Waiting room”"))

    def test_a_run_that_was_held_back_says_why(self):
        run = self._run()
        run.write({"state": "suppressed", "error": "It came with an import."})
        self.assertEqual(
            self._explain().summary, "It was held back: It came with an import."
        )

    def test_a_run_that_waits_while_all_is_stopped_says_so(self):
        run = self._run()
        run.state = "pending"
        self.env.company.process_automation_stopped = True
        self.assertRegex(
            self._explain(run=run).summary,
            r"It waits since .*: all automation of .* is stopped by an administrator\.",
        )

    def test_a_detail_that_the_process_does_not_ask_for_is_empty(self):
        case = self.lead.case_id.with_user(self.sally)
        condition = [("properties.room_length", ">", 0)]
        [line] = self.env["crm.process.condition"]._judge(case, condition).lines
        self.assertEqual((line.value, line.demand), ("empty", "has to be more than 0"))

    def test_a_run_of_the_past_and_conditions_that_fail_today_are_both_told(self):
        self._run()
        self.lead.stage_id = self.waiting_room
        self.assertRegex(
            self._explain().summary,
            r"It ran on .*\. Now it would not run: Stage is “Waiting room”, it has to",
        )

    def test_every_state_has_its_sentence(self):
        run = self._run()
        for state, _label in run._fields["state"].selection:
            run.state = state
            self.assertTrue(run._say_outcome())

    def test_a_scenario_that_was_changed_since_says_so(self):
        run = self._run()
        run.scenario_version = self.scenario.version - 1
        self.assertTrue(self._explain(run=run).is_changed)

    # === THE DIALOGUE === #

    def _open(self, record, user):
        action = record.with_user(user).action_explain_automation()
        dialogs = self.env["crm.process.explanation"].with_user(user)
        values = {"scenario_id": self.scenario.id}
        return dialogs.with_context(**action["context"]).create(values)

    def test_the_dialogue_offers_the_scenarios_on_deals(self):
        dialog = self._open(self.lead, self.sally)
        self.assertIn(self.scenario, dialog.scenario_ids)

    def test_the_dialogue_shows_the_answer(self):
        dialog = self._open(self.lead, self.sally)
        self.assertIn("Stage is “New”, it has to be “Working”", dialog.explanation)
        self.assertIn("this is why", dialog.explanation)

    def test_nobody_asks_about_a_deal_that_is_closed_to_him(self):
        with self.assertRaises(AccessError):
            self._open(self.lead, self.oleh)

    def test_the_run_opens_the_dialogue_on_its_scenario(self):
        run = self._run().with_user(self.sally)
        context = run.action_explain()["context"]
        dialog = self.env["crm.process.explanation"].with_user(self.sally)
        dialog = dialog.with_context(**context).create({})
        self.assertEqual((dialog.scenario_id, dialog.run_id), (self.scenario, run))
        self.assertIn("It ran on", dialog.explanation)
