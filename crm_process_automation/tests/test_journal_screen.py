from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .access_common import AccessCase
from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestJournalScreen(ScenarioCase, AccessCase):
    """What automation did with a deal is one click away, for whoever may read it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scenario = cls._create_scenario(
            "Mark", "on_create_or_write", rule={"watched": ["priority"]}
        )
        cls.order = cls.env["sale.order"].create(
            {"partner_id": cls.client.id, "opportunity_id": cls.lead.id}
        )

    def setUp(self):
        super().setUp()
        self.lead.priority = "3"
        self._end_transaction()
        self.run_row = self._get_runs(self.scenario)

    def _count(self, record, user):
        return record.with_user(user).automation_run_count

    def _open(self, record, user):
        action = record.with_user(user).action_open_automation_runs()
        return self.Run.with_user(user).search(action["domain"])

    # === ONE CLICK === #

    def test_the_run_is_one_click_from_deal_order_client_and_case(self):
        for record in (self.lead, self.order, self.client, self.case):
            with self.subTest(record._name):
                self.assertEqual(self._open(record, self.head), self.run_row)
                self.assertEqual(self._count(record, self.head), 1)

    def test_what_was_not_done_is_shown_as_well(self):
        self.run_row.write({"state": "suppressed", "error": "It came with an import."})
        [row] = self._open(self.lead, self.sally)
        self.assertEqual(row.outcome, "It came with an import.")

    def test_actions_that_tell_nothing_are_named(self):
        [row] = self._open(self.lead, self.sally)
        self.assertEqual(row.outcome, "Mark: object_write")

    def test_another_deal_shows_nothing_of_it(self):
        other = self._create_lead()
        self.assertFalse(self._open(other, self.head) & self.run_row)

    # === WHO MAY READ === #

    def test_whoever_may_read_the_deal_reads_its_runs(self):
        self.assertOpen(self.run_row, self.sally)

    def test_whoever_may_not_read_the_deal_does_not(self):
        self.assertClosed(self.run_row, self.oleh)

    def test_managers_read_all_runs_of_their_company(self):
        self.assertOpen(self.run_row, self.manager)

    def test_managers_of_another_company_read_none(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "crm_process_automation.group_process_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        self.assertClosed(self.run_row, stranger)

    def test_nobody_writes_the_journal_by_hand(self):
        for user in (self.sally, self.head, self.designer):
            for operation in ("write", "create", "unlink"):
                self.assertMayNot(operation, self.run_row, user)

    # === THE FORM === #

    def test_the_form_tells_what_was_made_by_name(self):
        self.run_row.trace = [
            {"text": "Opened a request", "model": "crm.lead", "ids": self.lead.ids}
        ]
        form = Form(self.run_row.with_user(self.sally))
        self.assertIn("Opened a request", form.trace_text)
        self.assertIn(f"/odoo/crm.lead/{self.lead.id}", form.trace_text)
        self.assertIn("Autumn fair", form.trace_text)

    def test_the_name_of_what_is_closed_is_not_told(self):
        closed = self._create_lead(user=self.oleh, name="Secret fair").sudo()
        self.run_row.trace = [
            {"text": "Opened a request", "model": "crm.lead", "ids": closed.ids}
        ]
        text = self.run_row.with_user(self.sally).trace_text
        self.assertNotIn("Secret fair", text)
        self.assertIn("closed to you", text)

    def test_the_chain_of_causes_is_named(self):
        second = self.run_row.copy(
            {"cause_run_id": self.run_row.id, "event_key": "second", "depth": 1}
        )
        self.assertEqual(second.cause_text, "Mark → Mark")

    def test_the_record_is_opened_by_whoever_may_read_the_run(self):
        action = self.run_row.with_user(self.sally).action_open_record()
        self.assertEqual(action["res_id"], self.lead.id)
        with self.assertRaises(AccessError):
            self.run_row.with_user(self.oleh).action_open_record()
