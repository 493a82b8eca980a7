from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery06(GalleryCase):
    """Tell the client the status of the order."""

    def _create_order(self, client=None):
        product = self.env["product.product"].create({"name": "Hall"})
        return self.env["sale.order"].create(
            {
                "partner_id": (client or self.client).id,
                "user_id": self.sally.id,
                "order_line": [(0, 0, {"product_id": product.id})],
            }
        )

    def _get_mails(self, order):
        domain = [("model", "=", "sale.order"), ("res_id", "=", order.id)]
        return self.env["mail.mail"].search(domain).filtered("body_html")

    def test_client_is_told_that_the_order_is_confirmed(self):
        scenario = self._switch_on(6)
        order = self._create_order()
        self._end_transaction()
        self.assertFalse(self._get_runs(scenario))
        order.action_confirm()
        self._end_transaction()
        self.assertDone(scenario)
        mail = self._get_mails(order)
        self.assertIn(f"your order {order.name}", mail.subject)
        self.assertIn("is confirmed", mail.body_html)
        self.assertEqual(mail.recipient_ids, self.client)
        self.assertEqual(mail.state, "outgoing")

    def test_client_is_told_that_the_order_is_cancelled(self):
        self._switch_on(6)
        order = self._create_order()
        order._action_cancel()
        self._end_transaction()
        self.assertIn("is cancelled", self._get_mails(order).body_html)

    def test_client_without_an_address_is_skipped_with_the_reason(self):
        scenario = self._switch_on(6)
        order = self._create_order(self.client.create({"name": "Nobody"}))
        order.action_confirm()
        self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "skipped")
        self.assertIn("No mail", run.error)
