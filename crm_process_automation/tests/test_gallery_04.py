from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery04(GalleryCase):
    """Five-percent discount while “Calculate discount” is Yes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        product = cls.env["product.product"].create(
            {"name": "Plaster", "list_price": 100, "taxes_id": False}
        )
        cls.deal = cls._create_case_of("template_turnkey_repair_v1", name="Flat")
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.client.id,
                "opportunity_id": cls.deal.id,
                "user_id": cls.sally.id,
                "order_line": [(0, 0, {"product_id": product.id})],
            }
        )

    def test_yes_takes_five_percent_off(self):
        scenario = self._switch_on(4)
        self._set_details(self.deal, calculate_discount=True)
        self.assertDone(scenario)
        self.assertEqual(self.order.amount_total, 95)

    def test_no_takes_the_discount_back(self):
        scenario = self._switch_on(4)
        self._set_details(self.deal, calculate_discount=True)
        self._set_details(self.deal, calculate_discount=False)
        self.assertDone(scenario, 2)
        self.assertEqual(self.order.amount_total, 100)

    def test_percent_is_a_setting(self):
        self._switch_on(4, percent="8")
        self._set_details(self.deal, calculate_discount=True)
        self.assertEqual(self.order.amount_total, 92)

    def test_case_without_a_deal_is_skipped_with_the_reason(self):
        scenario = self._switch_on(4)
        self.template.write(
            {
                "host_model": "none",
                "is_automatic": False,
                "case_properties_definition": [
                    {"name": "calculate_discount", "string": "Yes?", "type": "boolean"}
                ],
            }
        )
        case = self._create_case()
        case.sudo().properties = {"calculate_discount": True}
        self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "skipped")
        self.assertIn("about no deal and no order", run.error)
