from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestCaseDialogs(LeadCase):
    """Dialogues ask what the verbs of a case, a task and a deal demand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_step(cls.todo, "Call the client")
        cls.lead = cls._create_running_lead()
        cls.case = cls.lead.case_id
        cls.task = cls.case.task_ids
        cls.other = cls._create_template("Other", host_model="crm.lead")
        cls._create_arrow(
            cls._create_stage("Ask", cls.other, is_start=True),
            cls._create_stage("Told", cls.other, is_end=True, outcome="success"),
        )
        cls._activate(cls.other)

    def _open(self, model, record, user=None, **defaults):
        link = {"crm.process.case": "default_case_id"}.get(
            record._name, "default_task_id"
        )
        dialog = self.env[model].with_user(user or self.sally)
        return Form(dialog.with_context(**{link: record.id}, **defaults))

    def _open_change(self, record):
        dialog = self.env["crm.process.change"].with_user(self.sally)
        return Form(
            dialog.with_context(
                default_res_model=record._name, default_res_id=record.id
            )
        )

    # === CASES === #

    def test_pause_keeps_date_and_reason(self):
        with self.standing_still():
            dialog = self._open("crm.process.case.pause", self.case)
            dialog.reason = "The client is on holiday"
            dialog.save().action_apply()
            until = fields.Date.context_today(self.case) + timedelta(days=7)
        self.assertEqual(
            (self.case.state, self.case.date_pause_until, self.case.pause_reason),
            ("paused", until, "The client is on holiday"),
        )

    def test_pause_until_today_is_refused(self):
        dialog = self._open("crm.process.case.pause", self.case)
        dialog.reason = "Tea"
        with self.standing_still(), self.assertRefused("a date after today"):
            dialog.until = fields.Date.context_today(self.case)
            dialog.save().action_apply()

    def test_pause_and_cancel_demand_a_reason(self):
        for model in ("crm.process.case.pause", "crm.process.case.cancel"):
            dialog = self._open(model, self.case)
            with (
                self.subTest(model),
                self.assertRaisesRegex(AssertionError, "reason is a required field"),
            ):
                dialog.save()

    def test_cancel_ends_the_case_and_its_tasks(self):
        dialog = self._open("crm.process.case.cancel", self.case)
        self.assertEqual(dialog.open_task_count, 1)
        dialog.reason = "Entered twice"
        dialog.save().action_apply()
        self.assertEqual((self.case.state, self.task.state), ("cancelled",) * 2)

    # === TASKS === #

    def test_task_is_done_with_a_result(self):
        dialog = self._open("crm.process.task.done", self.task)
        dialog.result = "He comes on Tuesday"
        dialog.save().action_apply()
        self.assertEqual(
            (self.task.state, self.task.result), ("done", "He comes on Tuesday")
        )

    def test_task_is_cancelled_with_a_reason(self):
        dialog = self._open("crm.process.task.cancel", self.task)
        dialog.reason = "He called himself"
        dialog.save().action_apply()
        self.assertEqual(
            (self.task.state, self.task.comment), ("cancelled", "He called himself")
        )

    def test_task_that_is_done_is_not_done_again(self):
        self.task.action_done()
        dialog = self._open("crm.process.task.done", self.task)
        with self.assertRefused("Call the client.*already done"):
            dialog.save().action_apply()

    # === ANOTHER PROCESS === #

    def test_change_of_process_demands_a_reason(self):
        dialog = self._open_change(self.lead)
        self.assertEqual(dialog.case_id, self.case)
        dialog.template_id = self.other
        with self.assertRaisesRegex(AssertionError, "reason is a required field"):
            dialog.save()
        dialog.reason = "He knows what he wants"
        dialog.save().action_apply()
        self.assertEqual(self.lead.case_id.template_id, self.other)
        self.assertEqual(self.case.state, "cancelled")

    def test_start_of_a_process_needs_no_reason(self):
        self.template.sudo().is_automatic = False
        lead = self._create_lead(name="Spring fair")
        self.assertFalse(lead.case_id)
        dialog = self._open_change(lead)
        dialog.template_id = self.template
        dialog.save().action_apply()
        self.assertEqual(lead.case_id.template_id, self.template)

    def test_active_processes_for_such_records_are_offered(self):
        bare = self._create_template("Bare")
        draft = self._create_template("Draft", host_model="crm.lead")
        offered = self._open_change(self.lead).template_ids[:]
        self.assertIn(self.other, offered)
        self.assertFalse(offered & (bare | draft | self.template))

    def test_process_of_another_company_is_not_offered(self):
        abroad = self.env["res.company"].create({"name": "Abroad"})
        foreign = self.other.copy({"code": "foreign", "company_id": abroad.id})
        foreign.state = "active"
        self.assertNotIn(foreign, self._open_change(self.lead).template_ids[:])

    def test_only_records_with_processes_have_one_chosen(self):
        with self.assertRefused("Open a lead or an order first"):
            self._open_change(self.env.user.partner_id)

    # === RIGHTS === #

    def test_person_without_processes_opens_no_dialog(self):
        clerk = self._create_user("clerk", "base.group_partner_manager")
        for model in ("crm.process.case.pause", "crm.process.case.cancel"):
            with self.subTest(model), self.assertRaises(AccessError):
                self._open(model, self.case, user=clerk)
