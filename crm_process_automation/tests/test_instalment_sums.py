import random

from odoo.tests import tagged

from .instalment_orders import InstalmentOrders
from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestInstalmentSums(MoneyCase):
    """What is billed, and credited, is what was ordered, to the kopiyka."""

    def test_random_orders_are_billed_and_credited_exactly(self):
        orders = InstalmentOrders(self.env, self.client, random.Random(5))
        for number in range(40):
            order = orders.make()
            with self.subTest(number):
                orders.bill(order)
                self.assertEqual(orders.find_faults(order), [])
                if number % 4 == 0:
                    order._refund("Off")
                    self.assertEqual(orders.sum_up(order), 0)
