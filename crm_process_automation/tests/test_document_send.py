from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .dispatch_common import DispatchCase


@tagged("post_install", "-at_install")
class TestDocumentSend(DispatchCase):
    """A paper goes to the client by mail, its very file attached."""

    # === WITHOUT A DIALOGUE === #

    def test_paper_waits_in_the_queue_and_is_sent_when_it_has_left(self):
        paper = self._issue()
        dispatch = paper._send()
        self.assertEqual((paper.state, dispatch.state), ("approved", "outgoing"))
        self.assertFalse(paper.date_sent)
        self._run_queue()
        self.assertEqual((paper.state, dispatch.state), ("sent", "sent"))
        self.assertTrue(paper.date_sent)
        self.assertEqual(paper.delivery_state, "sent")

    def test_mail_carries_the_very_file_and_the_link(self):
        paper = self._issue()
        count = self.env["ir.attachment"].search_count([])
        self._send_and_run(paper)
        [mail] = self.sink.received
        [file] = [part for part in mail.walk() if part.get_filename()]
        self.assertEqual(file.get_payload(decode=True), paper.attachment_id.raw)
        self.assertIn(paper.sudo().access_token, self._read_page(mail))
        self.assertEqual(self.env["ir.attachment"].search_count([]), count)

    def test_evidence_names_recipient_address_time_and_file(self):
        paper = self._issue()
        with self.at("2026-12-01 09:00:00"):
            dispatch = self._send_and_run(paper)
        self.assertEqual(dispatch.partner_id, self.client)
        self.assertEqual(dispatch.email, "office@sunflower.example")
        self.assertEqual(str(dispatch.date_sent), "2026-12-01 09:00:00")
        self.assertEqual(dispatch.checksum, paper.checksum)
        self.assertEqual(dispatch.reference, self.sink.received[0]["Message-Id"])
        self.assertEqual(dispatch.user_id, self.sally)

    def test_own_words_stand_in_the_mail(self):
        self._send_and_run(self._issue(), subject="As agreed", body="<p>Hello!</p>")
        [mail] = self.sink.received
        self.assertEqual(mail["Subject"], "As agreed")
        self.assertIn("<p>Hello!</p>", self._read_page(mail))

    def test_mail_is_written_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref(
            "crm_process_automation.mail_template_document_proposal"
        )
        template.with_context(lang="fr_FR").subject = "Bonjour"
        self.client.lang = "fr_FR"
        self._send_and_run(self._issue())
        self.assertEqual(self.sink.received[0]["Subject"], "Bonjour")

    def test_several_people_get_it(self):
        other = self.env["res.partner"].create(
            {"name": "Eve", "email": "eve@x.example"}
        )
        paper = self._issue()
        dispatches = self._send_and_run(paper, partners=self.client | other)
        self.assertEqual(dispatches.partner_id, self.client | other)
        self.assertEqual(len(self.sink.received), 2)

    def test_job_of_the_queue_is_woken(self):
        triggers = self.env["ir.cron.trigger"]
        domain = [("cron_id", "=", self.queue.id)]
        triggers.search(domain).unlink()
        self._issue()._send()
        self.assertEqual(triggers.search_count(domain), 1)

    def _read_page(self, mail):
        [page] = [
            part for part in mail.walk() if part.get_content_type() == "text/html"
        ]
        return page.get_payload(decode=True).decode()

    # === BY HAND === #

    def test_composer_opens_with_paper_client_and_text(self):
        paper = self._issue()
        composer = self._open_composer(paper)
        self.assertEqual(composer.attachment_ids[:], paper.attachment_id)
        self.assertEqual(composer.partner_ids[:], self.client)
        self.assertIn(paper.display_name, composer.subject)

    def test_composer_sends_the_paper(self):
        paper = self._issue()
        with self._sending():
            self._open_composer(paper).save().action_send_mail()
        self.assertEqual(paper.state, "sent")
        self.assertEqual(paper.dispatch_ids.sudo().partner_id, self.client)

    def _open_composer(self, paper):
        action = paper.action_send()
        composer = self.env[action["res_model"]].with_user(self.sally)
        return Form(composer.with_context(**action["context"]))

    def test_message_without_the_paper_is_no_sending(self):
        paper = self._issue()
        paper.message_post(body="See you", partner_ids=self.client.ids)
        self.assertFalse(paper.dispatch_ids)

    def test_showing_the_paper_to_a_colleague_is_no_sending(self):
        paper = self._issue()
        paper.message_post(
            body="Have a look",
            partner_ids=self.head.partner_id.ids,
            attachment_ids=paper.attachment_id.ids,
        )
        self.assertFalse(paper.dispatch_ids)

    # === REFUSED === #

    def test_client_without_an_address_is_named(self):
        self.client.email = False
        paper = self._issue()
        for send in (paper._send, paper.action_send):
            with self.assertRefused("Sunflower Ltd has no e-mail address"):
                send()
        self.assertFalse(paper.dispatch_ids)

    def test_broken_address_is_told(self):
        self.client.email = "office at sunflower"
        with self.assertRefused("“office at sunflower” of Sunflower Ltd is not"):
            self._issue()._send()

    def test_client_on_the_blacklist_gets_nothing_by_itself(self):
        self.env["mail.blacklist"]._add("office@sunflower.example")
        with self.assertRefused("office@sunflower.example is on the blacklist"):
            self._issue()._send()

    def test_paper_that_is_not_issued_is_not_sent(self):
        draft = self.order.with_user(self.sally)._draft_document("proposal")
        with self.assertRefused("not issued yet"):
            draft._send()

    def test_paper_that_waits_for_approval_is_not_sent(self):
        self.forms["proposal"].sudo()._write({"needs_approval": True})
        self.env.invalidate_all()
        paper = self._issue()
        with self.assertRefused("waits to be approved"):
            paper._send()
        with self.assertRefused("waits to be approved"):
            paper.message_post(
                partner_ids=self.client.ids, attachment_ids=paper.attachment_id.ids
            )

    def test_cancelled_paper_is_not_sent(self):
        paper = self._issue()
        paper.action_cancel("Typo")
        with self.assertRefused("is cancelled"):
            paper._send()

    def test_tampered_paper_is_not_sent(self):
        paper = self._issue()
        paper.sudo().attachment_id.raw = b"%PDF-other"
        with self.assertRefused("not the one that was issued"):
            paper._send()

    # === RIGHTS === #

    def test_colleague_without_the_deal_does_not_send(self):
        paper = self._issue()
        with self.assertRaises(AccessError):
            paper.with_user(self.oleh)._send()
        with self.assertRaises(AccessError):
            paper.with_user(self.oleh).action_send()

    def test_sendings_are_read_by_whoever_reads_the_paper(self):
        dispatch = self._issue()._send()
        for user in (self.sally, self.head, self.anna):
            self.assertOpen(dispatch, user)
        self.assertClosed(dispatch, self.oleh)

    def test_evidence_is_written_by_nobody(self):
        dispatch = self._issue()._send()
        for user in (self.sally, self.head, self.anna, self.designer):
            self.assertMayNot("write", dispatch, user)
            self.assertMayNot("unlink", dispatch, user)
            with self.assertRaises(AccessError):
                self.Dispatch.with_user(user).create(
                    {"document_id": dispatch.document_id.id, "state": "sent"}
                )
