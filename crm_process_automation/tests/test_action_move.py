from datetime import date

from odoo.tests import tagged

from .action_common import ActionCase


@tagged("post_install", "-at_install")
class TestActionMove(ActionCase):
    """An action moves a case along an arrow, through the door like everybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)
        cls.case = cls.lead.case_id

    def _create_move(self, model="crm.lead", **values):
        return self._create_action("move", model, **values)

    def _to(self, stage, **values):
        return self._create_move(
            process_template_code="work", process_stage_code=stage, **values
        )

    def test_case_of_the_deal_goes_to_the_stage(self):
        with self.assertNoted("Moved from “To do” to “Doing”"):
            self._run(self._to("doing"), self.lead)
        self.assertEqual(self.case.stage_id, self.doing)
        self.assertEqual(self.lead.stage_id, self.working)
        self.assertEqual(self.case.sudo().move_ids.sorted("id")[-1].user_id, self.sally)

    def test_case_itself_may_be_moved(self):
        action = self._create_move("crm.process.case", process_arrow_kind="success")
        self._run(action, self.case)
        self.assertEqual(self.case.stage_id, self.doing)

    def test_arrow_that_needs_a_reason_gets_it(self):
        action = self._to("refused", process_text="{name} came to nothing")
        self._run(action, self.lead)
        move = self.case.sudo().move_ids.sorted("id")[-1]
        self.assertEqual(move.reason_text, "Autumn fair came to nothing")

    def test_batch_is_moved_together(self):
        others = self.lead
        for number in range(3):
            others |= self._create_lead(name=f"Deal {number}")
        self._run(self._to("doing"), others)
        self.assertEqual(others.case_id.stage_id, self.doing)

    def test_new_version_breaks_nothing(self):
        action = self._to("doing")
        draft = self.template.browse(self.template.action_new_version().id)
        draft.action_activate()
        lead = self._create_lead()
        self._run(action, self.lead | lead)
        self.assertEqual(lead.case_id.template_id, draft)
        self.assertEqual(
            (self.lead | lead).case_id.mapped("stage_code"), ["doing", "doing"]
        )

    # === NOTHING TO DO === #

    def test_what_is_held_back_stays_and_says_why(self):
        draft = self.template.browse(self.template.action_new_version().id)
        todo = draft.stage_ids.filtered(lambda stage: stage.code == "to_do")
        self._create_control(
            todo,
            "Phone known",
            message="Ask for the phone.",
            subject="lead",
            domain="[('phone', '!=', False)]",
        )
        draft.action_activate()
        lead = self._create_lead()
        with self.assertSkipped("Ask for the phone."):
            self._run(self._to("doing"), lead)
        self.assertEqual(lead.case_id.stage_code, "to_do")

    def test_who_is_there_already_stays(self):
        with self.assertSkipped("“Autumn fair” is at “To do” already"):
            self._run(self._to("to_do"), self.lead)

    def test_no_way_is_said_with_the_ways_open(self):
        with self.assertSkipped("From here you can take: Doing"):
            self._run(self._to("done"), self.lead)
        self.assertEqual(self.case.stage_id, self.todo)

    def test_case_that_is_paused_stays(self):
        self.case.action_pause(date(2099, 1, 1), "Holidays")
        with self.assertSkipped("is paused"):
            self._run(self._to("doing"), self.lead)

    def test_deal_without_a_process_is_passed_over(self):
        lead = self._create_bare_lead()
        with self.assertSkipped("“Spring fair” goes through no process"):
            self._run(self._to("doing"), lead)

    def test_deal_on_another_process_is_passed_over(self):
        self.template.is_automatic = False
        self._create_small_template("Other", code="other")
        lead = self._create_lead()
        with self.assertSkipped("goes through another process: “Other”"):
            self._run(self._to("doing"), lead)

    # === RIGHTS AND BAD INPUT === #

    def test_arrow_of_others_is_not_taken(self):
        managers = self.env.ref("crm_process_automation.group_process_manager")
        draft = self.template.browse(self.template.action_new_version().id)
        arrow = draft.transition_ids.filtered(
            lambda arrow: arrow.to_stage_id.code == "doing"
        )
        arrow.group_ids = managers
        draft.action_activate()
        lead = self._create_lead()
        with self.assertSkipped("Refused"):
            self._run(self._to("doing"), lead)
        self.assertEqual(lead.case_id.stage_code, "to_do")
        self._run(self._to("doing"), lead, user=self.head)
        self.assertEqual(lead.case_id.stage_code, "doing")

    def test_retired_process_is_named_with_the_remedy(self):
        action = self._to("doing")
        self.template.action_retire()
        action.invalidate_recordset()
        with self.assertRefused("“Work” has no active version", "choose another"):
            self._run(action, self.lead)

    def test_stage_that_is_gone_is_named_with_the_remedy(self):
        action = self._to("thinking")
        self.assertRegex(action.warning, "“Work” has no stage with the code “thinking”")

    def test_move_to_nowhere_warns(self):
        self.assertRegex(self._create_move().warning, "Choose the stage to move to")
