import random

from odoo.tests import tagged

from .instalment_orders import InstalmentOrders
from .money_common import MoneyCase

ORDERS = 15


@tagged("post_install", "-at_install")
class TestInstalmentSums(MoneyCase):
    """Proposal, contract, invoices and act say the same, to the kopiyka.

    `bench/bench_instalments.py` walks 1,000 such orders.
    """

    def test_random_orders_agree_from_the_proposal_to_the_act(self):
        orders = InstalmentOrders(self.env, self.client, random.Random(5))
        for number in range(ORDERS):
            order = orders.make()
            with self.subTest(number):
                sums = orders.walk(order)
                self.assertEqual(orders.find_faults(order, sums), [])

    def test_random_orders_are_credited_exactly(self):
        orders = InstalmentOrders(self.env, self.client, random.Random(6))
        for number in range(ORDERS // 3):
            order = orders.make()
            with self.subTest(number):
                orders.walk(order)
                order._refund("Off")
                self.assertEqual(orders.sum_up(order), 0)
