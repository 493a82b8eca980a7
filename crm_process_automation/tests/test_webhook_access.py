from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .webhook_common import WebhookCase


@tagged("post_install", "-at_install")
class TestWebhookAccess(WebhookCase):
    """What is sent to other systems is for designers to read, for nobody to change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._create_user(
            "manager", "crm_process_automation.group_process_manager"
        )
        cls.abroad = cls.env["res.company"].create({"name": "Abroad"})
        cls.stranger = cls._create_user(
            "stranger",
            "crm_process_automation.group_process_designer",
            company_id=cls.abroad.id,
            company_ids=[cls.abroad.id],
        )

    def test_designer_reads_what_is_sent(self):
        call = self._create_call().with_user(self.designer)
        self.assertIn("_id", call.read(["payload", "url"])[0]["payload"])

    def test_manager_reads_that_a_call_failed_but_not_what_is_in_it(self):
        call = self._create_call().with_user(self.manager)
        self.assertTrue(call.read(["state", "error", "host"]))
        for name in ("payload", "url", "answer"):
            with self.subTest(name), self.assertRaises(AccessError):
                call.read([name])

    def test_salesperson_reads_no_call(self):
        call = self._create_call().with_user(self.sally)
        with self.assertRaises(AccessError):
            call.read(["state"])
        for act in (call.action_send_again, lambda: call.action_cancel("I want to")):
            with self.assertRaises(AccessError):
                act()

    def test_designer_of_another_company_sees_neither_calls_nor_systems(self):
        call = self._create_call()
        host = self.env["crm.process.webhook.host"].create({"name": "a.example.com"})
        for row in (call, host):
            theirs = row.with_user(self.stranger)
            self.assertFalse(theirs.search([]))
            with self.assertRaises(AccessError):
                theirs.read(["display_name"])
        with self.assertRaises(AccessError):
            call.with_user(self.stranger).action_cancel("Not mine")

    def test_nobody_writes_calls_by_hand(self):
        call = self._create_call()
        for user in (self.sally, self.manager, self.designer):
            for operation in ("write", "create", "unlink"):
                with self.subTest(f"{user.login} {operation}"):
                    self.assertFalse(call.with_user(user).has_access(operation))

    def test_systems_are_the_designers(self):
        hosts = self.env["crm.process.webhook.host"]
        self.assertTrue(hosts.with_user(self.designer).has_access("create"))
        for user in (self.manager, self.sally):
            self.assertFalse(hosts.with_user(user).has_access("read"))

    def test_salesperson_makes_no_call_to_the_outside(self):
        with self.assertRaises(AccessError):
            self.env["crm.process.webhook"].with_user(self.sally).create(
                {"url": "https://a.example.com", "host": "a.example.com"}
            )

    # === SCREENS === #

    def test_screens_show_to_each_what_is_for_him(self):
        call = self._create_call()
        form = Form(call.with_user(self.designer))
        self.assertIn("_id", form.payload)
        form = Form(call.with_user(self.manager))
        self.assertEqual(form.state, "pending")
        self.assertNotIn("payload", form._view["fields"])
        host = self.env["crm.process.webhook.host"].create({"name": "a.example.com"})
        self.assertFalse(Form(host.with_user(self.designer)).is_signed)

    def test_designer_cancels_ticked_calls(self):
        calls = self._create_call() + self._create_call()
        context = {"active_model": calls._name, "active_ids": calls.ids}
        dialogs = self.env["crm.process.webhook.cancel"].with_user(self.designer)
        form = Form(dialogs.with_context(**context))
        form.reason = "New warehouse"
        form.save().action_apply()
        self.assertEqual(set(calls.mapped("state")), {"cancelled"})

    def test_dialogue_tells_nothing_of_foreign_calls(self):
        call = self._create_call()
        dialogs = self.env["crm.process.webhook.cancel"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            dialogs.create({"webhook_ids": call.ids, "reason": "Curious"})

    def test_secret_is_shown_once(self):
        hosts = self.env["crm.process.webhook.host"].with_user(self.designer)
        action = hosts.create({"name": "a.example.com"}).action_rotate_secret()
        dialogs = self.env["crm.process.webhook.secret"].with_user(self.designer)
        form = Form(dialogs.with_context(**action["context"]))
        self.assertEqual(form.secret, action["context"]["default_secret"])
        dialog = form.save()
        self.env.invalidate_all()
        self.assertFalse(dialogs.browse(dialog.id).secret)
