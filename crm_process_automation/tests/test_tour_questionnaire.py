from odoo.tests import tagged

from .portal_common import PortalCase
from .questionnaire_common import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestTourQuestionnaire(QuestionnaireCase, PortalCase):
    """The client answers a questionnaire on screen, from the page of the paper."""

    def _walk(self, lang):
        paper = self._send_questionnaire(lang=lang)
        self.start_tour(self._url(paper), "crm_process_questionnaire_answer")
        self.env.invalidate_all()
        row = paper.evaluation_ids
        self.assertEqual((row.nps, row.csat), (9, 5))
        self.assertEqual(row.comment, "More light in the hall")
        self.assertEqual(paper.state, "accepted")
        self.assertEqual(paper.survey_input_id.lang_id.code, lang)

    def test_questions_are_answered_in_english(self):
        self._walk("en_US")

    def test_questions_are_answered_in_ukrainian(self):
        self._walk("uk_UA")
