import re

from odoo import http
from odoo.tests import HttpCase, tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalPage(PaperApprovalCase, HttpCase):
    """The page that the mail leads to: looking decides nothing, the form decides."""

    def setUp(self):
        super().setUp()
        self.paper = self._issue_contract(self._start_chain())
        self.task = self._get_task(self.paper, self.anna)
        self.env.cr.flush()

    def _open(self, user, task=None, suffix="", **options):
        self.authenticate(user.login, user.login)
        self.env.flush_all()
        url = f"/process/approval/{(task or self.task).id}{suffix}"
        answer = self.url_open(url, **options)
        self.env.invalidate_all()
        return answer

    def _post(self, user, task=None, **values):
        self.authenticate(user.login, user.login)
        values = {"csrf_token": http.Request.csrf_token(self), **values}
        self.env.flush_all()
        url = f"/process/approval/{(task or self.task).id}"
        answer = self.url_open(url, data=values)
        self.env.invalidate_all()
        return answer

    def _read_task(self):
        task = self.task.sudo()
        return task.state, task.decision

    # === LOOKING === #

    def test_page_shows_the_paper_and_both_buttons_and_decides_nothing(self):
        answer = self._open(self.anna)
        self.assertEqual(answer.status_code, 200)
        for words in (self.paper.number, "Sunflower Ltd", "1,441.20", "Who issued it"):
            self.assertIn(words, answer.text)
        self.assertEqual(
            re.findall('name="decision" value="(.*?)"', answer.text),
            ["approve", "refuse"],
        )
        self.assertEqual(self._read_task(), ("open", False))

    def test_following_a_link_with_a_decision_decides_nothing(self):
        answer = self._open(self.anna, suffix="?decision=approve&comment=Fine")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self._read_task(), ("open", False))

    def test_page_speaks_the_language_of_the_approver(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        self.anna.lang = "uk_UA"
        answer = self._open(self.anna)
        self.assertIn('lang="uk-UA"', answer.text)
        self.assertIn("Договір", answer.text)

    def test_page_is_kept_by_no_cache_and_told_to_no_other_site(self):
        headers = self._open(self.anna).headers
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(headers["X-Frame-Options"], "SAMEORIGIN")

    def test_file_is_the_one_that_was_issued(self):
        answer = self._open(self.anna, suffix="/file")
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(answer.content, self.paper.sudo().attachment_id.raw)

    def test_tampered_file_is_not_shown(self):
        self.paper.sudo().attachment_id.raw = b"%PDF-1.4 another"
        self.assertEqual(self._open(self.anna, suffix="/file").status_code, 404)
        self.assertIn("was changed after it was issued", self._open(self.anna).text)

    # === WHO MAY NOT === #

    def test_whoever_was_not_asked_finds_nothing(self):
        guest = self._create_user("guest", "base.group_user")
        for user in (self.oleh, self.petro, guest):
            with self.subTest(user.login):
                for suffix in ("", "/file"):
                    answer = self._open(user, suffix=suffix)
                    self.assertEqual(answer.status_code, 404)
                    self.assertNotIn(self.paper.number, answer.text)
                answer = self._post(user, decision="approve")
                self.assertEqual(answer.status_code, 404)
        self.assertEqual(self._read_task(), ("open", False))

    def test_answer_is_the_same_where_there_is_no_such_task(self):
        foreign = self._open(self.petro)
        for number in (987654321, 2**31, 10**12):
            missing = self.url_open(f"/process/approval/{number}")
            self.assertEqual(missing.status_code, 404)
            self.assertEqual(missing.text, foreign.text)

    def test_other_task_is_no_approval(self):
        task = self.task.sudo().create(
            {"name": "Call", "kind": "call", "user_id": self.anna.id}
        )
        self.assertEqual(self._open(self.anna, task).status_code, 404)

    def test_stranger_is_sent_to_log_in(self):
        self.authenticate(None, None)
        answer = self.url_open(f"/process/approval/{self.task.id}")
        self.assertIn("/web/login", answer.url)

    def test_issuer_sees_why_he_does_not_decide(self):
        answer = self._open(self.sally)
        self.assertIn("somebody else decides", answer.text)
        self.assertNotIn('name="decision"', answer.text)

    # === DECIDING === #

    def test_form_approves(self):
        answer = self._post(self.anna, decision="approve", comment="The sums fit")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Decided already: approved by anna", answer.text)
        self.assertEqual(self._read_task(), ("done", "approved"))
        self.assertEqual(self.task.sudo().comment, "The sums fit")
        task = self._get_task(self.paper, self.viktor)
        self._post(self.viktor, task, decision="approve")
        self.assertEqual(self.paper.sudo().state, "approved")

    def test_form_refuses_with_a_word(self):
        self._post(self.anna, decision="refuse", comment="No VAT")
        self.assertEqual(self._read_task(), ("done", "refused"))
        self.assertEqual(self.paper.sudo().approval_state, "refused")

    def test_refusal_without_a_word_is_answered_with_a_sentence(self):
        answer = self._post(self.anna, decision="refuse", comment=" ")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Say why it is refused", answer.text)
        self.assertEqual(self._read_task(), ("open", False))

    def test_what_no_database_can_take_is_left_out(self):
        answer = self._post(self.anna, decision="refuse", comment="Too\0 dear")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.task.sudo().result, "Too dear")

    def test_neither_is_answered_with_a_sentence(self):
        answer = self._post(self.anna, decision="_withdraw")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Choose whether to approve or to refuse", answer.text)

    def test_form_without_the_token_of_the_session_decides_nothing(self):
        answer = self._post(self.anna, decision="approve", csrf_token="forged")
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self._read_task(), ("open", False))

    def test_what_is_decided_already_is_said(self):
        self.task.action_refuse("No VAT")
        self.assertIn("refused by anna", self._open(self.anna).text)
        answer = self._post(self.anna, decision="approve")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("is already done", answer.text)
        self.assertEqual(self._read_task(), ("done", "refused"))

    def test_what_was_withdrawn_says_so(self):
        self.paper.with_user(self.sally).action_cancel("By mistake")
        answer = self._open(self.anna)
        self.assertIn("not asked any more", answer.text)
        self.assertIn("was cancelled", answer.text)
        self.assertNotIn(self.paper.number + "</dd>", answer.text)

    def test_page_of_the_revision_before_decides_nothing(self):
        revision = self.paper.with_user(self.sally).action_revise("Another price")
        answer = self._post(self.anna, decision="approve")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("is already cancelled", answer.text)
        self.assertEqual(self._read_task(), ("cancelled", False))
        task = self._get_task(revision, self.anna)
        self._post(self.anna, task, decision="approve")
        self.assertEqual(task.sudo().decision, "approved")

    def test_page_from_before_the_issue_decides_nothing(self):
        case = self._start_chain()
        task = case.sudo().task_ids
        paper = self._issue_contract(case)
        self._post(self.anna, task, decision="approve")
        self.assertFalse(task.decision)
        self.assertEqual(self._get_open(paper).user_id, self.anna)

    def test_what_is_said_is_not_run(self):
        script = "<script>alert(1)</script>"
        answer = self._post(self.anna, decision="nonsense", comment=script)
        self.assertNotIn(script, answer.text)
        self.task.action_refuse(script)
        self.assertNotIn(script, self._open(self.anna).text)
