from odoo.tests import tagged

from .action_common import ActionCase

IS_LARGE = "[('expected_revenue', '>', 5000)]"


@tagged("post_install", "-at_install")
class TestActionTaskGoal(ActionCase):
    """A task of an action is cancelled when its record matches a filter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)

    def _give(self, domain, record=None, **values):
        record = self.lead if record is None else record
        action = self._create_action(
            "task",
            record._name,
            **{"process_name": "Ring", "process_goal_domain": domain, **values},
        )
        self._run(action, record)
        self._settle()
        return self.env["crm.process.task"].search([("action_id", "=", action.id)])

    def test_task_is_cancelled_when_its_deal_matches(self):
        task = self._give(IS_LARGE)
        self.assertEqual(task.state, "open")
        self.lead.expected_revenue = 6000
        self.assertEqual(task.state, "cancelled")
        self.assertIn("“Autumn fair” matches", task.comment)
        self.assertFalse(task.activity_id.active)

    def test_task_stays_while_another_deal_matches(self):
        task = self._give(IS_LARGE)
        self._create_lead().expected_revenue = 6000
        self.lead.expected_revenue = 4000
        self.assertEqual(task.state, "open")

    def test_task_looks_at_what_lies_behind_the_deal(self):
        task = self._give("[('partner_id.phone', '!=', False)]")
        self.client.phone = "+380 44 123 45 67"
        self.assertEqual(task.state, "cancelled")

    def test_task_is_cancelled_when_the_case_reaches_a_stage(self):
        task = self._give("[('case_id.stage_code', '=', 'doing')]")
        self.lead.case_id.stage_id = self.doing
        self.assertEqual(task.state, "cancelled")

    def test_task_about_a_contact_looks_at_it(self):
        self.client.user_id = self.sally
        task = self._give("[('email', '!=', False)]", self.client)
        self.client.with_user(self.sally).email = "client@example.com"
        self.assertEqual(task.state, "cancelled")

    def test_nothing_is_given_where_the_goal_is_reached(self):
        self.lead.expected_revenue = 6000
        with self.assertSkipped("“Autumn fair” matches already"):
            self.assertFalse(self._give(IS_LARGE))

    def test_task_done_before_stays_done(self):
        task = self._give(IS_LARGE)
        task.action_done()
        self.lead.expected_revenue = 6000
        self.assertEqual(task.state, "done")

    def test_tasks_of_a_deleted_action_stay_with_their_executor(self):
        task = self._give(IS_LARGE)
        task.action_id.unlink()
        self._settle()
        self.lead.expected_revenue = 6000
        self.assertEqual(task.state, "open")

    def test_task_looks_at_the_deal_that_its_own_was_merged_into(self):
        task = self._give(IS_LARGE)
        other = self._create_lead(name="Winter", partner_id=self.client.id).sudo()
        kept = (other | self.lead.sudo()).merge_opportunity()
        self.assertEqual(task.source_id, kept.id)
        kept.expected_revenue = 6000
        self.assertEqual(task.state, "cancelled")

    def test_filter_that_cannot_be_asked_warns(self):
        action = self._create_action(
            "task", process_name="Ring", process_goal_domain="[('no_such', '=', 1)]"
        )
        self.assertRegex(action.warning, "cannot be asked: .*no_such.*Correct the")

    def test_deal_that_no_task_looks_at_pays_nothing(self):
        self.client.user_id = self.sally
        self._give("[('email', '!=', False)]", self.client)
        self.lead.name = "Warm up"
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.lead.color = 3
            self.env.flush_all()
