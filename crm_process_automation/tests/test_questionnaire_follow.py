from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ..models.definition.memory import forget
from .questionnaire_common import WORDS, QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireFollow(QuestionnaireCase):
    """What follows an evaluation: the case goes on, or somebody looks into it (G7)."""

    def _mark_rework(self, **values):
        """Let the way back be the one for a dissatisfied client."""
        self._change(self.rework, deviation_kind="dissatisfied", **values)

    def _change(self, part, **values):
        with patch.object(
            self.env.registry[part._name], "_check_version_is_draft", lambda _self: None
        ):
            part.write(values)
        forget(self.env)

    def _add_gate(self):
        controls = self.env.registry["crm.process.control"]
        with patch.object(controls, "_check_version_is_draft", lambda _self: None):
            gate = self._create_control(
                self.todo,
                "The client has evaluated",
                kind="paper",
                document_type="questionnaire",
                paper_state="accepted",
            )
        forget(self.env)
        return gate

    def _end_case(self):
        self.case.sudo().stage_id = self.doing
        self.case.sudo().stage_id = self.done
        self.assertEqual(self.case.state, "done")

    def _activate_complaints(self):
        process = self.env.ref("crm_process_automation.template_complaint_v1")
        process.action_activate()
        return process

    def _get_complaints(self):
        return self.env["crm.process.case"].search(
            [("template_id.kind", "=", "complaint")]
        )

    # === SATISFIED === #

    def test_gate_that_waits_for_the_evaluation_opens(self):
        self._finish_tasks()
        gate = self._add_gate()
        paper = self._send_questionnaire()
        self.assertFalse(gate._is_met_by(self.case))
        self._answer(paper, nps=9, csat=(5, 5, 5, 5))
        self.assertTrue(gate._is_met_by(self.case))
        self.assertEqual(self.case.stage_id, self.doing)

    def test_without_such_a_gate_the_case_stays(self):
        self._finish_tasks()
        self._answer(self._send_questionnaire(), nps=9)
        self.assertEqual(self.case.stage_id, self.todo)
        self.assertFalse(self._get_head_tasks())
        self.assertFalse(self._get_deviations())

    # === DISSATISFIED, THE CASE RUNS === #

    def test_case_takes_its_way_for_a_dissatisfied_client(self):
        self._mark_rework()
        self.case.sudo().stage_id = self.doing
        self._answer(self._send_questionnaire(), nps=3, comment=WORDS)
        self.assertEqual(self.case.stage_id, self.todo)
        deviation = self._get_deviations()
        self.assertEqual((len(deviation), deviation.cause), (1, WORDS))

    def test_dissatisfied_client_opens_no_gate(self):
        self._finish_tasks()
        self._add_gate()
        self._answer(self._send_questionnaire(), nps=3)
        self.assertEqual(self.case.stage_id, self.todo)

    def test_without_a_way_the_departure_is_noted_all_the_same(self):
        self._answer(self._send_questionnaire(), csat=(2, 2, 3, 2))
        deviation = self._get_deviations()
        self.assertEqual(self.case.stage_id, self.todo)
        self.assertEqual(deviation.cause, "satisfaction 2.25 of 5")
        self.assertEqual(deviation.lead_id, self.lead)

    def test_way_of_other_reworks_is_not_taken(self):
        self.case.sudo().stage_id = self.doing
        self._answer(self._send_questionnaire(), nps=3)
        self.assertEqual(self.case.stage_id, self.doing)
        self.assertEqual(len(self._get_deviations()), 1)

    def test_paused_case_stays_and_the_departure_is_noted(self):
        self._mark_rework()
        self.case.sudo().stage_id = self.doing
        paper = self._send_questionnaire()
        self.case.sudo()._write_past_door({"state": "paused"})
        self._answer(paper, nps=3)
        self.assertEqual(self.case.stage_id, self.doing)
        self.assertEqual(len(self._get_deviations()), 1)

    def test_head_gets_a_task_with_a_deadline(self):
        now = "2026-12-01 08:00:00"
        with self.at(now):
            paper = self._send_questionnaire()
            self._answer(paper, nps=3, comment=WORDS)
            task = self._get_head_tasks()
            head = self.case._get_head(self.sally)
            self.assertEqual((task.user_id, task.state), (head, "open"))
            self.assertNotEqual(task.user_id, self.sally)
            self.assertEqual((task.case_id, task.kind), (self.case, "call"))
            self.assertIn(WORDS, task.instruction)
            self.assertGreater(task.deadline, fields.Datetime.to_datetime(now))

    # === DISSATISFIED, THE CASE HAS ENDED === #

    def test_after_the_end_a_complaint_is_begun(self):
        process = self._activate_complaints()
        paper = self._send_questionnaire()
        self._end_case()
        self._answer(paper, nps=3, comment=WORDS)
        complaint = self._get_complaints()
        self.assertEqual(complaint.template_id, process)
        self.assertEqual(complaint.stage_id.code, "registered")
        self.assertEqual(complaint.partner_id, self.client)
        self.assertEqual(complaint.origin_case_id, self.case)
        self.assertIn(WORDS, " ".join(complaint.message_ids.mapped("body")))
        self.assertEqual(self._get_head_tasks().case_id, complaint)
        self.assertFalse(self._get_deviations())

    def test_complaint_does_not_touch_the_deal(self):
        self._activate_complaints()
        paper = self._send_questionnaire()
        self._end_case()
        self._answer(paper, nps=3)
        self.assertEqual(self.lead.case_id, self.case)
        self.assertEqual(self.lead.stage_id, self.won)

    def test_without_a_complaint_process_the_head_is_told_all_the_same(self):
        paper = self._send_questionnaire()
        self._end_case()
        self._answer(paper, nps=3)
        self.assertFalse(self._get_complaints())
        self.assertEqual(len(self._get_deviations()), 1)
        task = self._get_head_tasks()
        self.assertEqual((len(task), task.case_id.ids), (1, []))

    def test_questionnaire_of_no_case_begins_a_complaint_too(self):
        self._activate_complaints()
        order = self._create_order([(self.hall, 1)])
        paper = self._send_questionnaire(host=order)
        self.assertFalse(paper.case_id)
        self._answer(paper, nps=3)
        self.assertEqual(self._get_complaints().partner_id, self.client)

    # === WHAT IS BAD === #

    def test_form_says_what_is_a_bad_answer(self):
        form = self.forms["questionnaire"]
        for nps, csat, is_bad in (
            (6, 0, True),
            (7, 0, False),
            (None, 2.9, True),
            (None, 3, False),
            (10, 1, True),
            (None, 0, False),
        ):
            with self.subTest(nps=nps, csat=csat):
                self.assertEqual(form._is_bad_evaluation(nps, csat), is_bad)

    def test_thresholds_of_nought_are_never_missed(self):
        form = self._create_form(
            "questionnaire",
            code="mild",
            survey_id=self.survey.id,
            nps_threshold=0,
            csat_threshold=0,
        )
        self.assertFalse(form._is_bad_evaluation(0, 1))
