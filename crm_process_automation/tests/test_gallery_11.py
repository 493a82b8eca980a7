from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery11(GalleryCase):
    """Larger deals to experienced managers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls._create_rule_of_people(
            "experience",
            user_id=False,
            user_ids=[(6, 0, cls.sally.ids)],
            senior_user_ids=[(6, 0, cls.oleh.ids)],
            amount_threshold=10000,
        )

    def test_deal_that_becomes_large_goes_to_somebody_experienced(self):
        scenario = self._switch_on(11, rule=self.people)
        lead = self._create_lead(expected_revenue=9000)
        self._end_transaction()
        self.assertEqual(lead.user_id, self.sally)
        lead.expected_revenue = 12000
        self._end_transaction()
        self.assertDone(scenario)
        self.assertEqual(lead.sudo().user_id, self.oleh)
        self.assertIn(
            "Assigned to oleh", "".join(lead.sudo().message_ids.mapped("body"))
        )

    def test_large_deal_of_somebody_experienced_stays(self):
        scenario = self._switch_on(11, rule=self.people)
        lead = self._create_lead(self.oleh, expected_revenue=20000)
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).state, "skipped")
        self.assertEqual(lead.user_id, self.oleh)
