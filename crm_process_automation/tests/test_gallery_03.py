from odoo.tests import tagged

from .gallery_common import GalleryCase

# 5 × 6 × 3 m: 66 m² of wall, 30 m² of floor.
FLOOR_AND_PAPER = {
    "Wallpaper, roll": 13,  # 66 / 5.3 = 12.45
    "Laminate, pack of 2.22 m²": 15,  # 30 × 1.07 / 2.22 = 14.46
    "Underlay for laminate, roll of 10 m²": 4,  # 31.5 / 10 = 3.15
    "Paper hanging, m²": 66,
    "Laying of laminate, m²": 30,
}
BRICK = FLOOR_AND_PAPER | {
    "Plaster, bag of 30 kg": 19,  # 66 × 8.5 / 30 = 18.7
    "Plastering of walls, m²": 66,
}
DRYWALL = FLOOR_AND_PAPER | {"Putty, bag of 25 kg": 3}  # 66 / 25 = 2.64
ROOM = {"room_length": 5.0, "room_width": 6.0, "room_height": 3.0}


@tagged("post_install", "-at_install")
class TestGallery03(GalleryCase):
    """Fill a turnkey-repair deal by the size of the room: the source's example."""

    def _restore_products(self):
        self._ref("scenario_03_action").process_line_ids.product_id.active = True

    def _create_repair(self, **details):
        lead = self._create_case_of("template_turnkey_repair_v1", name="Flat 12")
        self._set_details(lead, **details)
        return lead

    def _get_quantities(self, lead):
        lines = lead.sudo().order_ids.order_line
        return {line.product_id.name: line.product_uom_qty for line in lines}

    def test_room_of_brick_gives_exactly_these_lines(self):
        self._restore_products()
        scenario = self._switch_on(3)
        lead = self._create_repair(**ROOM, wall_material="brick")
        run = self.assertDone(scenario)
        self.assertEqual(self._get_quantities(lead), BRICK)
        self.assertEqual(run.lead_id, lead)
        self.assertIn("Wallpaper, roll 13", str(run.trace))
        order = lead.sudo().order_ids
        self.assertAlmostEqual(lead.sudo().expected_revenue, order.amount_untaxed)

    def test_quotation_follows_the_room(self):
        self._restore_products()
        self._switch_on(3)
        lead = self._create_repair(**ROOM, wall_material="brick")
        self._set_details(lead, wall_material="drywall")
        self.assertEqual(self._get_quantities(lead), DRYWALL)
        self.assertEqual(len(lead.sudo().order_ids), 1)

    def test_room_that_is_not_measured_yet_waits(self):
        self._restore_products()
        scenario = self._switch_on(3)
        lead = self._create_repair(room_length=5.0, room_width=6.0)
        self._set_details(lead, wall_material="brick")
        self.assertFalse(self._get_runs(scenario))
        self._set_details(lead, room_height=3.0)
        self.assertDone(scenario)
        self.assertEqual(self._get_quantities(lead), BRICK)

    def test_other_detail_of_the_deal_is_no_event(self):
        self._restore_products()
        scenario = self._switch_on(3)
        lead = self._create_repair(**ROOM, wall_material="brick")
        self._set_details(lead, calculate_discount=True)
        self.assertDone(scenario)

    def test_products_are_examples_until_somebody_has_chosen(self):
        scenario = self._ref("scenario_03").with_user(self.designer)
        self.assertFalse(
            any(scenario.sudo().automation_ids.mapped("active")), "it is off"
        )
        self.assertEqual(scenario.missing_text, "Products and formulas")
        with self.assertRefused("Choose “Products and formulas” in Set Up"):
            scenario.action_switch_on()

    def test_consultant_puts_his_own_products_in_place_of_the_examples(self):
        own = self.env["product.product"].create({"name": "Ours", "type": "consu"})
        rows = self._ref("scenario_03_action").with_user(self.designer).process_line_ids
        rows[1:].unlink()
        rows[:1].product_id = own
        self._switch_on(3)
        lead = self._create_repair(**ROOM, wall_material="brick")
        self.assertEqual(self._get_quantities(lead), {"Ours": 19})
