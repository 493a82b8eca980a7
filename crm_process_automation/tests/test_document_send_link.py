from datetime import timedelta

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .dispatch_common import DispatchCase


@tagged("post_install", "-at_install")
class TestDocumentSendLink(DispatchCase):
    """The token is for the client: it stands in his mail, and in no message."""

    def _open_composer(self, paper):
        action = paper.action_send()
        composer = self.env[action["res_model"]].with_user(self.sally)
        return Form(composer.with_context(**action["context"]))

    def _compose(self, paper):
        composer = self._open_composer(paper).save()
        composer.with_context(mail_notify_force_send=False).action_send_mail()

    def _follow(self, paper, user):
        user.notification_type = "email"
        user.partner_id.email = f"{user.login}@shop.example"
        paper.sudo().message_subscribe(
            user.partner_id.ids, self.env.ref("mail.mt_comment").ids
        )

    def _read_message(self, paper):
        dispatch = paper.dispatch_ids.sudo()[:1]
        return dispatch.message_id.body

    def _read_mails(self, paper, partner):
        mails = self.env["mail.mail"].search(
            [("model", "=", paper._name), ("res_id", "=", paper.id)]
        )
        found = mails.filtered(lambda mail: partner in mail.recipient_ids)
        self.assertTrue(found)
        return "".join(found.mapped("body_html"))

    def _link(self, paper):
        return f'/my/papers/{paper.id}?access_token={paper.sudo().access_token}"'

    # === WHO GETS IT === #

    def test_only_the_mail_to_the_client_has_the_token(self):
        for name in ("_send", "_compose"):
            with self.subTest(name):
                paper = self._issue()
                self._follow(paper, self.head)
                paper._send() if name == "_send" else self._compose(paper)
                self.assertIn(f'/my/papers/{paper.id}"', self._read_message(paper))
                self.assertIn(self._link(paper), self._read_mails(paper, self.client))
                copy = self._read_mails(paper, self.head.partner_id)
                self.assertIn(f'/my/papers/{paper.id}"', copy)
                self.assertNotIn("access_token", copy)
                messages = paper.sudo().message_ids.mapped("body")
                self.assertNotIn("access_token", "".join(messages))

    def test_message_of_a_later_hour_has_it_in_the_mail(self):
        paper = self._issue()
        later = fields.Datetime.now() + timedelta(days=1)
        body = self._write_link(paper)
        message = paper.message_post(
            body=body,
            body_is_html=True,
            partner_ids=self.client.ids,
            scheduled_date=later,
        )
        schedule = self.env["mail.message.schedule"].sudo()
        schedule.search([("mail_message_id", "=", message.id)]).force_send()
        self.assertNotIn("access_token", message.body)
        self.assertIn(self._link(paper), self._read_mails(paper, self.client))

    def test_whoever_may_only_read_sends_no_token(self):
        paper = self._issue()
        self._let_read_deals()
        reader = paper.with_user(self.oleh)
        self.assertTrue(reader.has_access("read"))
        self.assertFalse(reader.has_access("write"))
        with self.assertRaises(AccessError):
            reader.message_post(body="Look", partner_ids=self.client.ids)
        message = reader.sudo().message_post(body="Look").with_user(self.sally)
        self.assertFalse(paper._may_show_link(message))
        self.assertTrue(paper._may_show_link(paper.message_post(body="Look")))

    def _let_read_deals(self):
        self.env["ir.rule"].create(
            {
                "name": "Colleagues read each other's deals",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "groups": [(4, self.env.ref("sales_team.group_sale_salesman").id)],
                "domain_force": "[(1, '=', 1)]",
                "perm_write": False,
                "perm_create": False,
                "perm_unlink": False,
            }
        )

    def test_answer_that_quotes_the_mail_hides_the_token(self):
        paper = self._issue()
        link = f"{paper._get_mail_link()}?access_token={paper._renew_token()}"
        message = paper.message_post(
            body=f'<p>Fine</p><a href="{link}">Open</a>', body_is_html=True
        )
        self.assertIn(f'/my/papers/{paper.id}"', message.body)
        self.assertNotIn(paper.sudo().access_token, message.body)

    def test_what_comes_in_by_mail_is_passed_on_without_a_token(self):
        paper = self._issue()
        paper._renew_token()
        paper.action_revoke_link()
        paper.message_post(
            body=Markup(self._write_link(paper)),
            message_type="email",
            partner_ids=self.client.ids,
        )
        mail = self._read_mails(paper, self.client)
        self.assertIn(f'href="{paper._get_mail_link()}"', mail)
        self.assertEqual(paper.link_state, "closed")

    def _write_link(self, paper):
        return f'<a href="{paper._get_mail_link()}">Open</a>'

    # === WHEN IT IS RENEWED === #

    def test_opening_the_composer_revives_no_link(self):
        paper = self._issue()
        paper._renew_token()
        paper.action_revoke_link()
        self._open_composer(paper)
        self.assertEqual(paper.link_state, "closed")

    def test_sending_opens_a_link_that_was_taken_back(self):
        paper = self._issue()
        paper._renew_token()
        paper.action_revoke_link()
        self._compose(paper)
        self.assertEqual(paper.link_state, "open")
        self.assertIn(self._link(paper), self._read_mails(paper, self.client))

    def test_sending_makes_a_new_link_of_an_expired_one(self):
        paper = self._issue()
        old = paper._renew_token()
        paper.sudo().access_expires = fields.Datetime.now() - timedelta(days=1)
        self._open_composer(paper)
        self.assertEqual(paper.sudo().access_token, old)
        paper._send()
        self.assertNotEqual(paper.sudo().access_token, old)
        self.assertIn(self._link(paper), self._read_mails(paper, self.client))
