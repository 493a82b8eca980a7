from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestDecidedReady(ProcessCase):
    """The ready process of approvals works as it comes, once two managers are there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ready = cls.env.ref("crm_process_automation.template_document_approval_v1")
        cls.second = cls._create_user("second", "sales_team.group_sale_manager")
        if cls.ready.state == "draft":
            cls.ready.action_activate()

    def test_it_is_of_the_kind_that_the_dialogue_offers(self):
        found = self.env["crm.process.template"]._get_for_approvals(self.env.company)
        self.assertEqual(found, self.ready)

    def test_every_stage_says_what_to_do_and_can_end_badly(self):
        for stage in self.ready.stage_ids.filtered(lambda stage: not stage.is_end):
            with self.subTest(stage.code):
                self.assertTrue(stage.instruction)
                self.assertTrue(stage.inputs)
                self.assertTrue(stage.expected_result)
                self.assertTrue(stage.step_ids)
                kinds = set(stage.transition_ids.mapped("kind"))
                self.assertTrue(kinds & {"refuse", "cancel"})

    def test_two_managers_approve_what_a_salesperson_brings(self):
        files = self.env["ir.attachment"].with_user(self.sally)
        file = files.create({"name": "price.txt", "raw": b"100"})
        cases = self.env["crm.process.case"].with_user(self.sally)
        case = cases._ask_to_approve(file, {}).sudo()
        check = case.task_ids
        check.with_user(check.user_id).action_done("Complete")
        self.assertEqual(case.stage_id.code, "approval")
        self.assertNotIn(self.sally, case._get_open_approval_tasks().user_id)
        for task in case._get_open_approval_tasks()[:2]:
            task.with_user(task.user_id).action_approve()
        self.assertEqual(case.stage_id.code, "approved")
        self.assertEqual(case.approval_text, "100")

    def test_update_switches_nothing_on_that_was_retired(self):
        self.ready.action_retire()
        self.ready._activate_first_if_complete(self.ready.ids)
        self.assertEqual(self.ready.state, "retired")

    def test_it_waits_as_a_draft_while_nobody_could_approve(self):
        lone = self.ready.copy({"code": "lone", "name": "Lone"})
        steps = lone.stage_ids.step_ids.filtered(lambda step: step.kind == "approval")
        steps.quorum = 1000
        lone._activate_first_if_complete(lone.ids)
        self.assertEqual(lone.state, "draft")
