from odoo.tests import tagged

from .questionnaire_common import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestQuestionnaireEvidence(QuestionnaireCase):
    """The answers to a questionnaire are those that its client gave, in time."""

    def test_who_works_with_surveys_puts_no_other_answers_to_it(self):
        asker = self._create_user(
            "asker", "survey.group_survey_user,sales_team.group_sale_salesman_all_leads"
        )
        paper, other = self._send_questionnaire(), self._send_questionnaire()
        answers = paper.survey_input_id
        for value in (other.survey_input_id.id, False):
            with self.assertRefused("cannot be written directly"):
                paper.with_user(asker).write({"survey_input_id": value})
        self.assertEqual(paper.survey_input_id, answers)

    def test_answers_to_a_cancelled_paper_are_not_counted(self):
        paper = self._send_questionnaire()
        paper.action_cancel("The event did not take place")
        self.assertFalse(self._answer(paper, nps=1))
        self.assertEqual(paper.state, "cancelled")
        self.assertFalse(self._get_head_tasks())
