from odoo import fields
from odoo.tests import tagged

from .common import ProcessCase

MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv
TUESDAY = "2026-11-24 08:00:00"


@tagged("post_install", "-at_install")
class TestCasePause(ProcessCase):
    """A pause stops the clocks, for a reason, until a date."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.todo.write({"time_limit": 2, "time_unit": "day"})

    def _create_paused_case(self):
        with self.at(MONDAY):
            case = self._create_case(self.sally)
            case.action_pause("2026-11-24", "the client is abroad")
        return case

    def test_paused_case_does_not_move(self):
        case = self._create_paused_case()
        with self.assertRefused("Autumn fair", "paused"):
            case.stage_id = self.doing

    def test_pause_needs_a_reason(self):
        case = self._create_case(self.sally)
        with self.assertRefused("Say why"):
            case.action_pause("2099-01-01", "")

    def test_pause_until_a_past_date_is_refused(self):
        case = self._create_case(self.sally)
        with self.assertRefused("a date after today"):
            case.action_pause("2020-01-01", "later")

    def test_resuming_moves_the_deadline_by_the_pause(self):
        case = self._create_paused_case()
        before = case.date_deadline
        with self.at(TUESDAY):
            case.action_resume()
        self.assertEqual((case.date_deadline - before).days, 1)

    def test_pause_does_not_count_as_time_spent(self):
        case = self._create_paused_case()
        with self.at(TUESDAY):
            case.action_resume()
            case.stage_id = self.doing
        self.assertEqual(case.move_ids.sorted("id")[-1].duration_hours, 0)

    def test_case_resumes_by_itself_when_the_date_comes(self):
        case = self._create_paused_case()
        with self.at(TUESDAY), self.enter_registry_test_mode():
            self.env.ref(
                "crm_process_automation.ir_cron_resume_cases"
            ).method_direct_trigger()
        self.assertEqual(case.state, "running")

    def test_case_does_not_resume_before_the_date(self):
        case = self._create_paused_case()
        with self.at(MONDAY), self.enter_registry_test_mode():
            self.env.ref(
                "crm_process_automation.ir_cron_resume_cases"
            ).method_direct_trigger()
        self.assertEqual(case.state, "paused")

    def test_running_case_is_not_resumed(self):
        case = self._create_case(self.sally)
        with self.assertRefused("is not paused"):
            case.action_resume()

    def test_the_date_is_kept_on_the_case(self):
        case = self._create_paused_case()
        self.assertEqual(case.date_pause_until, fields.Date.to_date("2026-11-24"))
