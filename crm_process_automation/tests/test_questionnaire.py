from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.runtime.crm_process_document_answer import Visitor
from .questionnaire_common import WORDS, QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaire(QuestionnaireCase):
    """A questionnaire asks the questions of its survey, and its answers are counted."""

    # === THE PAPER === #

    def test_paper_prints_the_questions_of_the_survey(self):
        paper = self._issue("questionnaire").sudo()
        rows = paper.snapshot["questions"]
        titles = self.survey.question_ids.sorted().mapped("title")
        self.assertEqual([row["text"] for row in rows], titles)
        self.assertEqual(rows[0]["measure"], "nps")
        self.assertEqual((rows[0]["scale_min"], rows[0]["scale_max"]), (0, 10))
        self.assertTrue(paper.attachment_id)

    def test_questions_are_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        question = self.by_measure["nps"]
        question.with_context(lang="uk_UA").title = "Чи порадите нас?"
        paper = self._issue("questionnaire", lang="uk_UA").sudo()
        self.assertEqual(paper.snapshot["questions"][0]["text"], "Чи порадите нас?")

    def test_choices_and_tables_are_printed_too(self):
        choice, table = self.env["survey.question"].create(
            [
                {
                    "survey_id": self.survey.id,
                    "sequence": 80,
                    "title": "How did you find us?",
                    "question_type": "simple_choice",
                    "suggested_answer_ids": [(0, 0, {"value": "A friend"})],
                },
                {
                    "survey_id": self.survey.id,
                    "sequence": 90,
                    "title": "The hall",
                    "question_type": "matrix",
                    "suggested_answer_ids": [(0, 0, {"value": "Good"})],
                    "matrix_row_ids": [
                        (0, 0, {"value": "Light"}),
                        (0, 0, {"value": "Sound"}),
                    ],
                },
            ]
        )
        rows = self._issue("questionnaire").sudo().snapshot["questions"][-3:]
        self.assertEqual(
            [(row["text"], row["answers"]) for row in rows],
            [
                (choice.title, ["A friend"]),
                (f"{table.title}: Light", ["Good"]),
                (f"{table.title}: Sound", ["Good"]),
            ],
        )

    def test_questionnaire_without_a_survey_is_not_issued(self):
        form = self._create_form("questionnaire", code="empty")
        with self.assertRefused("no questions"):
            self._issue("questionnaire", template_id=form.id)

    # === SENDING === #

    def test_sending_makes_the_clients_copy_until_the_last_day(self):
        with self.at("2026-12-01 10:00:00"):
            paper = self._send_questionnaire()
            answer = paper.survey_input_id
            self.assertEqual(answer.survey_id, self.survey)
            self.assertEqual(answer.partner_id, self.client)
            # The fifteenth ends in Kyiv two hours before it does in Greenwich.
            self.assertEqual(answer.deadline, datetime(2026, 12, 15, 22))

    def test_sending_again_keeps_the_copy(self):
        paper = self._send_questionnaire()
        answer = paper.survey_input_id
        paper.with_user(self.sally).action_hand_over("Once more")
        self.assertEqual(paper.survey_input_id, answer)

    def test_salesperson_sends_without_any_right_to_surveys(self):
        with self.assertRaises(AccessError):
            self.survey.with_user(self.sally).read(["title"])
        self.assertTrue(self._send_questionnaire().survey_input_id)

    def test_salesperson_does_not_read_the_clients_copy(self):
        paper = self._send_questionnaire().with_user(self.sally)
        with self.assertRaises(AccessError):
            paper.read(["survey_input_id"])

    def test_closed_survey_is_not_sent(self):
        paper = self._issue("questionnaire")
        self.survey.active = False
        with self.assertRefused("its survey is closed"):
            paper.action_hand_over("By messenger")

    # === THE ANSWERS === #

    def test_answers_become_an_evaluation_of_the_matter(self):
        paper = self._send_questionnaire()
        row = self._answer(paper, nps=9, csat=(5, 4, 5, 4), comment=WORDS)
        self.assertEqual((row.nps, row.nps_value, row.csat), (9, 100, 4.5))
        self.assertEqual((row.comment, row.is_dissatisfied), (WORDS, False))
        self.assertEqual(row.user_id, self.sally)
        self.assertEqual(row.partner_id, self.client)
        self.assertEqual((row.case_id, row.lead_id), (self.case, self.lead))
        self.assertEqual(row.template_id, self.template)
        self.assertIn(f"What should we improve?: {WORDS}", row.answers)

    def test_paper_is_answered_with_its_evidence(self):
        paper = self._send_questionnaire()
        self._answer(paper, nps=10, comment="All well")
        self.assertEqual((paper.state, paper.answer), ("accepted", "All well"))
        evidence = paper.evidence_ids
        self.assertEqual((evidence.kind, evidence.side), ("accepted", "client"))
        self.assertEqual(evidence.signer, "Sunflower Ltd")
        self.assertEqual(evidence.paper_checksum, paper.checksum)

    def test_everybody_concerned_reads_of_it(self):
        paper = self._send_questionnaire()
        self._answer(paper, nps=9, comment=WORDS)
        for record in (self.lead, self.case, self.client):
            with self.subTest(record._name):
                bodies = " ".join(record.sudo().message_ids.mapped("body"))
                self.assertIn("recommends us with 9 of 10", bodies)
                self.assertIn(WORDS, bodies)
        told = self.env["mail.message"].search(
            [
                ("model", "=", paper._name),
                ("res_id", "=", paper.id),
                ("partner_ids", "in", self.sally.partner_id.ids),
            ]
        )
        self.assertIn("has answered", " ".join(told.mapped("body")))

    def test_words_of_the_client_are_no_html(self):
        paper = self._send_questionnaire()
        self._answer(paper, nps=1, comment="<script>alert(1)</script>")
        records = [paper, self.lead, self.case, self.client]
        for record in records:
            bodies = " ".join(record.sudo().message_ids.mapped("body"))
            self.assertNotIn("<script", bodies)
        self.assertNotIn("<script", self._get_head_tasks().instruction)

    def test_answering_twice_counts_once(self):
        paper = self._send_questionnaire()
        row = self._answer(paper, nps=9)
        self._answer(paper, nps=1)
        self.assertEqual((paper.evaluation_ids, row.nps), (row, 9))
        self.assertEqual(len(paper.evidence_ids), 1)

    def test_answers_to_a_rejected_paper_do_not_accept_it(self):
        paper = self._send_questionnaire()
        paper._write_by_verb({"state": "rejected"})
        row = self._answer(paper, nps=9)
        self.assertEqual((row.nps, paper.state), (9, "rejected"))
        self.assertNotIn("accepted", paper.evidence_ids.mapped("kind"))

    def test_half_answers_are_no_evaluation(self):
        paper = self._send_questionnaire()
        answer = self._fill(paper, nps=2)
        answer._mark_in_progress()
        self.assertEqual((paper.state, paper.evaluation_ids.ids), ("sent", []))
        self.assertEqual(paper._get_questions_state(), "in_progress")

    def test_what_was_left_out_is_not_counted(self):
        row = self._answer(self._send_questionnaire(), csat=(4,))
        self.assertFalse(row.has_nps)
        self.assertEqual((row.csat, row.is_dissatisfied), (4, False))

    def test_nothing_answered_at_all_is_no_bad_mark(self):
        row = self._answer(self._send_questionnaire())
        self.assertEqual((row.has_nps, row.csat), (False, 0))
        self.assertFalse(row.is_dissatisfied)

    def test_nought_is_a_score(self):
        row = self._answer(self._send_questionnaire(), nps=0)
        self.assertEqual((row.has_nps, row.nps, row.nps_value), (True, 0, -100))
        self.assertTrue(row.is_dissatisfied)

    def test_mark_that_is_not_on_the_scale_is_not_counted(self):
        row = self._answer(self._send_questionnaire(), nps=999, csat=(-50, 5))
        self.assertEqual((row.has_nps, row.csat), (False, 5))

    def test_survey_that_changes_later_measures_as_it_did(self):
        paper = self._send_questionnaire()
        self.by_measure["nps"].process_measure = False
        self.by_measure["csat"][0].unlink()
        self.by_measure["csat"] = self.by_measure["csat"].exists()
        row = self._answer(paper, nps=8, csat=(2, 2, 2))
        self.assertEqual((row.has_nps, row.nps, row.csat), (True, 8, 2))

    def test_answer_after_a_colleague_has_entered_one(self):
        paper = self._send_questionnaire()
        paper.with_user(self.sally).action_accept("By telephone: all well")
        row = self._answer(paper, nps=3)
        self.assertTrue(row.is_dissatisfied)
        self.assertEqual(paper.answer, "By telephone: all well")
        self.assertEqual(len(self._get_deviations()), 1)

    def test_survey_answered_by_somebody_else_is_no_evaluation(self):
        self._send_questionnaire()
        stranger = self.survey._create_answer(email="x@y.example", check_attempts=False)
        stranger._mark_done()
        self.assertFalse(self.Evaluation.search([]))

    def test_questionnaire_is_not_accepted_like_a_proposal(self):
        paper = self._send_questionnaire()
        with self.assertRefused("cannot be answered so"):
            paper._answer_accept(Visitor(name="Olena"))
