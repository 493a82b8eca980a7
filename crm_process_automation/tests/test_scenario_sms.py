from odoo.tests import tagged

from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestScenarioSms(ScenarioCase):
    """A scenario sends SMS by Odoo's queue, and never to nobody."""

    def _create_sms_scenario(self, method="sms"):
        template = self.env["sms.template"].create(
            {
                "name": "On the way",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "body": "We are on the way.",
            }
        )
        action = {
            "state": "sms",
            "sms_template_id": template.id,
            "sms_method": method,
        }
        return self._create_scenario("On the way", action=action)

    def _create_leads(self, *numbers):
        ukraine = self.env.ref("base.ua")
        leads = self.env["crm.lead"].create(
            [
                {"name": f"Deal {n}", "phone": number, "country_id": ukraine.id}
                for n, number in enumerate(numbers)
            ]
        )
        self._end_transaction()
        return leads

    def _get_states(self, scenario):
        return self._get_runs(scenario).mapped("state")

    def test_sms_waits_in_the_queue_whether_posted_or_not(self):
        for method in ("sms", "comment", "note"):
            with self.subTest(method):
                self.env["sms.sms"].search([]).unlink()
                scenario = self._create_sms_scenario(method)
                self._create_leads("+380671234567", "+380677654321")
                sms = self.env["sms.sms"].search([], order="id")
                self.assertEqual(sms.mapped("state"), ["outgoing", "outgoing"])
                self.assertEqual(sms[0].number, "+380671234567")
                run = self._get_runs(scenario)[0]
                self.assertEqual(run.state, "done")
                self.assertIn("+380671234567", run.trace[0]["text"])
                scenario.with_user(self.designer).action_switch_off()

    def test_what_a_rule_of_odoo_answers_to_a_scenario_waits_in_the_queue(self):
        template = self.env["sms.template"].create(
            {
                "name": "Marked",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "body": "You are marked.",
            }
        )
        self._create_rule(
            self.env["crm.process.scenario"],
            "on_write",
            {"state": "sms", "sms_template_id": template.id, "sms_method": "comment"},
            model="res.partner",
            watched=["ref"],
            name="A rule of Odoo",
            active=True,
        )
        action = {
            "state": "object_write",
            "update_path": "partner_id.ref",
            "value": "Marked",
        }
        scenario = self._create_scenario("Mark", action=action, run_as_id=False)
        client = self.env["res.partner"].create(
            {"name": "Olena", "phone": "+380671234567"}
        )
        self._create_lead(partner_id=client.id)
        self._end_transaction()
        self.assertEqual(self._get_states(scenario), ["done"])
        self.assertEqual(client.ref, "Marked")
        self.assertEqual(self.env["sms.sms"].search([]).mapped("state"), ["outgoing"])

    def test_record_without_number_is_skipped_and_the_others_are_not(self):
        for method in ("sms", "comment"):
            with self.subTest(method):
                self.env["sms.sms"].search([]).unlink()
                scenario = self._create_sms_scenario(method)
                self._create_leads("+380671234567", False, "12")
                runs = self._get_runs(scenario)
                self.assertEqual(runs.mapped("state"), ["done", "skipped", "skipped"])
                self.assertIn("no phone number", runs[1].error)
                self.assertIn("“12” is not a phone number", runs[2].error)
                self.assertEqual(len(self.env["sms.sms"].search([])), 1)
                scenario.with_user(self.designer).action_switch_off()

    def test_client_who_wants_no_sms_gets_none(self):
        self.env["phone.blacklist"].add("+380671234567")
        scenario = self._create_sms_scenario()
        self._create_leads("+380671234567")
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "skipped")
        self.assertIn("blacklist", run.error)
        self.assertFalse(self.env["sms.sms"].search([("state", "=", "outgoing")]))
