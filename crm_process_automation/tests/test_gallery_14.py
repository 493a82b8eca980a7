from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery14(GalleryCase):
    """Bonus for a loyal client: a discount on his fourth deal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.client.create({"name": "Olena", "parent_id": cls.client.id})

    def _win(self, count, client=None):
        for number in range(count):
            client = client or self.client
            lead = self._create_lead(name=f"Old {number}", partner_id=client.id)
            lead.action_set_won()
        self._end_transaction()

    def _sell(self, **values):
        lead = self._create_lead(name="Next", partner_id=self.client.id, **values)
        self._end_transaction()
        return lead

    def test_fourth_deal_gets_the_bonus(self):
        self._win(2)
        self._win(1, self.colleague)
        scenario = self._switch_on(14)
        lead = self._sell()
        self.assertDone(scenario)
        self.assertEqual(lead.process_discount, 5)

    def test_third_deal_gets_none(self):
        self._win(2)
        scenario = self._switch_on(14)
        lead = self._sell()
        self.assertFalse(self._get_runs(scenario))
        self.assertFalse(lead.process_discount)

    def test_more_than_the_limit_waits_for_a_manager(self):
        self._win(3)
        self._switch_on(14, percent="15")
        lead = self._sell()
        self.assertFalse(lead.process_discount)
        task = self.env["crm.process.task"].search([("lead_id", "=", lead.id)])
        self.assertEqual(task.kind, "approval")

    def test_loyal_clients_are_found(self):
        self._win(3)
        partners = self.env["res.partner"]
        loyal = partners.search([("process_won_count", ">=", 3)])
        self.assertEqual(loyal, self.client | self.colleague)
        self.assertEqual(loyal.mapped("process_won_count"), [3, 3])
        others = partners.search([("process_won_count", "=", 0)])
        self.assertFalse(others & loyal)
        self.assertIn(self.sally.partner_id, others)
