from odoo.fields import Command, Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from .dispatch_common import DispatchCase

MAIL = "odoo.addons.mail.models.mail_mail"


@tagged("post_install", "-at_install")
class TestDocumentWaysOut(DispatchCase):
    """The file of a paper leaves in no other way when it may not be sent."""

    def _issue_strict(self):
        """Return a proposal that waits for approval."""
        form = self._create_form("proposal", code="strict", needs_approval=True)
        return self._issue(template_id=form.id)

    def _get_ways(self, paper, file=None):
        """Return {way: what somebody does to get the file to the client}."""
        file = file or paper.attachment_id
        composer = self.env["mail.compose.message"].with_user(self.sally)
        lead = self.lead.with_user(self.sally)

        def post(record, **values):
            values = {"partner_ids": self.client.ids} | values
            record.message_post(attachment_ids=file.ids, **values)

        def compose(mode, record, **values):
            composer.create(
                {
                    "composition_mode": mode,
                    "model": record._name,
                    "res_ids": str(record.ids),
                    "subject": "Hello",
                    "body": "<p>Here it is</p>",
                    "attachment_ids": [Command.set(file.ids)],
                    **values,
                }
            ).action_send_mail()

        def follow(record):
            record.message_subscribe(self.client.ids)
            post(record, partner_ids=[], subtype_xmlid="mail.mt_comment")

        def use_template():
            template = self.env["mail.template"].create(
                {
                    "name": "Mine",
                    "model_id": self.env["ir.model"]._get_id("crm.lead"),
                    "attachment_ids": [Command.set(file.ids)],
                    "email_to": "office@sunflower.example",
                }
            )
            template.with_user(self.sally).send_mail(lead.id)

        def schedule():
            message = (
                self.env["mail.scheduled.message"]
                .with_user(self.sally)
                .create(
                    {
                        "model": paper._name,
                        "res_id": paper.id,
                        "body": "Later",
                        "author_id": self.sally.partner_id.id,
                        "attachment_ids": [Command.set(file.ids)],
                        "partner_ids": [Command.set(self.client.ids)],
                        "scheduled_date": Datetime.add(Datetime.now(), hours=1),
                    }
                )
            )
            message.post_message()

        to_client = {"partner_ids": [Command.set(self.client.ids)]}
        return {
            "message on the paper": lambda: post(paper),
            "message on the deal": lambda: post(lead),
            "to an address": lambda: post(
                paper, partner_ids=[], outgoing_email_to="x@elsewhere.example"
            ),
            "to a follower": lambda: follow(paper),
            "composer on the paper": lambda: compose("comment", paper, **to_client),
            "composer on the deal": lambda: compose("comment", lead, **to_client),
            "to many at once": lambda: compose("mass_mail", paper),
            "deals to many at once": lambda: compose("mass_mail", lead),
            "mail template": use_template,
            "scheduled message": schedule,
        }

    def assertNoWayOut(self, paper, *parts, file=None):
        self.lead.write({"partner_id": self.client.id})
        for way, act in self._get_ways(paper, file).items():
            with self.subTest(way), self.assertRefused(*parts):
                act()
        files = file or paper.attachment_id
        self.assertFalse(
            self.env["mail.mail"].search([("attachment_ids", "in", files.ids)])
        )
        self.assertFalse(paper.sudo().dispatch_ids)

    # === REFUSED === #

    def test_draft_that_waits_for_approval_leaves_in_no_way(self):
        paper = self._issue_strict()
        self.assertNoWayOut(paper, paper.number, "waits to be approved")

    def test_cancelled_paper_leaves_in_no_way(self):
        paper = self._issue()
        paper.action_cancel("Typo")
        self.assertNoWayOut(paper, paper.number, "is cancelled")

    def test_tampered_paper_leaves_in_no_way(self):
        paper = self._issue()
        paper.sudo().attachment_id.raw = b"%PDF-other"
        self.assertNoWayOut(paper, "not the one that was issued")

    def test_copy_of_the_file_is_the_file(self):
        paper = self._issue()
        paper.action_cancel("Typo")
        copy = (
            self.env["ir.attachment"]
            .with_user(self.sally)
            .create({"name": "mine.pdf", "raw": paper.sudo().attachment_id.raw})
        )
        self.assertNoWayOut(paper, "is cancelled", file=copy)

    # === HELD BACK === #

    def test_mail_that_waits_is_held_back_when_the_paper_is_cancelled_meanwhile(self):
        paper = self._issue()
        dispatch = paper._send().sudo()
        paper.action_cancel("Typo")
        with mute_logger(MAIL):
            self._run_queue()
        self.assertFalse(self._get_received())
        self.assertEqual(dispatch.state, "failed")
        self.assertIn("is cancelled", dispatch.failure_reason)

    def test_job_goes_on_and_the_mail_is_held_back(self):
        paper = self._issue()
        paper.action_cancel("Typo")
        paper.with_context(cron_id=1).message_post(
            partner_ids=self.client.ids, attachment_ids=paper.attachment_id.ids
        )
        with mute_logger(MAIL):
            self._run_queue()
        self.assertFalse(self._get_received())

    # === ALLOWED === #

    def test_colleagues_show_each_other_a_draft(self):
        paper = self._issue_strict()
        self.head.partner_id.email = "head@shop.example"
        self.head.notification_type = "email"
        paper.message_post(
            partner_ids=self.head.partner_id.ids, attachment_ids=paper.attachment_id.ids
        )
        paper.message_post(
            outgoing_email_to="head@shop.example",
            attachment_ids=paper.attachment_id.ids,
        )
        with self._sending():
            self._run_queue()
        to_head = [mail for mail in self.sink.received if "head@" in mail["To"]]
        shown = [mail for mail in to_head if any(p.get_filename() for p in mail.walk())]
        self.assertEqual(len(shown), 2)

    def test_paper_that_may_leave_is_sent_wherever_it_is_written(self):
        self.lead.write({"partner_id": self.client.id})
        for way in self._get_ways(self._issue()):
            paper = self._issue()
            with self.subTest(way), self.env.cr.savepoint():
                self._get_ways(paper)[way]()
                if way != "mail template":
                    self.assertEqual(len(paper.sudo().dispatch_ids), 1)

    def test_sending_to_an_address_without_a_contact_is_sent_again(self):
        paper = self._issue()
        self._break_server()
        paper.message_post(
            outgoing_email_to="x@elsewhere.example",
            attachment_ids=paper.attachment_id.ids,
        )
        self._run_queue()
        dispatch = paper.dispatch_ids
        self.assertEqual(dispatch.state, "failed")
        self._mend_server()
        paper.action_retry_dispatches()
        self._run_queue()
        self.assertEqual(dispatch.email, "x@elsewhere.example")
        self.assertEqual((dispatch.state, paper.state), ("sent", "sent"))

    def test_two_papers_in_one_mail_are_two_sendings(self):
        papers = self._issue() | self._issue()
        with self._sending():
            self.lead.with_user(self.sally).message_post(
                partner_ids=self.client.ids, attachment_ids=papers.attachment_id.ids
            )
        self.assertEqual(papers.mapped("state"), ["sent", "sent"])
