from odoo.exceptions import AccessError
from odoo.tests import tagged

from .action_common import ActionCase


@tagged("post_install", "-at_install")
class TestActionStart(ActionCase):
    """An action starts a process where none runs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._activate()
        cls.template.is_automatic = False
        cls.lead = cls._create_lead(partner_id=cls.client.id)

    def _create_start(self, model="crm.lead", code="work"):
        return self._create_action("start", model, process_template_code=code)

    def _create_client_process(self):
        return self._create_small_template(
            "Care", code="care", host_model="none", is_automatic=False
        )

    def test_deal_starts_the_process(self):
        with self.assertNoted("Started “Work”"):
            self._run(self._create_start(), self.lead)
        self.assertEqual(self.lead.case_id.stage_id, self.todo)
        self.assertEqual(self.lead.process_template_id, self.template)

    def test_deal_that_goes_through_one_is_passed_over(self):
        self.lead._process_start(self.template)
        with self.assertSkipped("“Autumn fair” goes through “Work” already"):
            self._run(self._create_start(), self.lead)
        self.assertEqual(len(self.lead.case_ids), 1)

    def test_batch_starts_together(self):
        others = self.lead | self._create_lead() | self._create_lead()
        self._run(self._create_start(), others)
        self.assertEqual(len(others.case_id), 3)

    def test_client_gets_a_process_of_his_own(self):
        care = self._create_client_process()
        self.client.user_id = self.sally
        action = self._create_start("res.partner", "care")
        self._run(action, self.client)
        case = self.client.case_ids
        self.assertEqual((case.template_id, case.user_id), (care, self.sally))
        with self.assertSkipped("“Sunflower Ltd” goes through “Care” already"):
            self._run(action, self.client)

    def test_salesperson_starts_nothing_on_a_foreign_deal(self):
        petro = self._create_user("petro", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self._run(self._create_start(), self.lead, user=petro)
        self.assertFalse(self.lead.case_id)

    def test_process_of_another_kind_warns(self):
        self._create_client_process()
        action = self._create_start(code="care")
        self.assertRegex(action.warning, "“Care” is not made for “Lead”")

    def test_retired_process_is_named_with_the_remedy(self):
        action = self._create_start()
        self.template.action_retire()
        action.invalidate_recordset()
        with self.assertRefused("“Work” has no active version"):
            self._run(action, self.lead)

    def test_start_of_nothing_warns(self):
        self.assertRegex(self._create_start(code=False).warning, "Choose the process")
