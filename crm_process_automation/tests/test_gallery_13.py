from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery13(GalleryCase):
    """Offer additional services some days after the sale."""

    def _look(self, scenario):
        """Look at the dates, as the scheduler does."""
        scenario.automation_ids._record_due()
        self._end_transaction()

    def test_two_weeks_after_the_sale_the_client_is_called(self):
        with self.at("2026-11-02 08:00:00"):
            scenario = self._switch_on(13)
            lead = self._create_lead(partner_id=self.client.id)
            lead.action_set_won()
            self.env.flush_all()
        with self.at("2026-11-15 08:00:00"):
            self._look(scenario)
            self.assertFalse(self._get_runs(scenario))
        with self.at("2026-11-16 09:00:00"):
            self._look(scenario)
            self._look(scenario)
            self.assertDone(scenario)
            task = self._get_tasks(lead)
            self.assertEqual(task.name, "Offer additional services: Sunflower Ltd")
            self.assertEqual((task.kind, task.user_id), ("call", self.sally))

    def test_deal_that_was_lost_brings_nothing(self):
        with self.at("2026-11-02 08:00:00"):
            scenario = self._switch_on(13, days=7)
            lead = self._create_lead(partner_id=self.client.id)
            lead.action_set_lost()
            self.env.flush_all()
        with self.at("2026-11-16 09:00:00"):
            self._look(scenario)
            self.assertFalse(self._get_runs(scenario))
