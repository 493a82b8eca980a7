from odoo.exceptions import AccessError
from odoo.tests import tagged

from .dispatch_common import DispatchCase


@tagged("post_install", "-at_install")
class TestDocumentDelivery(DispatchCase):
    """What becomes of the mail is known to the paper."""

    def test_paper_that_reached_nobody_is_not_sent_and_says_why(self):
        paper = self._issue()
        self._break_server()
        dispatch = self._send_and_run(paper)
        self.assertEqual((paper.state, dispatch.state), ("approved", "failed"))
        self.assertFalse(paper.date_sent)
        self.assertEqual(paper.delivery_state, "failed")
        self.assertIn("office@sunflower.example", paper.delivery_text)
        self.assertIn("Connection failed", dispatch.error)

    def test_head_and_responsible_are_told_once(self):
        paper = self._issue()
        self._break_server()
        dispatch = self._send_and_run(paper)
        incident = self._get_incidents(dispatch)
        self.assertEqual(len(incident), 1)
        self.assertEqual(incident.owner_id, self.sally)
        self.assertIn("was not delivered", incident.name)
        notices = (
            self.env["mail.message"]
            .search([("model", "=", paper._name), ("res_id", "=", paper.id)])
            .filtered(lambda message: self.sally.partner_id in message.partner_ids)
        )
        self.assertEqual(len(notices), 1)

    def test_of_many_papers_the_responsible_is_told_in_one_message(self):
        papers = self._issue() | self._issue()
        self._break_server()
        dispatches = self._send_and_run(papers)
        self.assertEqual(len(self._get_incidents(dispatches)), 2)
        told = self.env["mail.message"].search(
            [("subject", "=", "2 papers were not delivered")]
        )
        self.assertEqual(told.partner_ids, self.sally.partner_id)

    def test_mail_that_leaves_raises_no_incident(self):
        self.assertFalse(self._get_incidents(self._send_and_run(self._issue())))

    def test_retry_sends_the_same_mail_again_and_closes_the_incident(self):
        paper = self._issue()
        self._break_server()
        dispatch = self._send_and_run(paper)
        self._mend_server()
        self.client.email = "new@sunflower.example"
        paper.action_retry_dispatches()
        self.assertEqual(dispatch.state, "outgoing")
        self._run_queue()
        self.assertEqual((paper.state, dispatch.state), ("sent", "sent"))
        self.assertEqual(len(paper.dispatch_ids), 1)
        [mail] = self._get_received()
        self.assertEqual(mail["Message-Id"], dispatch.reference)
        self.assertIn("new@sunflower.example", mail["To"])
        self.assertEqual(dispatch.attempts, 2)
        self.assertEqual(self._get_incidents(dispatch).state, "handled")

    def test_second_failure_is_a_second_incident(self):
        paper = self._issue()
        self._break_server()
        dispatch = self._send_and_run(paper)
        paper.action_retry_dispatches()
        self._run_queue()
        self.assertEqual(len(self._get_incidents(dispatch)), 2)

    def test_retry_writes_only_to_whom_it_did_not_reach(self):
        other = self.env["res.partner"].create(
            {"name": "Eve", "email": "eve@x.example"}
        )
        paper = self._issue()
        dispatches = paper._send(partners=self.client | other).sudo()
        other.email = "no address"
        self._run_queue()
        lost = dispatches.filtered(lambda row: row.partner_id == other)
        self.assertEqual(lost.state, "failed")
        self.assertEqual((dispatches - lost).state, "sent")
        self.assertEqual(paper.state, "sent")
        other.email = "eve@x.example"
        paper.action_retry_dispatches()
        self._run_queue()
        self.assertEqual(set(dispatches.mapped("state")), {"sent"})
        to = [mail["To"] for mail in self._get_received()]
        self.assertEqual(len(to), 2)
        self.assertIn("eve@x.example", to[1])

    def test_bounce_takes_back_that_it_was_sent(self):
        paper = self._issue()
        dispatch = self._send_and_run(paper)
        dispatch.notification_id.write(
            {"notification_status": "bounce", "failure_type": "mail_bounce"}
        )
        self.assertEqual((paper.state, dispatch.state), ("approved", "failed"))
        self.assertFalse(paper.date_sent)

    def test_bounce_of_one_of_two_leaves_the_paper_sent(self):
        other = self.env["res.partner"].create(
            {"name": "Eve", "email": "eve@x.example"}
        )
        paper = self._issue()
        dispatches = self._send_and_run(paper, partners=self.client | other)
        dispatches[:1].notification_id.notification_status = "bounce"
        self.assertEqual(paper.state, "sent")
        self.assertEqual(paper.delivery_state, "failed")

    def test_mail_that_is_cancelled_or_deleted_is_not_sent(self):
        for take_out in ("cancel", "unlink"):
            with self.subTest(take_out):
                paper = self._issue()
                dispatch = paper._send().sudo()
                getattr(dispatch.notification_id.mail_mail_id, take_out)()
                self.assertEqual((paper.state, dispatch.state), ("approved", "failed"))

    def test_opened_link_is_noted(self):
        paper = self._issue()
        dispatch = self._send_and_run(paper)
        paper._note_opened()
        self.assertEqual(dispatch.state, "opened")
        self.assertTrue(dispatch.date_opened)

    def test_paper_handed_over_in_person_is_sent_too(self):
        self.client.email = False
        paper = self._issue()
        with self.assertRefused("Say why|Say how|few words"):
            paper.action_hand_over(" ")
        paper.action_hand_over("In person, at the meeting")
        self.assertEqual((paper.state, paper.delivery_state), ("sent", "sent"))
        dispatch = paper.dispatch_ids
        self.assertEqual((dispatch.channel, dispatch.user_id), ("hand", self.sally))
        self.assertEqual(dispatch.note, "In person, at the meeting")
        with self.assertRaises(AccessError):
            paper.with_user(self.oleh).action_hand_over("X")

    def test_nothing_to_send_again(self):
        paper = self._issue()
        self._send_and_run(paper)
        with self.assertRefused("Nothing failed here"):
            paper.action_retry_dispatches()

    def test_colleague_without_the_deal_sends_nothing_again(self):
        paper = self._issue()
        self._break_server()
        dispatch = self._send_and_run(paper)
        with self.assertRaises(AccessError):
            dispatch.with_user(self.oleh).action_retry()

    def test_responsible_reads_in_his_language_that_the_mail_has_left(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        paper = self._issue()
        paper.user_id.sudo().lang = "uk_UA"
        self._send_and_run(paper)
        told = " ".join(paper.sudo().message_ids.mapped("body"))
        self.assertIn("Документ надіслано.", told)
        self.assertNotIn("The paper was sent.", told)
