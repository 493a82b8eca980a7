from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .trial_common import TrialCase


@tagged("post_install", "-at_install")
class TestTrial(TrialCase):
    """Try it: a scenario says what it would do with a record, and does nothing."""

    def _write(self, path, value):
        return {"state": "object_write", "update_path": path, "value": value}

    # === WHAT IS TOLD === #

    def test_a_changed_value_is_told_before_and_after(self):
        scenario = self._create_trial_scenario(self._write("referred", "Exhibition"))
        [change] = self._try(scenario).changed
        self.assertEqual(change.name, "Autumn fair")
        self.assertTold(change.values, {"Referred By": ("empty", "“Exhibition”")})

    def test_a_changed_name_is_told_as_a_name(self):
        action = self._write("user_id", str(self.oleh.id))
        scenario = self._create_trial_scenario(action)
        result = self._try(scenario)
        values = [v for change in result.changed for v in change.values]
        self.assertTold(
            values, {"Salesperson": (f"“{self.sally.name}”", f"“{self.oleh.name}”")}
        )

    def test_the_client_that_would_be_changed_is_told_as_well(self):
        action = self._write("partner_id.ref", "Met at the fair")
        scenario = self._create_trial_scenario(action)
        result = self._try(scenario)
        names = [change.name for change in result.changed]
        self.assertEqual(names, ["Sunflower Ltd"])

    def test_tags_that_would_be_added_are_told(self):
        tag = self.env["crm.tag"].create({"name": "Urgent"})
        action = {
            "state": "object_write",
            "update_path": "tag_ids",
            "update_m2m_operation": "add",
            "resource_ref": f"crm.tag,{tag.id}",
        }
        scenario = self._create_trial_scenario(action)
        values = [v for change in self._try(scenario).changed for v in change.values]
        self.assertTold(values, {"Tags": ("empty", "Urgent")})

    def test_an_activity_that_would_be_given_is_told(self):
        action = {
            "state": "next_activity",
            "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
            "activity_summary": "Call back",
            "activity_user_type": "specific",
            "activity_user_id": self.sally.id,
        }
        made = dict(self._try(self._create_trial_scenario(action)).made)
        [activity] = made["Activity"]
        self.assertTold(
            activity.values,
            {
                "Summary": ("", "“Call back”"),
                "Assigned to": ("", f"“{self.sally.name}”"),
            },
        )

    def test_a_record_that_would_be_made_is_told(self):
        action = {
            "state": "object_create",
            "crud_model_id": self.env["ir.model"]._get("res.partner").id,
            "value": "Brother of Sunflower",
        }
        scenario = self._create_trial_scenario(action)
        made = dict(self._try(scenario).made)
        [partner] = made["Contact"]
        self.assertEqual(partner.name, "Brother of Sunflower")

    def test_a_mail_that_would_be_sent_is_told(self):
        made = dict(self._try(self._create_mail_scenario()).made)
        [mail] = made["Outgoing Mails"]
        self.assertTold(mail.values, {"Subject": ("", "“Your order”")})
        self.assertFalse([value for value in mail.values if "<" in value.after])

    def test_a_stage_that_would_be_reached_is_told_with_its_tasks(self):
        action = self._write("stage_id", str(self.working.id))
        result = self._try(self._create_trial_scenario(action))
        [lead] = [change for change in result.changed if change.model == "Lead"]
        self.assertTold(lead.values, {"Stage": ("“New”", "“Working”")})
        [task] = dict(result.made)["Process Task"]
        self.assertIn("Measure the room", task.name)

    def test_conditions_that_do_not_hold_are_told_and_do_not_matter(self):
        scenario = self._create_trial_scenario(
            self._write("referred", "Exhibition"),
            filter_domain="[('expected_revenue', '>', 5000)]",
        )
        result = self._try(scenario)
        self.assertFalse(result.is_due)
        self.assertTrue(result.changed)

    def test_of_several_rules_only_those_act_whose_conditions_hold(self):
        scenario = self._create_trial_scenario(self._write("referred", "Exhibition"))
        self._create_rule(
            scenario,
            "on_create",
            self._write("city", "Lviv"),
            filter_domain="[('expected_revenue', '>', 5000)]",
        )
        result = self._try(scenario)
        self.assertTrue(result.is_due)
        [change] = result.changed
        self.assertEqual([value.label for value in change.values], ["Referred By"])

    def test_a_trial_without_effect_tells_of_none(self):
        scenario = self._create_trial_scenario(self._write("referred", "Exhibition"))
        self.lead.referred = "Exhibition"
        watching = scenario.with_context(tracking_disable=False)
        self.assertEqual(self._try(watching).made, ())

    def test_scenarios_that_would_follow_are_named_and_do_nothing(self):
        self._create_scenario(
            "Echo",
            "on_create_or_write",
            rule={"watched": ["referred"]},
            action=self._write("city", "Lviv"),
        )
        scenario = self._create_trial_scenario(self._write("referred", "Exhibition"))
        result = self._try(scenario)
        self.assertEqual(result.followers, ("Echo",))
        [change] = result.changed
        self.assertEqual([value.label for value in change.values], ["Referred By"])

    def test_an_error_is_told_as_a_sentence(self):
        scenario = self._create_trial_scenario(self._write("company_id", "0"))
        scenario.run_as_id = self.oleh
        result = self._try(scenario)
        self.assertIn("top-secret records", result.error)
        self.assertFalse(result.changed)

    # === WHAT IS REFUSED === #

    def test_a_program_cannot_be_tried(self):
        scenario = self._create_trial_scenario(
            {"state": "code", "code": "pass"}, is_technical=True
        )
        with self.assertRefused("is a program"):
            self._try(scenario, user=self.admin)

    def test_a_program_among_other_actions_cannot_be_tried(self):
        scenario = self._create_trial_scenario({"state": "multi"}, is_technical=True)
        parent = scenario.automation_ids.action_server_ids
        parent.child_ids = [
            Command.create(
                {
                    "name": "Hidden",
                    "state": "code",
                    "code": "pass",
                    "model_id": parent.model_id.id,
                }
            )
        ]
        with self.assertRefused("“Hidden” is a program"):
            self._try(scenario, user=self.admin)

    def test_a_record_of_another_kind_is_refused(self):
        scenario = self._create_trial_scenario(self._write("referred", "X"))
        with self.assertRefused("is not about records like “Wallpaper”"):
            self._try(scenario, self.product)

    def test_a_deal_that_is_closed_to_the_user_is_refused(self):
        scenario = self._create_trial_scenario(self._write("referred", "X"))
        with self.assertRaises(AccessError):
            self._try(scenario, user=self.oleh)

    def test_what_is_closed_to_the_user_is_not_told(self):
        field = type(self.env["crm.lead"])._fields["referred"]
        self.patch(field, "groups", "base.group_system")
        scenario = self._create_trial_scenario(self._write("referred", "Secret"))
        scenario.run_as_id = self.admin
        scenario.with_user(self.admin).action_switch_on()
        self.assertIn("Secret", str(self._try(scenario, user=self.admin)))
        result = self._try(scenario)
        self.assertFalse(result.error)
        self.assertNotIn("Secret", str(result))

    def test_it_acts_in_the_rights_of_the_person_it_runs_as(self):
        scenario = self._create_trial_scenario(self._write("referred", "X"))
        scenario.run_as_id = self.oleh
        result = self._try(scenario)
        self.assertEqual(result.run_as, self.oleh.name)
        self.assertIn("top-secret records", result.error)

    def test_nobody_tries_in_rights_that_he_has_not(self):
        scenario = self._create_trial_scenario(self._write("referred", "X"))
        scenario.run_as_id = self.admin
        result = self._try(scenario)
        self.assertIn("cannot run as", result.error)
        self.assertFalse(result.changed)
        self.assertTrue(self._try(scenario, user=self.admin).changed)

    # === FACTORIES === #

    def _create_mail_scenario(self):
        mail = self.env["mail.template"].create(
            {
                "name": "Thanks",
                "model_id": self.env["ir.model"]._get("crm.lead").id,
                "subject": "Your order",
                "body_html": "<p>Thank you</p>",
                "partner_to": "{{ object.partner_id.id }}",
            }
        )
        return self._create_trial_scenario(
            {"state": "mail_post", "mail_post_method": "email", "template_id": mail.id}
        )
