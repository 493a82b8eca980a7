from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestCaseArchive(LeadCase):
    """A case is archived with its deal, never alone."""

    def test_case_of_a_living_deal_is_not_archived(self):
        lead = self._create_running_lead()
        case = lead.case_id.with_user(self.head)
        with self.assertRefused("Autumn fair", "archive or restore that", "cancel it"):
            case.action_archive()
        self.assertTrue(case.active)

    def test_case_of_an_archived_deal_is_not_restored(self):
        lead = self._create_running_lead()
        case = lead.case_id.with_user(self.sally)
        lead.action_archive()
        with self.assertRefused("archive or restore that"):
            case.write({"active": True})

    def test_case_is_archived_and_restored_with_its_deal(self):
        lead = self._create_running_lead()
        case = lead.case_id
        lead.action_archive()
        self.assertFalse(case.active)
        lead.action_unarchive()
        self.assertTrue(case.active)

    def test_case_without_a_deal_is_archived(self):
        case = self._create_case(self.sally)
        case.action_archive()
        self.assertFalse(case.active)

    def test_open_tasks_of_a_deleted_case_are_cancelled(self):
        self._create_step(self.todo, "Call")
        case = self._create_case()
        task = case.task_ids
        case.with_user(self.head).unlink()
        self.assertEqual(
            (task.state, task.comment), ("cancelled", "The case was deleted.")
        )

    def test_done_tasks_of_a_deleted_case_stay_done(self):
        self._create_step(self.todo, "Call")
        case = self._create_case()
        task = case.task_ids
        task.action_done()
        case.unlink()
        self.assertEqual(task.state, "done")
