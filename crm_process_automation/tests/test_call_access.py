from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .call_common import CallCase


@tagged("post_install", "-at_install")
class TestCallAccess(CallCase):
    """Calls go with their deal; what nobody answers for is everybody's to see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._create_user(
            "manager", "crm_process_automation.group_process_manager"
        )

    def assertOpen(self, call, *users):
        for user in users:
            with self.subTest(user.login):
                mine = call.with_user(user)
                self.assertTrue(mine.has_access("read"))
                self.assertIn(call, mine.search([]))

    def assertClosed(self, call, *users):
        for user in users:
            with self.subTest(user.login):
                mine = call.with_user(user)
                self.assertFalse(mine.has_access("read"))
                self.assertNotIn(call, mine.search([]))

    def test_call_about_a_deal_is_as_open_as_the_deal(self):
        call = self._log()
        self.assertOpen(call, self.sally, self.head)
        self.assertClosed(call, self.oleh)
        self.lead.sudo().user_id = self.oleh
        call.sudo().user_id = self.oleh
        self.assertOpen(call, self.oleh)
        self.assertClosed(call, self.manager)

    def test_call_without_a_deal_is_its_peoples_and_the_managers(self):
        other = self.env["res.partner"].create({"name": "Poppy"})
        call = self._log(lead_id=False, partner_id=other.id)
        self.assertOpen(call, self.sally, self.manager)
        self.assertClosed(call, self.oleh)

    def test_call_with_a_stranger_is_everybodys_in_the_company(self):
        call = self._report(**{"from": "0509998877"})
        self.assertOpen(call, self.sally, self.oleh, self.manager)

    def test_call_of_another_company_is_nobodys_here(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        source = self.source.create({"name": "There", "company_id": other.id})
        call = self._report(source, **{"from": "0509998877"})
        self.assertClosed(call, self.sally, self.manager, self.head)

    def test_whoever_recognises_a_stranger_keeps_the_call(self):
        call = self._report(**{"from": "0509998877", "to": "909"})
        poppy = self.env["res.partner"].create({"name": "Poppy"})
        call.user_id = self.sally
        with Form(call.with_user(self.oleh)) as form:
            form.partner_id = poppy
        self.assertTrue(call.is_matched)
        self.assertEqual(call.matched_by_id, self.oleh)
        self.assertOpen(call, self.oleh, self.sally)

    def test_call_follows_the_process_it_is_given_to(self):
        call = self._report(**{"from": "0509998877"})
        call.with_user(self.sally).case_id = self.case
        self.assertEqual(call.lead_id, self.lead)
        self.assertClosed(call, self.oleh)

    def test_nobody_ties_a_call_to_a_closed_deal(self):
        call = self._report(**{"from": "0509998877", "to": "909"})
        for values in ({"lead_id": self.lead.id}, {"case_id": self.case.id}):
            with self.subTest(values), self.assertRaises(AccessError):
                call.with_user(self.oleh).write(values)

    def test_nobody_does_a_closed_task_with_a_call(self):
        task = self.env["crm.process.task"].create(
            {"name": "Ring", "kind": "call", "case_id": self.case.id}
        )
        poppy = self.env["res.partner"].create({"name": "Poppy"})
        with self.assertRaises(AccessError):
            self.calls.with_user(self.oleh).create(
                {"partner_id": poppy.id, "task_id": task.id}
            )

    # === THE SOURCE === #

    def test_secret_is_read_by_nobody(self):
        for user in (self.designer, self.head, self.sally):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.source.with_user(user).read(["secret"])
        self.assertNotIn(
            self.source.sudo().secret, self.source.with_user(self.designer).example
        )

    def test_designer_sees_a_new_secret_once(self):
        before = self.source.sudo().secret
        action = self.source.with_user(self.designer).action_rotate_secret()
        secret = self.source.sudo().secret
        self.assertNotEqual(secret, before)
        shown = self.env["crm.process.call.secret"].with_user(self.designer)
        dialog = Form(shown.with_context(**action["context"]))
        self.assertEqual(dialog.secret, secret)
        kept = shown.browse(dialog.save().id)
        kept.invalidate_recordset()
        self.assertFalse(kept.secret or kept.example)

    def test_nobody_chooses_token_or_secret(self):
        source = self.source.with_user(self.designer).create(
            {"name": "Mine", "token": "short", "secret": "short"}
        )
        self.assertGreater(len(source.sudo().token + source.sudo().secret), 60)

    def test_manager_sets_up_no_source(self):
        for user in (self.head, self.sally):
            self.assertFalse(self.source.with_user(user).has_access("read"))

    # === SCREENS === #

    def test_records_count_and_open_their_calls(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "opportunity_id": self.lead.id,
                "user_id": self.sally.id,
            }
        )
        calls = self._log() | self._log(order_id=order.id)
        self.assertEqual(self.case.call_count, 2)
        for record in (self.lead, order, self.client):
            record = record.with_user(self.sally)
            with self.subTest(record._name):
                self.assertEqual(record.process_call_count, 2)
                domain = record.action_open_calls()["domain"]
                self.assertEqual(self.calls.search(domain), calls)

    def test_client_form_opens_without_rights_to_calls(self):
        clerk = self._create_user("clerk", "base.group_partner_manager")
        with Form(self.client.with_user(clerk)) as form:
            form.name = "Sunflower"
        self.assertEqual(self.client.name, "Sunflower")

    def test_settings_are_the_companys(self):
        settings = self.env["res.config.settings"].create({"process_call_attempts": 5})
        settings.execute()
        self.assertEqual(self.env.company.process_call_attempts, 5)
