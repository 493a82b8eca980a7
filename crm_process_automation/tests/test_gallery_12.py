from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery12(GalleryCase):
    """A task at each stage: send the proposal, call back, issue the invoice."""

    def test_each_stage_gives_its_task(self):
        scenario = self._switch_on(12, call_name="Ring {partner_id.name}")
        lead = self._create_case_of("template_event_v1", name="New Year")
        for stage, kind, name in (
            ("proposal", "mail", "Send the proposal to Sunflower Ltd"),
            ("contract", "call", "Ring Sunflower Ltd"),
            ("payment", "document", "Issue the invoice to Sunflower Ltd"),
        ):
            with self.subTest(stage):
                before = self._get_tasks(lead)
                self._walk_to(lead, stage)
                task = self._get_tasks(lead) - before
                self.assertEqual((task.kind, task.name), (kind, name))
                self.assertEqual(task.user_id, self.sally)
                self.assertTrue(task.deadline)
        self.assertDone(scenario, 3)
