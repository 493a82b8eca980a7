from odoo.exceptions import AccessError
from odoo.tests import tagged

from .action_common import ActionCase


@tagged("post_install", "-at_install")
class TestActionLog(ActionCase):
    """An action leaves a note on the card of the record or of its client."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.doing.instruction = "<p>Work <b>hard</b>.</p>"
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)

    def _create_log(self, body="<p>Note of {name}</p>", model="crm.lead", **values):
        return self._create_action("log", model, process_body=body, **values)

    def _get_note(self, record):
        return record.sudo().message_ids[0]

    def test_note_stands_on_the_record(self):
        with self.assertNoted("Logged on the card of “Autumn fair”"):
            self._run(self._create_log(), self.lead)
        note = self._get_note(self.lead)
        self.assertEqual(note.body, "<p>Note of Autumn fair</p>")
        self.assertTrue(note.is_internal)
        self.assertEqual(note.author_id, self.sally.partner_id)

    def test_note_stands_on_the_client(self):
        self._run(self._create_log(process_log_target="client"), self.lead)
        self.assertIn("Note of Autumn fair", self._get_note(self.client).body)

    def test_two_deals_of_one_client_leave_two_notes(self):
        other = self._create_lead(name="Winter", partner_id=self.client.id)
        before = self.client.message_ids
        action = self._create_log(process_log_target="client")
        self._run(action, self.lead | other)
        self.assertEqual(len(self.client.message_ids - before), 2)

    def test_deal_without_a_client_is_passed_over(self):
        lead = self._create_bare_lead()
        with self.assertSkipped("“Spring fair” has no client"):
            self._run(self._create_log(process_log_target="client"), lead)

    def test_hint_tells_what_comes_next(self):
        body = "<p>{case_stage}, then {case_next_step}:</p>{case_next_instruction}"
        self._run(self._create_log(body), self.lead)
        self.assertEqual(
            self._get_note(self.lead).body,
            "<p>To do, then Doing:</p><p>Work <b>hard</b>.</p>",
        )

    def test_hint_of_a_case_stands_on_its_deal(self):
        action = self._create_log("{case_next_step}", model="crm.process.case")
        self._run(action, self.lead.case_id)
        self.assertIn("Doing", self._get_note(self.lead).body)

    def test_hint_reaches_the_responsible(self):
        action = self._create_log(
            "Next: {case_next_step}", process_notify_responsible=1
        )
        self._run(action, self.lead, user=self.head)
        note = self._get_note(self.lead)
        self.assertIn(self.sally.partner_id, note.notified_partner_ids)

    def test_note_mails_no_client(self):
        self.client.email = "client@example.com"
        self.lead.message_subscribe(self.client.ids)
        mails = self.env["mail.mail"].search([])
        action = self._create_log(process_notify_responsible=True)
        self._run(action, self.lead, user=self.head)
        new = self.env["mail.mail"].search([]) - mails
        self.assertNotIn(self.client, new.recipient_ids)

    def test_batch_is_logged_with_few_queries(self):
        leads = self.lead.browse()
        for number in range(20):
            leads |= self._create_lead(name=f"Deal {number}")
        action = self._create_log("<p>{name}: {case_next_step}</p>")
        self._run(action, self.lead)
        self.env.invalidate_all()
        with self.standing_still(), self.assertQueryCount(60):
            self._run(action, leads)
        self.assertIn("Deal 7: Doing", leads[7].sudo().message_ids[0].body)

    def test_salesperson_logs_nothing_on_a_foreign_deal(self):
        petro = self._create_user("petro", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self._run(self._create_log(), self.lead, user=petro)

    def test_empty_note_warns(self):
        self.assertRegex(self._create_log("<p><br></p>").warning, "Write what is to be")
