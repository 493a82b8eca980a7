from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalLink(PortalCase):
    """The link opens one paper, until it expires or is taken back; else nothing."""

    def _get_refusals(self, paper):
        """Return {why: (paper, token)} of what must not open anything."""
        other = self._send_paper("contract")
        expired, revoked = self._send_paper(), self._send_paper()
        tokens = {row: self._get_token(row) for row in (other, expired, revoked)}
        expired.access_expires = fields.Datetime.now() - timedelta(seconds=1)
        revoked.action_revoke_link()
        draft, cancelled, archived = (self._send_paper() for _number in range(3))
        own = {row: self._get_token(row) for row in (draft, cancelled, archived)}
        draft.state, cancelled.state, archived.active = "approved", "cancelled", False
        gone = paper.browse(paper.id + 1000)
        return {
            "wrong": (paper, "x" * 36),
            "not even ASCII": (paper, "ї"),
            "empty": (paper, ""),
            "of another paper": (paper, tokens[other]),
            "expired": (expired, tokens[expired]),
            "taken back": (revoked, tokens[revoked]),
            "deleted": (gone, "x" * 36),
            "beyond all numbers": (paper.browse(2**40), "x" * 36),
            "not sent yet": (draft, own[draft]),
            "cancelled": (cancelled, own[cancelled]),
            "archived": (archived, own[archived]),
        }

    def test_link_opens_the_paper(self):
        paper = self._send_paper()
        page = self._open(paper)
        self.assertEqual(page.status_code, 200)
        self.assertIn(paper.number, page.text)
        self.assertIn("1,441.20", page.text)

    def test_every_refusal_is_the_same(self):
        paper = self._send_paper()
        answers = set()
        for why, (row, token) in self._get_refusals(paper).items():
            for suffix in ("", "/pdf", "/signed"):
                with self.subTest(why, suffix=suffix):
                    answer = self._open(row, suffix, token)
                    self.assertEqual(answer.status_code, 404)
                    answers.add(answer.content)
        self.assertEqual(len(answers), 1)

    def test_every_refused_answer_is_the_same(self):
        paper = self._send_paper("contract")
        answers, signed = set(), set()
        for why, (row, token) in self._get_refusals(paper).items():
            for verb in ("accept", "reject", "upload"):
                with self.subTest(why, verb=verb):
                    answer = self._post(row, verb, token, name="X", reason="Y")
                    self.assertEqual(answer.status_code, 404)
                    answers.add(answer.content)
            signed.add(str(self._sign(row, token)))
        self.assertEqual((len(answers), len(signed)), (1, 1))
        self.assertEqual(paper.state, "sent")

    def test_new_link_closes_the_old_one(self):
        paper = self._send_paper()
        old = self._get_token(paper)
        paper.with_user(self.sally).action_renew_link()
        self.assertEqual(self._open(paper, token=old).status_code, 404)
        self.assertEqual(self._open(paper).status_code, 200)

    def test_link_lives_as_long_as_the_company_says(self):
        self.env.company.process_link_days = 7
        paper = self._send_paper()
        with self.at("2026-12-01 10:00:00"):
            paper.action_renew_link()
            token = self._get_token(paper)
            self.assertTrue(paper._is_open_by_token(token))
        with self.at("2026-12-08 09:59:59"):
            self.assertTrue(paper._is_open_by_token(token))
        with self.at("2026-12-08 10:00:00"):
            self.assertFalse(paper._is_open_by_token(token))

    def test_expired_link_is_no_way_to_a_new_one(self):
        paper = self._send_paper()
        token = self._get_token(paper)
        paper.access_expires = fields.Datetime.now() - timedelta(days=1)
        url = f"/mail/view?model={paper._name}&res_id={paper.id}&access_token={token}"
        self.assertEqual(self._keep(lambda: self.url_open(url)).status_code, 404)
        self.assertEqual(paper.access_token, token)
        self.assertFalse(paper._is_link_alive())

    def test_link_taken_back_stays_so_until_somebody_makes_one(self):
        paper = self._send_paper()
        paper.with_user(self.sally).action_revoke_link()
        self.assertEqual(self._get_token(paper), "")
        self.assertEqual(paper.link_state, "closed")
        paper.with_user(self.sally).action_renew_link()
        self.assertTrue(self._get_token(paper))

    def test_paper_that_is_not_issued_has_no_link(self):
        form = self.forms["minutes"]
        draft = self.env["crm.process.document"].create({"template_id": form.id})
        with self.assertRaisesRegex(UserError, "issue it first"):
            draft.action_renew_link()

    def test_colleague_without_the_deal_makes_no_link(self):
        paper = self._send_paper().with_user(self.oleh)
        for verb in ("action_renew_link", "action_revoke_link", "_portal_ensure_token"):
            with self.subTest(verb), self.assertRaises(AccessError):
                getattr(paper, verb)()

    def test_nobody_reads_the_token(self):
        paper = self._send_paper().with_user(self.head)
        self._get_token(paper)
        self.assertNotIn("access_token", paper.fields_get())
        with self.assertRaises(AccessError):
            paper.read(["access_token"])
        with self.assertRaises(AccessError):
            paper.with_user(self.env.ref("base.user_admin")).export_data(
                ["access_token"]
            )
        with self.assertRaises(AccessError):
            paper.search([("access_token", "!=", False)])

    def test_copy_has_no_token(self):
        paper = self._send_paper()
        self._get_token(paper)
        self.assertFalse(paper.copy().access_token)

    def test_token_stands_in_no_message(self):
        paper = self._send_paper()
        token = self._get_token(paper)
        paper.message_post(body="For colleagues", subtype_xmlid="mail.mt_note")
        messages = self.env["mail.message"].search([])
        self.assertFalse([body for body in messages.mapped("body") if token in body])

    def test_link_does_not_open_what_colleagues_write(self):
        paper = self._send_paper()
        token = self._get_token(paper)
        stranger = self.env["crm.process.document"].with_user(
            self.env.ref("base.public_user")
        )
        pid = self.client.id
        sign = paper._sign_token(pid)
        self.assertFalse(stranger._get_thread_with_access(paper.id, token=token))
        self.assertFalse(stranger._get_thread_with_access(paper.id, hash=sign, pid=pid))

    def test_address_goes_to_nobody_else(self):
        paper = self._send_paper()
        for answer in (
            self._open(paper),
            self._open(paper, "/pdf"),
            self._open(paper, token="x"),
        ):
            headers = answer.headers
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertEqual(headers["X-Frame-Options"], "SAMEORIGIN")
            self.assertIn("frame-ancestors 'self'", headers["Content-Security-Policy"])
