from odoo import SUPERUSER_ID
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .worker_common import WorkerCase


@tagged("post_install", "-at_install")
class TestScenarioRunAs(WorkerCase):
    """A scenario has the rights of a named person, and never more than its designer."""

    def _create_clerk(self, **values):
        return self._create_user(
            "clerk", "crm_process_automation.group_process_user", **values
        )

    # === WHO MAY BE NAMED === #

    def test_by_default_it_runs_as_who_switches_it_on(self):
        scenario = self._create_scenario(
            "Mark", "on_create", run_as_id=False, switch_on=False
        )
        scenario.with_user(self.designer).action_switch_on()
        self.assertEqual(scenario.run_as_id, self.designer)

    def test_designer_may_name_somebody_with_rights_within_his_own(self):
        scenario = self._create_scenario("Mark", "on_create", switch_on=False)
        scenario.with_user(self.designer).run_as_id = self.sally
        scenario.with_user(self.designer).action_switch_on()
        self.assertEqual(scenario.run_as_id, self.sally)

    def test_how_somebody_is_notified_is_no_right(self):
        self.sally.notification_type = "inbox"
        self.designer.notification_type = "email"
        scenario = self._create_scenario("Mark", "on_create", switch_on=False)
        scenario.with_user(self.designer).run_as_id = self.sally
        scenario.with_user(self.designer).action_switch_on()
        self.assertEqual(scenario.run_as_id, self.sally)

    def test_designer_may_not_name_somebody_with_more_rights(self):
        accountant = self._create_user(
            "accountant", "crm_process_automation.group_process_accountant"
        )
        scenario = self._create_scenario("Mark", "on_create", switch_on=False)
        with self.assertRaisesRegex(ValidationError, "Accountant"):
            scenario.with_user(self.designer).run_as_id = accountant

    def test_designer_may_not_name_somebody_of_another_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.sally.company_ids += other
        scenario = self._create_scenario("Mark", "on_create", switch_on=False)
        with self.assertRaisesRegex(ValidationError, "Elsewhere"):
            scenario.with_user(self.designer).run_as_id = self.sally

    def test_nobody_may_name_the_superuser(self):
        scenario = self._create_scenario("Mark", "on_create", switch_on=False)
        for designer in (self.designer, self.env.ref("base.user_admin")):
            with self.assertRaisesRegex(ValidationError, "may do anything"):
                scenario.with_user(designer).run_as_id = SUPERUSER_ID

    def test_nobody_may_name_a_guest(self):
        guest = self.env["res.users"].create(
            {
                "name": "Guest",
                "login": "guest",
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        scenario = self._create_scenario("Mark", "on_create", switch_on=False)
        with self.assertRaisesRegex(ValidationError, "no colleague"):
            scenario.with_user(self.designer).run_as_id = guest

    def test_whoever_has_fewer_rights_does_not_switch_it_on(self):
        scenario = self._create_scenario("Mark", "on_create", switch_on=False)
        weak = self._create_user(
            "weak", "crm_process_automation.group_process_designer"
        )
        with self.assertRaisesRegex(UserError, "has rights that"):
            scenario.with_user(weak).action_switch_on()

    def test_superuser_switches_nothing_on_in_his_own_name(self):
        scenario = self._create_scenario(
            "Mark", "on_create", run_as_id=False, switch_on=False
        )
        with self.assertRaisesRegex(UserError, "may do anything"):
            scenario.action_switch_on()

    # === WHILE IT RUNS === #

    def test_archived_person_pauses_the_scenario_and_its_runs_wait(self):
        scenario = self._create_scenario("Mark", "on_create")
        self.head.active = False
        lead = self._create_lead()
        self._end_transaction()
        self.assertFalse(lead.referred)
        self.assertEqual(self._get_runs(scenario).state, "pending")
        self.assertEqual(scenario.state, "paused")
        self.assertIn("archived", scenario.pause_reason)
        incident = self._get_incidents(scenario_id=scenario.id)
        self.assertEqual(
            (incident.kind, incident.user_id), ("scenario_paused", self.designer)
        )

    def test_person_who_has_got_more_rights_than_the_designer_pauses_it(self):
        scenario = self._create_scenario("Mark", "on_create")
        self.head.group_ids += self.env.ref("base.group_system")
        self._create_lead()
        self._end_transaction()
        self.assertEqual(scenario.state, "paused")

    def test_resumed_scenario_executes_what_has_waited(self):
        scenario, run = self._create_waiting()
        self.head.active = False
        self._work()
        self.assertEqual((scenario.state, run.state), ("paused", "pending"))
        scenario.run_as_id = self.sally
        scenario.with_user(self.designer).action_resume()
        self._work()
        self.assertEqual((scenario.state, run.state), ("on", "done"))
        incident = self._get_incidents(scenario_id=scenario.id)
        self.assertEqual(incident.state, "handled")

    def test_scenario_is_not_resumed_while_the_cause_is_there(self):
        scenario = self._create_scenario("Mark", "on_create")
        self.head.active = False
        self._create_lead()
        self._end_transaction()
        with self.assertRaisesRegex(UserError, "archived"):
            scenario.with_user(self.designer).action_resume()

    def test_scenario_that_runs_is_not_resumed(self):
        scenario = self._create_scenario("Mark", "on_create")
        with self.assertRaisesRegex(UserError, "is not paused"):
            scenario.with_user(self.designer).action_resume()

    def test_record_of_a_company_that_the_person_has_not_fails_with_the_sentence(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        scenario = self._create_scenario("Mark", "on_create", company_id=False)
        self.env["crm.lead"].create({"name": "Far", "company_id": other.id})
        self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "failed")
        self.assertIn("does not work in Elsewhere", run.error)

    def test_person_has_only_the_company_of_the_run(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        for user in self.head | self.designer:
            user.company_ids += other
        scenario = self._create_scenario("Mark", "on_create", company_id=False)
        seen = []
        write = self.env.registry["crm.lead"].write

        def look(leads, vals):
            if "referred" in vals:
                seen.append((leads.env.uid, leads.env.su, leads.env.companies))
            return write(leads, vals)

        self.patch(self.env.registry["crm.lead"], "write", look)
        self._create_lead(company_id=self.env.company.id)
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).state, "done")
        self.assertEqual(
            [(uid, su, companies.ids) for uid, su, companies in seen],
            [(self.head.id, False, self.env.company.ids)],
        )
