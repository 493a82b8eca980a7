from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .questionnaire_common import WORDS, QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireMarks(QuestionnaireCase):
    """What a client says by phone or at a meeting: a colleague enters his marks."""

    def setUp(self):
        super().setUp()
        self.paper = self._send_questionnaire()

    def _enter(self, user=None, paper=None, nps="9", **values):
        paper = (paper or self.paper).with_user(user or self.sally)
        answers = {self.by_measure["nps"].id: nps, **values.pop("answers", {})}
        values = {"way": "phone", "who": "Eve", **values}
        return paper.action_enter_marks(answers, **values).sudo()

    # === WHAT COMES OF IT === #

    def test_marks_count_as_if_the_client_had_answered_himself(self):
        first, second = self.by_measure["csat"][:2]
        comment = self.by_measure["comment"]
        row = self._enter(answers={first.id: "5", second.id: "4", comment.id: WORDS})
        self.assertEqual((row.nps, row.nps_value, row.csat), (9, 100, 4.5))
        self.assertEqual((row.comment, self.paper.state), (WORDS, "accepted"))
        self.assertEqual(self.paper.survey_input_id.state, "done")

    def test_evaluation_and_evidence_say_who_has_entered_them(self):
        row = self._enter(way="person")
        self.assertEqual((row.entered_by_id, row.answered_by), (self.sally, "Eve"))
        self.assertEqual(row.way, "person")
        evidence = self.paper.evidence_ids
        self.assertEqual((evidence.side, evidence.way), ("staff", "person"))
        self.assertEqual((evidence.signer, evidence.user_id), ("Eve", self.sally))
        bodies = " ".join(self.lead.sudo().message_ids.mapped("body"))
        self.assertIn(f"entered by {self.sally.name}", bodies)

    def test_client_who_answers_himself_is_named_and_nobody_else(self):
        row = self._answer(self.paper, nps=9)
        self.assertEqual((row.answered_by, row.way), ("Sunflower Ltd", False))
        self.assertFalse(row.entered_by_id)

    def test_bad_marks_start_work_for_the_head_all_the_same(self):
        self.assertTrue(self._enter(nps="2").is_dissatisfied)
        self.assertEqual(len(self._get_head_tasks()), 1)

    def test_nought_is_a_mark_and_blank_is_none(self):
        first = self.by_measure["csat"][0]
        row = self._enter(nps="0", answers={first.id: " "})
        self.assertEqual((row.has_nps, row.nps, row.csat), (True, 0, 0))

    def test_marks_arrive_by_rpc_as_well(self):
        answers = {str(self.by_measure["nps"].id): 0}
        row = self.paper.with_user(self.sally).action_enter_marks(answers, way="phone")
        self.assertEqual((row.sudo().has_nps, row.sudo().nps), (True, 0))

    def test_paper_that_was_taken_down_as_accepted_still_gets_its_marks(self):
        self.paper.with_user(self.sally).action_accept("All well", way="phone")
        self.assertEqual(self._enter().nps, 9)

    def test_approved_paper_that_was_not_sent_gets_marks_too(self):
        paper = self._issue("questionnaire").sudo()
        self.assertEqual(self._enter(paper=paper).nps, 9)

    # === THE DIALOGUE === #

    def test_dialogue_asks_the_questions_of_the_paper(self):
        dialogs = self.env["crm.process.document.marks"].with_user(self.sally)
        dialogs = dialogs.with_context(default_document_id=self.paper.id)
        with Form(dialogs) as form:
            self.assertEqual(form.answered_by, "Sunflower Ltd")
            form.way = "phone"
            titles = self.survey.question_ids.sorted().mapped("title")
            for number, title in enumerate(titles):
                with form.line_ids.edit(number) as line:
                    self.assertEqual(line.question, title)
                    line.answer = "4" if line.scale else WORDS
        form.save().action_apply()
        row = self.paper.evaluation_ids
        self.assertEqual((row.nps, row.csat, row.comment), (4, 4, WORDS))

    def test_button_is_there_until_it_is_answered(self):
        self.assertTrue(self.paper.with_user(self.sally).may_enter_marks)
        self._enter()
        self.env.invalidate_all()
        self.assertFalse(self.paper.with_user(self.sally).may_enter_marks)
        self.assertFalse(self._issue("proposal").may_enter_marks)

    def test_case_leads_to_the_dialogue_while_a_questionnaire_waits(self):
        case = self.case.with_user(self.sally)
        self.assertTrue(case.may_enter_marks)
        action = case.action_enter_marks()
        self.assertEqual(action["context"], {"default_document_id": self.paper.id})
        self._enter()
        self.env.invalidate_all()
        self.assertFalse(case.may_enter_marks)
        with self.assertRefused("No questionnaire .* waits for an answer"):
            case.action_enter_marks()

    # === BAD INPUT === #

    def test_mark_off_the_scale_is_refused_with_the_scale(self):
        for text in ("11", "-1", "4.5", "good", "²"):
            with self.subTest(text), self.assertRefused("number from 0 to 10"):
                self._enter(nps=text)
        self.assertFalse(self.paper.evaluation_ids)

    def test_nothing_at_all_is_no_answer(self):
        with self.assertRefused("Enter what the client has answered"):
            self._enter(nps="")

    def test_way_has_to_be_said(self):
        with self.assertRefused("how the client has told it"):
            self._enter(way=False)

    def test_answers_are_entered_once(self):
        self._answer(self.paper, nps=9)
        with self.assertRefused("has answered it, and his marks count"):
            self._enter(nps="10")

    def test_other_papers_have_no_marks(self):
        with self.assertRefused("only a questionnaire"):
            self._enter(paper=self._issue("proposal"))

    def test_closed_survey_takes_none(self):
        self.survey.active = False
        with self.assertRefused("its survey is closed"):
            self._enter()

    def test_question_of_another_survey_is_left_out(self):
        other = self.env["survey.survey"].create({"title": "Other"})
        question = self.env["survey.question"].create(
            {"title": "?", "question_type": "scale", "survey_id": other.id}
        )
        self._enter(answers={question.id: "1"})
        lines = self.paper.survey_input_id.user_input_line_ids
        self.assertNotIn(question, lines.question_id)

    def test_number_and_date_are_left_to_the_client(self):
        number = self.env["survey.question"].create(
            {
                "title": "How many guests came?",
                "question_type": "numerical_box",
                "survey_id": self.survey.id,
            }
        )
        paper = self._issue("questionnaire").sudo()
        printed = [row["id"] for row in paper.snapshot["questions"]]
        asked = [row["id"] for row in paper._get_enterable_questions()]
        self.assertEqual(set(printed) - set(asked), {number.id})

    # === WHO MAY === #

    def test_head_may(self):
        self.assertEqual(self._enter(self.head).entered_by_id, self.head)

    def test_colleague_to_whom_the_deal_is_closed_may_not(self):
        with self.assertRaises(AccessError):
            self._enter(self.oleh)
        self.assertFalse(self.paper.with_user(self.head).sudo().evaluation_ids)

    def test_accountant_may_not(self):
        with self.assertRaises(AccessError):
            self._enter(self.anna)
