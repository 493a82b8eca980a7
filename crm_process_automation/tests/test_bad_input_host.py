from odoo.exceptions import RedirectWarning
from odoo.tests import tagged

from .test_order_case import OrderCase


@tagged("post_install", "-at_install")
class TestBadInputHost(OrderCase):
    """Whatever befalls deals and orders, they and their cases stay in agreement."""

    def _create_errand(self):
        """Make the stage “Doing” wait for a sub-process."""
        errand = self._create_template("Errand")
        start = self._create_stage("Go", errand, is_start=True)
        end = self._create_stage("Back", errand, is_end=True, outcome="success")
        self._create_arrow(start, end)
        errand.action_activate()
        self.doing.subprocess_id = errand

    # === DEALS === #

    def test_mass_drag_with_one_refused_moves_nobody(self):
        self._create_control(self.todo, "Client", kind="field", field_path="partner_id")
        ready = self._create_running_lead(name="Ready", partner_id=self.client.id)
        short = self._create_lead(name="Short")
        with (
            self.assertRaisesRegex(RedirectWarning, "“Short” cannot leave"),
            self.env.cr.savepoint(),
        ):
            (ready | short).stage_id = self.working
        for lead in ready | short:
            self.assertStands(lead, self.todo, self.new, 10)

    def test_visitor_of_the_website_brings_a_deal(self):
        self._activate()
        visitor = self.env.ref("base.public_user")
        leads = self.env["crm.lead"].with_user(visitor).sudo()
        lead = leads.create({"name": "From the site", "user_id": False})
        self.assertEqual(lead.case_id.stage_id, self.todo)
        self.assertFalse(lead.case_id.user_id)

    def test_imported_deals_in_a_later_column_pass_the_door(self):
        self._activate()
        result = (
            self.env["crm.lead"]
            .with_user(self.head)
            .load(
                ["name", "stage_id/.id", "type"],
                [
                    ["Imported", str(self.working.id), "opportunity"],
                    ["Too far", str(self.won.id), "opportunity"],
                ],
            )
        )
        self.assertFalse(result["messages"])
        imported, too_far = self.env["crm.lead"].browse(result["ids"])
        self.assertStands(imported, self.doing, self.working, 50)
        self.assertStands(too_far, self.todo, self.new, 10)

    def test_deleted_deal_takes_waiting_case_and_subprocess_to_their_end(self):
        self._create_errand()
        lead = self._create_running_lead(self.doing)
        case = lead.sudo().case_id
        child = case.child_ids
        lead.sudo().unlink()
        self.assertEqual(set((case | child).mapped("state")), {"cancelled"})
        self.assertEqual(case.name, "Autumn fair")
        self.assertEqual(set(case.move_ids.mapped("case_name")), {"Autumn fair"})

    def test_deleted_deal_takes_paused_case_to_its_end(self):
        lead = self._create_running_lead()
        case = lead.sudo().case_id
        case.action_pause("2099-01-01", "Winter")
        lead.sudo().unlink()
        self.assertEqual(case.state, "cancelled")

    def test_archived_paused_deal_comes_back_paused(self):
        lead = self._create_running_lead()
        case = lead.sudo().case_id
        case.action_pause("2099-01-01", "Winter")
        lead.action_archive()
        lead.action_unarchive()
        self.assertEqual((case.state, case.active), ("paused", True))
        self.assertEqual(lead.case_id, case)

    def test_copy_of_a_won_deal_starts_anew(self):
        lead = self._create_running_lead(self.doing)
        lead.case_id.sudo().stage_id = self.done
        copy = lead.copy()
        self.assertNotEqual(copy.case_id, lead.case_id)
        self.assertEqual(copy.case_id.state, "running")
        self.assertNotEqual(copy.won_status, "won")

    def test_copy_of_a_lost_deal_starts_anew(self):
        lead = self._create_running_lead()
        self._lose(lead)
        copy = lead.copy({"active": True})
        self.assertEqual(copy.case_id.state, "running")
        self.assertEqual(lead.case_id.state, "done")

    def test_case_of_a_salesperson_who_left_goes_on(self):
        gone = self._create_user("gone", "sales_team.group_sale_salesman")
        lead = self._create_running_lead(user=gone)
        case = lead.sudo().case_id
        gone.active = False
        case.with_user(self.head).stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_deleted_team_leaves_the_case(self):
        team = self.env["crm.team"].create({"name": "Short-lived"})
        lead = self._create_running_lead(team_id=team.id)
        team.unlink()
        self.assertEqual(lead.case_id.state, "running")
        self.assertFalse(lead.case_id.team_id)

    def test_very_long_and_odd_names_go_through_a_whole_deal(self):
        name = "=cmd|'<b>" + "Ж" * 9000
        lead = self._create_running_lead(name=name)
        lead.case_id.stage_id = self.doing
        lead.case_id.stage_id = self.done
        self.assertEqual(lead.won_status, "won")
        self.assertEqual(lead.case_id.move_ids.mapped("case_name"), [name] * 3)

    # === ORDERS === #

    def _create_own_order(self):
        self.template.write({"host_model": "sale.order"})
        self._activate()
        return self._create_order()

    def test_cancelled_order_that_is_deleted_keeps_its_history(self):
        order = self._create_own_order()
        case = order.case_id.sudo()
        order._action_cancel()
        order.unlink()
        self.assertEqual(case.state, "cancelled")
        self.assertTrue(case.name)
        self.assertEqual(case.move_ids.sorted("id")[-1:].kind, "cancel")

    def test_confirmed_cancelled_and_taken_up_order_has_one_running_case(self):
        order = self._create_own_order()
        order.action_confirm()
        first = order.case_id
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertNotEqual(order.case_id, first)
        running = order.case_ids.filtered(lambda case: case._is_open())
        self.assertEqual(running, order.case_id)

    def test_buyer_confirms_on_the_portal(self):
        order = self._create_own_order()
        visitor = self.env.ref("base.public_user")
        order.with_user(visitor).sudo().action_confirm()
        self.assertEqual((order.state, order.case_id.state), ("sale", "running"))

    def test_cancelling_many_orders_at_once_ends_each_case(self):
        orders = self._create_own_order() | self._create_order()
        orders._action_cancel()
        self.assertEqual(set(orders.case_id.mapped("state")), {"cancelled"})

    def test_order_with_a_paused_case_can_be_cancelled(self):
        order = self._create_own_order()
        order.case_id.sudo().action_pause("2099-01-01", "Winter")
        order._action_cancel()
        self.assertEqual(order.case_id.state, "cancelled")
