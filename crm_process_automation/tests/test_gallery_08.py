from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery08(GalleryCase):
    """Hint for the next stage."""

    def test_card_says_what_comes_next_and_the_responsible_is_told(self):
        scenario = self._switch_on(8)
        lead = self._create_case_of("template_event_v1", name="New Year")
        self._walk_to(lead, "proposal")
        self.assertIn("done", self._get_runs(scenario).mapped("state"))
        note = lead.message_ids.filtered(lambda m: "Next:" in m.body).sorted("id")[-1:]
        stages = lead.case_id.template_id.stage_ids.grouped("code")
        self.assertIn(stages["proposal"].name, note.body)
        self.assertIn(stages["contract"].name, note.body)
        self.assertIn(self.sally.partner_id, note.notified_partner_ids)
