from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery09(GalleryCase):
    """Prepare the document of the stage: a task until papers fill themselves in."""

    def test_stage_that_needs_a_paper_gives_the_task(self):
        scenario = self._switch_on(9)
        lead = self._create_case_of("template_event_v1", name="New Year")
        self._walk_to(lead, "proposal")
        self.assertFalse(self._get_runs(scenario))
        self._walk_to(lead, "contract")
        self.assertDone(scenario)
        task = self._get_tasks(lead)
        stage = lead.case_id.stage_id
        self.assertEqual(task.kind, "document")
        self.assertEqual(task.name, f"Prepare the document: {stage.name}")
        self.assertEqual(task.user_id, self.sally)
        self.assertTrue(task.deadline)
