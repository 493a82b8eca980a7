from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalAnswer(PortalCase):
    """The client accepts or rejects a paper; who, when and from where is kept."""

    def _get_told(self, paper):
        """Return what came into Sally's inbox about the paper."""
        return self.env["mail.message"].search(
            [
                ("model", "=", paper._name),
                ("res_id", "=", paper.id),
                ("notified_partner_ids", "in", self.sally.partner_id.ids),
            ]
        )

    def test_client_accepts_with_a_comment(self):
        paper = self._send_paper()
        answer = self._post(paper, "accept", name="Olena", comment="With pleasure")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("You have accepted the paper", answer.text)
        self.assertEqual((paper.state, paper.answer), ("accepted", "With pleasure"))
        evidence = paper.evidence_ids
        self.assertEqual(
            (evidence.kind, evidence.signer, evidence.side, evidence.ip),
            ("accepted", "Olena", "client", "127.0.0.1"),
        )
        self.assertEqual(evidence.paper_checksum, paper.checksum)
        self.assertFalse(evidence.user_id)

    def test_responsible_is_told_in_the_clients_words(self):
        paper = self._send_paper()
        self._post(paper, "accept", name="Olena", comment="With pleasure")
        told = self._get_told(paper)
        self.assertEqual(len(told), 1)
        self.assertIn("Olena has accepted", told.subject)
        self.assertIn("With pleasure", told.body)
        self.assertEqual(told.author_id, self.client)

    def test_client_rejects_with_a_reason(self):
        paper = self._send_paper()
        answer = self._post(paper, "reject", name="Olena", reason="Too dear")
        self.assertIn("Thank you for your answer", answer.text)
        self.assertEqual((paper.state, paper.answer), ("rejected", "Too dear"))
        self.assertIn("has rejected", self._get_told(paper).subject)

    def test_rejection_needs_a_reason(self):
        paper = self._send_paper()
        answer = self._post(paper, "reject", name="Olena", reason=" \n ")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Say why you reject it", answer.text)
        self.assertEqual(paper.state, "sent")
        self.assertFalse(paper.evidence_ids)

    def test_answer_needs_a_name(self):
        paper = self._send_paper()
        answer = self._post(paper, "accept", name=" ", comment="Yes")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Say who you are", answer.text)
        self.assertIn("Yes", answer.text, "what was written is not lost")
        self.assertEqual(paper.state, "sent")

    def test_paper_is_answered_once(self):
        paper = self._send_paper()
        self._post(paper, "accept", name="Olena")
        again = self._post(paper, "reject", name="Petro", reason="No")
        self.assertEqual(again.status_code, 422)
        self.assertIn("it is accepted", again.text)
        self.assertEqual((paper.state, len(paper.evidence_ids)), ("accepted", 1))

    def test_contract_is_not_accepted_but_signed(self):
        paper = self._send_paper("contract")
        self.assertNotIn(
            f'action="/my/papers/{paper.id}/accept', self._open(paper).text
        )
        self._post(paper, "accept", name="Olena")
        self.assertEqual(paper.state, "sent")

    def test_expired_paper_says_so_and_whom_to_ask(self):
        for document_type in ("proposal", "invoice"):
            with self.subTest(document_type):
                yesterday = fields.Date.today() - timedelta(days=1)
                paper = self._send_paper(document_type, date_valid_until=yesterday)
                page = self._open(paper).text
                self.assertIn("was valid until", page)
                self.assertIn("+380 44 123 45 67", page)
                self.assertNotIn("/accept?", page)
                answer = self._post(paper, "accept", name="Olena")
                self.assertEqual((answer.status_code, paper.state), (422, "sent"))
                self.assertIn("sally@shop.example", answer.text)

    def test_revised_paper_is_not_answered_any_more(self):
        paper = self._send_paper()
        revision = paper.with_user(self.sally).action_revise("Another hall").sudo()
        self.assertIn("Replaced by a newer revision", self._open(paper).text)
        self.assertEqual(self._post(paper, "accept", name="Olena").status_code, 422)
        self.assertEqual(self._open(revision).status_code, 404, "it is not sent yet")

    def test_colleague_sees_the_page_but_does_not_answer_for_the_client(self):
        paper = self._send_paper()
        with self.logged_in(self.sally):
            page = self._open(paper, token="")
            self.assertEqual(page.status_code, 200)
            self.assertIn("You see what the client sees", page.text)
            self.assertNotIn("/accept", page.text)
            self.assertEqual(self._post(paper, "accept", name="X").status_code, 404)
        with self.logged_in(self.oleh):
            self.assertEqual(self._open(paper).status_code, 404)
        self.assertEqual(paper.state, "sent")
        self.assertFalse(paper.date_opened, "a colleague's look is not the client's")

    def test_first_look_of_the_client_is_kept(self):
        paper = self._send_paper()
        self._open(paper, headers={"Odoo-Link-Preview": "True"})
        self.assertFalse(paper.date_opened)
        self._open(paper)
        seen = paper.date_opened
        self.assertTrue(seen)
        self._open(paper)
        self.assertEqual(paper.date_opened, seen)

    def test_form_from_another_site_is_refused(self):
        paper = self._send_paper()
        answer = self._post(paper, "accept", name="X", csrf_token="forged")
        self.assertEqual((answer.status_code, paper.state), (400, "sent"))

    # === EVIDENCE === #

    def test_nobody_writes_or_deletes_evidence(self):
        paper = self._send_paper()
        self._post(paper, "accept", name="Olena")
        evidence = paper.evidence_ids
        for user in (self.sally, self.head, self.designer):
            theirs = evidence.with_user(user)
            with self.subTest(user.login):
                with self.assertRaises(UserError):
                    theirs.write({"signer": "Somebody else"})
                with self.assertRaises(UserError):
                    theirs.unlink()
                with self.assertRaises(UserError):
                    theirs.create({"document_id": paper.id, "kind": "signed"})
        with self.assertRaises(UserError):
            evidence.unlink()

    def test_evidence_is_read_by_whoever_reads_the_paper(self):
        paper = self._send_paper()
        self._post(paper, "accept", name="Olena")
        self.assertOpen(paper.evidence_ids, self.sally)
        self.assertOpen(paper.evidence_ids, self.head)
        self.assertClosed(paper.evidence_ids, self.oleh)
