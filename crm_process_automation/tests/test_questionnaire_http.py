from urllib.parse import urlsplit

from odoo import fields
from odoo.tests import tagged

from .portal_common import PortalCase
from .questionnaire_common import WORDS, QuestionnaireCase

CLOSED = "This paper cannot be opened"


@tagged("post_install", "-at_install")
class TestQuestionnaireHttp(QuestionnaireCase, PortalCase):
    """The client answers as he really does: by the link, through the survey's pages."""

    def setUp(self):
        super().setUp()
        self.paper = self._send_questionnaire(lang="en_US")
        self._get_token(self.paper)  # the link is open

    # === STEPS === #

    def _follow(self, **options):
        """Return the page that the link in the mail ends at."""
        return self._open(self.paper, "/questions", **options)

    def _path(self, verb=""):
        answer = self.paper.survey_input_id
        tokens = f"{answer.survey_id.access_token}/{answer.access_token}"
        return f"/survey/{verb}{tokens}"

    def _call(self, verb, path=None, **values):
        url = path or self._path(f"{verb}/")
        return self._keep(lambda: self.make_jsonrpc_request(url, values))

    def _submit(self, nps="9", csat=("5", "4", "5", "4"), comment=WORDS, path=None):
        marks = dict(zip(self.by_measure["csat"], csat, strict=False))
        marks |= {self.by_measure["nps"]: nps, self.by_measure["comment"]: comment}
        values = {str(question.id): value for question, value in marks.items()}
        return self._call("submit", path=path, **values)

    def _is_in_survey(self, response):
        return urlsplit(response.url).path.startswith(("/survey/", "/en/survey/"))

    def assertShut(self, response):
        self.assertNotIn(self.by_measure["nps"].title, response.text)
        self.assertNotIn("Start Survey", response.text)

    # === HE ANSWERS === #

    def test_client_answers_from_the_link_to_the_thanks(self):
        page = self._follow()
        self.assertTrue(self._is_in_survey(page))
        self.assertIn("How satisfied are you?", page.text)
        _none, shown = self._call("begin")
        self.assertIn(self.by_measure["nps"].title, shown["survey_content"])
        _none, shown = self._submit()
        self.assertIn("Thank you for your time!", shown["survey_content"])
        row = self.paper.evaluation_ids
        self.assertEqual((row.nps, row.csat, row.comment), (9, 4.5, WORDS))
        self.assertEqual(self.paper.state, "accepted")
        evidence = self.paper.evidence_ids
        self.assertTrue(evidence.ip)
        self.assertTrue(self.paper.date_opened)

    def test_page_of_the_paper_leads_to_the_questions_and_back(self):
        page = self._open(self.paper)
        self.assertIn('name="answer_questions"', page.text)
        self.assertIn("Answer the questions", page.text)
        self._call("begin")
        self.assertIn("Go on answering", self._open(self.paper).text)
        self._submit()
        page = self._open(self.paper)
        self.assertIn("we have your answers", page.text)
        self.assertIn("Answered by", page.text)
        self.assertNotIn('name="answer_questions"', page.text)

    def test_following_the_link_answers_nothing(self):
        for _time in range(2):
            self._follow()
        self.assertEqual(self.paper.state, "sent")
        self.assertEqual(self.paper.survey_input_id.state, "new")
        answers = self.env["survey.user_input"].search(
            [("survey_id", "=", self.survey.id)]
        )
        self.assertEqual(answers, self.paper.survey_input_id)

    def test_answering_twice_is_refused(self):
        self._call("begin")
        self._submit()
        _none, refused = self._submit(nps="0")
        self.assertEqual(refused["error"], "unauthorized")
        self.assertEqual(self.paper.evaluation_ids.nps, 9)
        self.assertTrue(self._is_in_survey(self._follow()))

    def test_there_is_no_second_copy(self):
        self._call("begin")
        self._submit()
        self._keep(lambda: self.url_open(self._path("retry/")))
        count = self.env["survey.user_input"].search_count(
            [("survey_id", "=", self.survey.id)]
        )
        self.assertEqual(count, 1)

    def test_somebody_of_the_client_who_is_logged_in_answers(self):
        with self.logged_in(self.olena):
            page = self._keep(
                lambda: self.url_open(f"/my/papers/{self.paper.id}/questions")
            )
            self.assertTrue(self._is_in_survey(page))
            self._call("begin")
            self._submit(nps="10")
        self.assertEqual(self.paper.evaluation_ids.nps, 10)

    def test_somebody_of_another_client_does_not(self):
        self.paper.sudo().action_revoke_link()
        with self.logged_in(self.petro):
            page = self._keep(
                lambda: self.url_open(f"/my/papers/{self.paper.id}/questions")
            )
            self.assertIn(CLOSED, page.text)
            self._call("begin")
        self.assertEqual(self.paper.survey_input_id.state, "new")

    def test_colleague_does_not_answer_for_the_client(self):
        with self.logged_in(self.sally):
            page = self._keep(
                lambda: self.url_open(f"/my/papers/{self.paper.id}/questions")
            )
            self.assertFalse(self._is_in_survey(page))
            _none, refused = self._call("begin")
            self.assertEqual(refused["error"], "token_wrong")
        self.assertEqual(self.paper.survey_input_id.state, "new")

    # === HE CANNOT ANY MORE === #

    def test_wrong_link_opens_nothing(self):
        self.assertIn(CLOSED, self._follow(token="wrong").text)

    def test_link_that_was_taken_back_opens_nothing(self):
        token, path = self.paper.access_token, self._path()
        self.paper.action_revoke_link()
        self.assertIn(CLOSED, self._follow(token=token).text)
        self.assertShut(self._keep(lambda: self.url_open(path)))

    def test_old_address_of_the_survey_does_not_live_again(self):
        path = self._path()
        self.paper.action_revoke_link()
        self.paper.action_renew_link()
        self.assertShut(self._keep(lambda: self.url_open(path)))
        self.assertTrue(self._is_in_survey(self._follow()))

    def test_link_that_has_expired_opens_nothing(self):
        self.paper.access_expires = fields.Datetime.subtract(
            fields.Datetime.now(), hours=1
        )
        self.assertIn(CLOSED, self._follow().text)
        self.assertShut(self._keep(lambda: self.url_open(self._path())))
        _none, refused = self._call("begin")
        self.assertEqual(refused["error"], "token_wrong")

    def test_after_the_last_day_the_page_says_so(self):
        yesterday = fields.Date.subtract(fields.Date.today(), days=2)
        self.paper.date_valid_until = yesterday
        self.paper.survey_input_id.deadline = self.paper._get_answer_deadline()
        page = self._follow()
        self.assertEqual(page.status_code, 409)
        self.assertIn("was valid until", page.text)
        _none, refused = self._call("begin")
        self.assertEqual(refused["error"], "answer_deadline")

    def test_cancelled_questionnaire_is_not_answered(self):
        self._call("begin")
        self.paper.action_cancel("Sent by mistake")
        self.assertIn(CLOSED, self._follow().text)
        _none, refused = self._submit()
        self.assertEqual(refused["error"], "token_wrong")
        self.assertFalse(self.paper.evaluation_ids)

    def test_revision_takes_the_place_of_what_was_sent(self):
        path = self._path()
        self.paper.with_user(self.sally).action_revise("Another wording")
        self.assertShut(self._keep(lambda: self.url_open(path)))
        self.assertIn("replaced by a newer revision", self._follow().text)

    def test_closed_survey_is_told_of(self):
        self.survey.active = False
        page = self._follow()
        self.assertEqual(page.status_code, 409)
        self.assertIn("is closed", page.text)

    def test_following_the_link_makes_no_copy_but_sending_again_does(self):
        self.paper.survey_input_id.unlink()
        page = self._follow()
        self.assertEqual(page.status_code, 409)
        self.assertFalse(self.paper.survey_input_id)
        self.paper.with_user(self.sally).action_hand_over("By messenger")
        self.assertTrue(self._is_in_survey(self._follow()))

    def test_other_papers_have_no_questions(self):
        proposal = self._send_paper("proposal")
        page = self._open(proposal, "/questions")
        self.assertTrue(urlsplit(page.url).path.endswith(f"/my/papers/{proposal.id}"))
        self.assertNotIn("answer_questions", page.text)

    def test_survey_that_is_not_ours_works_as_ever(self):
        other = self.survey._create_answer(email="x@y.example", check_attempts=False)
        url = f"/survey/{self.survey.access_token}/{other.access_token}"
        page = self._keep(lambda: self.url_open(url))
        self.assertIn("How satisfied are you?", page.text)
