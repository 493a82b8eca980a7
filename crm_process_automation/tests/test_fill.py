from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .offer_common import BRICK, DRYWALL, OfferCase


@tagged("post_install", "-at_install")
class TestFill(OfferCase):
    """Formulas fill a deal: its quotation, and what it is worth."""

    def test_room_of_brick_gives_exact_lines(self):
        lead = self._create_repair("brick")
        self._run(self._create_fill(), lead)
        self.assertLines(lead.order_ids, BRICK)

    def test_room_of_drywall_gives_other_products(self):
        lead = self._create_repair("drywall")
        self._run(self._create_fill(), lead)
        self.assertLines(lead.order_ids, DRYWALL)

    def test_other_walls_change_the_products(self):
        lead, action = self._create_repair("brick"), self._create_fill()
        self._run(action, lead)
        case = lead.sudo().case_id
        case.properties = {**dict(case.properties), "wall": "drywall"}
        self._run(action, lead)
        self.assertLines(lead.order_ids, DRYWALL)

    def test_deal_is_worth_its_products(self):
        lead = self._create_repair()
        self._run(self._create_fill(), lead)
        self.assertEqual(lead.expected_revenue, lead.order_ids.amount_untaxed)
        self.assertEqual(lead.case_id.amount, lead.order_ids.amount_untaxed)
        # 5,700 + 11,700 + 1,000 + 12,000 + 13,200 + 9,900 + 5,400
        self.assertEqual(lead.expected_revenue, 58_900)

    def test_deal_without_a_process_is_worth_its_products(self):
        lead = self._create_lead(partner_id=self.client.id)
        self._run(self._create_fill([(self.hall, "3", "")]), lead)
        self.assertEqual(lead.expected_revenue, 300)

    def test_quotation_is_the_deals(self):
        lead = self._create_repair()
        self._run(self._create_fill(), lead)
        order = lead.order_ids
        self.assertEqual(order.partner_id, self.client)
        self.assertEqual(order.user_id, self.sally)
        self.assertEqual(order.state, "draft")
        self.assertEqual(order.case_id, lead.case_id)

    def test_open_quotation_is_filled_instead_of_a_new_one(self):
        lead = self._create_repair()
        order = self._create_order([(self.hall, 1)], opportunity_id=lead.id)
        self._run(self._create_fill(), lead)
        self.assertEqual(lead.order_ids, order)
        self.assertLines(order, {"Hall": 1, **BRICK})

    def test_sent_quotation_is_filled_the_newest_first(self):
        lead = self._create_repair()
        self._create_order(opportunity_id=lead.id, state="sent")
        newest = self._create_order(opportunity_id=lead.id, state="sent")
        self._run(self._create_fill(), lead)
        self.assertEqual(len(lead.order_ids), 2)
        self.assertLines(newest, BRICK)

    def test_order_is_filled(self):
        order = self._create_order()
        action = self._create_fill([(self.hall, "2 + 1", "")], model_id=self._order)
        self._run(action, order)
        self.assertLines(order, {"Hall": 3})

    def test_many_deals_are_filled_in_one_batch(self):
        leads = self.env["crm.lead"].union(*(self._create_repair() for _n in range(5)))
        self._run(self._create_fill(), leads)
        self.assertEqual(len(leads.order_ids), 5)
        for lead in leads:
            self.assertLines(lead.order_ids, BRICK)

    def test_product_of_two_rules_stands_once(self):
        lead = self._create_repair()
        self._run(self._create_fill([(self.hall, "1", ""), (self.hall, "2", "")]), lead)
        self.assertLines(lead.order_ids, {"Hall": 3})

    def test_quantity_in_a_packaging(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self.hall.uom_ids = dozen
        action = self._create_fill([(self.hall, "2", "")])
        action.process_line_ids.product_uom_id = dozen
        lead = self._create_repair()
        self._run(action, lead)
        line = lead.order_ids.order_line
        self.assertEqual((line.product_uom_qty, line.product_uom_id), (2, dozen))
        self.assertEqual(line.price_subtotal, 2400)

    # === THE CLIENT === #

    def test_named_client_is_made_for_the_quotation(self):
        lead = self._create_lead(partner_name="Poppy Ltd", email_from="o@poppy.ua")
        self._run(self._create_fill([(self.hall, "1", "")]), lead)
        self.assertEqual(lead.partner_id.commercial_company_name, "Poppy Ltd")
        self.assertEqual(lead.order_ids.partner_id, lead.partner_id)

    def test_known_client_is_found_by_his_e_mail(self):
        self.client.email = "o@sunflower.ua"
        lead = self._create_lead(email_from="o@sunflower.ua")
        self._run(self._create_fill([(self.hall, "1", "")]), lead)
        self.assertEqual(lead.partner_id, self.client)

    def test_deal_that_names_nobody_gets_no_quotation(self):
        lead = self._create_lead(partner_id=False)
        self._run(self._create_fill([(self.hall, "1", "")]), lead)
        self.assertFalse(lead.order_ids)
        self.assertFalse(lead.partner_id)

    # === RIGHTS === #

    def test_salesperson_fills_his_own_deal(self):
        lead = self._create_repair()
        self._run(self._create_fill(), lead, user=self.sally)
        self.assertTrue(lead.order_ids)

    def test_salesperson_fills_no_deal_of_a_colleague(self):
        lead = self._create_repair()
        with self.assertRaises(AccessError):
            self._run(self._create_fill(), lead, user=self.oleh)
            for_oleh = lead.with_user(self.oleh)
            for_oleh.read(["name"])
        self.assertFalse(lead.sudo().order_ids)

    def test_quotation_of_a_colleague_is_no_reason_for_a_second_one(self):
        lead = self._create_repair()
        order = self._create_order(opportunity_id=lead.id, user_id=self.oleh.id)
        with self.assertRaises(AccessError):
            self._run(self._create_fill(), lead, user=self.sally)
        self.assertEqual(lead.sudo().order_ids, order)
        self._run(self._create_fill(), lead, user=self.head)
        self.assertLines(order, BRICK)

    def test_formula_error_leaves_nothing_half_filled(self):
        lead = self._create_repair()
        rows = [(self.hall, "1", ""), (self.products["Laminate"], "1 / 0", "")]
        with self.assertRaises(UserError):
            self._run(self._create_fill(rows), lead)
        self.assertFalse(lead.order_ids)

    @property
    def _order(self):
        return self.env["ir.model"]._get_id("sale.order")
