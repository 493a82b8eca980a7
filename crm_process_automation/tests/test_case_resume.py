from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProcessCase

MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv


@tagged("post_install", "-at_install")
class TestCaseResume(ProcessCase):
    """A paused case resumes by itself on the morning of the day, where people live."""

    def _create_paused_case(self, until="2026-11-24", **values):
        with self.at(MONDAY):
            case = self._create_case(self.sally, **values)
            case.action_pause(until, "the client is abroad")
        return case

    def _run_at(self, moment):
        with self.at(moment), self.enter_registry_test_mode():
            self.env.ref(
                "crm_process_automation.ir_cron_resume_cases"
            ).method_direct_trigger()

    def test_day_begins_in_kyiv_before_it_does_in_greenwich(self):
        case = self._create_paused_case()
        self._run_at("2026-11-23 21:59:00")
        self.assertEqual(case.state, "paused")
        self._run_at("2026-11-23 22:00:00")
        self.assertEqual(case.state, "running")

    def test_day_begins_in_new_york_after_it_does_in_greenwich(self):
        self.sally.tz = "America/New_York"
        case = self._create_paused_case()
        self._run_at("2026-11-24 04:00:00")
        self.assertEqual(case.state, "paused")
        self._run_at("2026-11-24 05:00:00")
        self.assertEqual(case.state, "running")

    def test_day_of_a_case_nobody_answers_for_is_the_company_s(self):
        case = self._create_paused_case()
        case.sudo().user_id = False
        self._run_at("2026-11-23 22:00:00")
        self.assertEqual(case.sudo().state, "running")

    def test_hundred_stuck_cases_hold_nobody_up(self):
        stuck = self.env["crm.process.case"]
        for _number in range(101):
            stuck |= self._create_paused_case(name="Stuck").sudo()
        case = self._create_paused_case("2026-11-25")
        resume = type(case).action_resume

        def refuse(cases):
            if cases & stuck:
                raise UserError("Stuck")  # pylint: disable=translation-required
            return resume(cases)

        with (
            patch.object(type(case), "action_resume", refuse),
            mute_logger(
                "odoo.addons.crm_process_automation.models.runtime"
                ".crm_process_case_pause"
            ),
        ):
            self._run_at("2026-11-25 08:00:00")
        self.assertEqual(case.state, "running")
        self.assertEqual(set(stuck.mapped("state")), {"paused"})
