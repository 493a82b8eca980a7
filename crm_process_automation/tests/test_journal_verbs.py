from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .access_common import AccessCase
from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestJournalVerbs(ScenarioCase, AccessCase):
    """What a manager does with the lines of the journal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scenario = cls._create_scenario(
            "Mark", "on_create_or_write", rule={"watched": ["priority"]}
        )

    def setUp(self):
        super().setUp()
        self.lead.priority = "3"
        self._end_transaction()
        self.run_row = self._get_runs(self.scenario)
        self.run_row.write({"state": "suppressed", "error": "It came with an import."})

    def _open_cancel(self, user):
        dialogs = self.env["crm.process.run.cancel"].with_user(user)
        return dialogs.with_context(active_ids=self.run_row.ids)

    def test_a_manager_cancels_with_a_reason(self):
        with Form(self._open_cancel(self.manager)) as form:
            form.reason = "The import was a mistake"
        form.record.action_apply()
        self.assertEqual(
            (self.run_row.state, self.run_row.outcome),
            ("cancelled", "The import was a mistake"),
        )

    def test_a_salesperson_cancels_nothing(self):
        with self.assertRaises(AccessError):
            self._open_cancel(self.sally).create({"reason": "Because"})

    def test_a_salesperson_sees_no_buttons_that_he_may_not_press(self):
        arch = self.Run.with_user(self.sally).get_view(view_type="form")["arch"]
        self.assertNotIn("action_release", arch)

    def test_a_manager_sees_them(self):
        arch = self.Run.with_user(self.manager).get_view(view_type="form")["arch"]
        self.assertIn("action_release", arch)

    def test_stopped_automation_is_the_answer_to_why_not(self):
        self.run_row.unlink()
        self.env.company.process_automation_stopped = True
        lead = self.lead.with_user(self.sally)
        told = self.scenario.with_user(self.sally)._explain(lead)
        self.assertRegex(told.summary, "all automation of .* is stopped")
