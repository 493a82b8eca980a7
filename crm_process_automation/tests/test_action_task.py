from odoo.exceptions import AccessError
from odoo.tests import tagged

from .action_common import ActionCase


@tagged("post_install", "-at_install")
class TestActionTask(ActionCase):
    """An action gives a task: to whom, by when, with which words, and only once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)
        cls.case = cls.lead.case_id.sudo()

    def _create_task_action(self, model="crm.lead", **values):
        return self._create_action(
            "task", model, **{"process_name": "Call {partner_id.name}", **values}
        )

    def _get_tasks(self):
        return self.env["crm.process.task"].search([("action_id", "!=", False)])

    # === WHOSE, WHERE, WHEN === #

    def test_task_hangs_on_the_running_case_of_the_deal(self):
        action = self._create_task_action(process_task_kind="call")
        self._run(action, self.lead)
        task = self._get_tasks()
        self.assertEqual(task.case_id, self.case)
        self.assertEqual(task.lead_id, self.lead.sudo())
        self.assertEqual((task.name, task.kind), ("Call Sunflower Ltd", "call"))
        self.assertEqual(task.user_id, self.sally)
        self.assertEqual(task.assignment_reason, "answers for “Autumn fair”")
        self.assertTrue(task.activity_id)

    def test_deadline_counts_working_time_of_the_executor(self):
        action = self._create_task_action(process_delay=10)
        with self.at("2026-11-02 14:00:00"):  # Monday, 16:00 in Kyiv
            self._run(action, self.lead)
            task = self._get_tasks()
        # One hour on Monday, eight on Tuesday, one on Wednesday.
        self.assertEqual(str(task.deadline), "2026-11-04 07:00:00")

    def test_days_are_working_days(self):
        action = self._create_task_action(process_delay=1, process_delay_unit="day")
        with self.at("2026-11-06 08:00:00"):  # Friday
            self._run(action, self.lead)
            self.assertEqual(str(self._get_tasks().deadline), "2026-11-09 08:00:00")

    def test_call_is_due_within_a_minute_and_reminded_of(self):
        action = self._create_task_action(
            process_delay=1, process_delay_unit="minute", process_task_remind=0.5
        )
        with self.at("2026-11-02 08:00:00"):
            self._run(action, self.lead)
            task = self._get_tasks()
            self.assertEqual(str(task.deadline), "2026-11-02 08:01:00")
        self.assertEqual(task.remind_before, 0.5)

    def test_task_without_time_has_no_deadline(self):
        self._run(self._create_task_action(), self.lead)
        self.assertFalse(self._get_tasks().deadline)

    def test_deal_without_a_case_gets_a_bare_task(self):
        lead = self._create_bare_lead(partner_id=self.client.id)
        self._run(self._create_task_action(), lead)
        task = self._get_tasks()
        self.assertFalse(task.case_id)
        self.assertEqual(task.lead_id, lead.sudo())
        self.assertEqual(task.activity_id.res_id, lead.id)

    def test_task_about_a_contact_stands_in_the_inbox(self):
        self.client.user_id = self.sally
        action = self._create_task_action("res.partner", process_name="Greet {name}")
        self._run(action, self.client)
        task = self._get_tasks()
        self.assertEqual(task.partner_id, self.client)
        self.assertEqual(task.activity_id.res_model, "res.partner")
        self.assertEqual(task.name, "Greet Sunflower Ltd")

    def test_task_about_a_contact_is_done_with_one_click(self):
        self.client.user_id = self.sally
        values = {"process_name": "Greet {name}", "process_task_kind": "mail"}
        self._run(self._create_task_action("res.partner", **values), self.client)
        task = self._get_tasks().with_user(self.sally)
        context = task.action_perform()["context"]
        self.assertEqual(context["default_partner_ids"], self.client.ids)
        self.assertEqual(context["default_model"], "res.partner")

    def test_named_person_gets_it(self):
        self._run(self._create_task_action(process_user_id=self.oleh.id), self.lead)
        task = self._get_tasks()
        self.assertEqual(task.user_id, self.oleh)
        self.assertEqual(task.assignment_reason, "named in the action “task”")

    def test_rule_finds_the_person(self):
        rule = self.env["crm.process.assignment"].create(
            {"name": "Oleh", "kind": "fixed", "user_id": self.oleh.id}
        )
        self._run(self._create_task_action(process_assignment_id=rule.id), self.lead)
        self.assertEqual(self._get_tasks().user_id, self.oleh)

    # === ONLY ONCE === #

    def test_second_run_gives_no_second_task(self):
        action = self._create_task_action()
        self._run(action, self.lead)
        self._run(action, self.lead)
        self.assertEqual(len(self._get_tasks()), 1)

    def test_done_task_may_be_given_again(self):
        action = self._create_task_action()
        self._run(action, self.lead)
        self._get_tasks().action_done()
        self._run(action, self.lead)
        self.assertEqual(len(self._get_tasks()), 2)

    def test_who_wants_may_give_it_twice(self):
        action = self._create_task_action(process_skip_open=False)
        self._run(action, self.lead)
        self._run(action, self.lead)
        self.assertEqual(len(self._get_tasks()), 2)

    def test_batch_gives_each_deal_its_task(self):
        others = self.lead.browse()
        for number in range(3):
            others |= self._create_lead(name=f"Deal {number}")
        self._run(self._create_task_action(process_name="{name}"), others)
        self.assertEqual(
            sorted(self._get_tasks().mapped("name")), ["Deal 0", "Deal 1", "Deal 2"]
        )

    # === RIGHTS === #

    def test_salesperson_gives_a_task_on_an_own_deal(self):
        self._run(self._create_task_action(), self.lead)
        self.assertEqual(self._get_tasks().create_uid, self.sally)

    def test_salesperson_gives_no_task_on_a_foreign_deal(self):
        personal = self._create_user("petro", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self._run(self._create_task_action(), self.lead, user=personal)
        self.assertFalse(self._get_tasks())

    def test_nobody_forges_what_gave_a_task(self):
        action = self._create_task_action()
        self._run(action, self.lead)
        with self.assertRefused("not written directly"):
            self._get_tasks().with_user(self.sally).source_id = 1

    # === BAD INPUT === #

    def test_archived_person_is_named_with_the_remedy(self):
        action = self._create_task_action(process_user_id=self.oleh.id)
        self.oleh.active = False
        with self.assertRefused(
            "oleh .* does not work here any more", "Choose another"
        ):
            self._run(action, self.lead)

    def test_deal_of_nobody_is_named_with_the_remedy(self):
        lead = self._create_bare_lead()
        lead.sudo().user_id = False
        with self.assertRefused("Nobody answers for “Spring fair”"):
            self._run(self._create_task_action(), lead, user=self.head)

    def test_task_without_words_does_not_run(self):
        action = self._create_task_action(process_name=" ")
        self.assertIn("Say what is to be done.", action.warning)
        with self.assertRefused("“task” cannot run", "Say what is to be done"):
            self._run(action, self.lead)
