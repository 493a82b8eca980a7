from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestLeadMerge(LeadCase):
    """Merged deals go on with one case, and lose nothing of the others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._activate()
        cls.head_deal = cls._create_lead(name="Head").sudo()
        cls.head_deal.case_id.stage_id = cls.doing
        cls.tail = cls._create_lead(name="Tail").sudo()

    def _create_stock_lead(self, **values):
        """Return a deal that no process fits."""
        self.env["crm.process.template"].search([]).write({"active": False})
        lead = self._create_lead(**values).sudo()
        self.template.write({"active": True})
        self.assertFalse(lead.case_id)
        return lead

    def _merge(self, leads):
        return leads.with_user(self.head).merge_opportunity().sudo()

    def test_case_of_the_surviving_deal_goes_on(self):
        case = self.head_deal.case_id
        merged = self._merge(self.head_deal | self.tail)
        self.assertEqual((merged, merged.case_id), (self.head_deal, case))
        self.assertStands(merged, self.doing, self.working, 50)

    def test_other_case_is_cancelled_and_names_the_merge(self):
        other = self.tail.case_id
        merged = self._merge(self.head_deal | self.tail)
        self.assertEqual((other.state, other.lead_id), ("cancelled", merged))
        text = other.move_ids.sorted("id")[-1].reason_text
        self.assertIn("“Tail” was merged into “Head”", text)

    def test_merge_does_not_lose_the_surviving_deal(self):
        merged = self._merge(self.head_deal | self.tail)
        self.assertTrue(merged.active)
        self.assertEqual(merged.won_status, "pending")

    def test_history_comes_over(self):
        moves = self.tail.case_id.move_ids
        merged = self._merge(self.head_deal | self.tail)
        self.assertEqual(moves.lead_id, merged)

    def test_history_that_outlived_its_case_comes_over(self):
        case = self.tail.case_id
        moves = case.move_ids
        case.action_cancel("Begun by mistake.")
        moves |= case.move_ids
        case.unlink()
        self.tail.active = True
        self.assertEqual((moves.lead_id, moves.case_id), (self.tail, case.browse()))
        merged = self._merge(self.head_deal | self.tail)
        self.assertEqual(moves.lead_id, merged)

    def test_surviving_stock_deal_takes_the_case_of_the_other(self):
        stock = self._create_stock_lead(name="Stock", stage_id=self.waiting_room.id)
        case = self.tail.case_id
        merged = self._merge(stock | self.tail)
        self.assertEqual((merged, merged.case_id), (stock, case))
        self.assertStands(merged, self.todo, self.new, 10)

    def test_stock_deals_merge_as_in_stock(self):
        one = self._create_stock_lead(name="One", probability=30)
        two = self._create_stock_lead(name="Two", probability=20)
        merged = self._merge(one | two)
        self.assertFalse(merged.case_id)
        self.assertEqual((merged, merged.probability), (one, 30))

    def test_deal_that_waits_for_a_child_takes_it_along(self):
        child = self._let_tail_wait_for_a_child()
        waiting = self.tail.case_id
        stock = self._create_stock_lead(name="Stock", stage_id=self.waiting_room.id)
        merged = self._merge(stock | self.tail)
        self.assertEqual((merged, merged.case_id), (stock, waiting))
        self.assertEqual((child.state, child.lead_id), ("running", merged))
        child.stage_id = child.template_id.stage_ids.filtered("is_end")
        self.assertEqual(waiting.state, "running")

    def test_child_is_cancelled_with_the_case_that_waited_for_it(self):
        child = self._let_tail_wait_for_a_child()
        waiting = self.tail.case_id
        merged = self._merge(self.head_deal | self.tail)
        self.assertEqual((waiting.state, child.state), ("cancelled", "cancelled"))
        self.assertEqual((child.lead_id, waiting.lead_id), (merged, merged))
        self.assertEqual(merged.won_status, "pending")

    def test_merge_dialogue_of_a_lead_keeps_one_running_case(self):
        lead = self._create_lead(name="Again", type="lead").sudo()
        wizard = self.env["crm.lead2opportunity.partner"].with_context(
            active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
        )
        merged_ids = (lead | self.head_deal).ids
        wizard.create(
            {"name": "merge", "duplicated_lead_ids": merged_ids}
        ).action_apply()
        running = self.head_deal.case_ids.filtered(lambda case: case._is_open())
        self.assertEqual(len(running), 1)
        self.assertStands(self.head_deal, self.doing, self.working, 50)

    def test_lost_deal_that_takes_a_running_case_is_alive_again(self):
        stock = self._create_stock_lead(name="Stock", stage_id=self.waiting_room.id)
        stock.action_set_lost()
        self.tail.type = "lead"
        merged = self._merge(stock | self.tail)
        self.assertEqual(merged.case_id.state, "running")
        self.assertEqual((merged.active, merged.won_status), (True, "pending"))

    # === HELPERS === #

    def _let_tail_wait_for_a_child(self):
        """Bring the tail to a stage with a sub-process; return the child case."""
        sub = self._create_template("Paper")
        begin = self._create_stage("Begin", sub, is_start=True)
        end = self._create_stage("Ready", sub, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        self._activate(sub)
        main = self._create_template("Main", host_model="crm.lead")
        first = self._create_stage("First", main, is_start=True, probability=20)
        wait = self._create_stage("Wait", main, subprocess_id=sub.id, probability=30)
        last = self._create_stage("Last", main, is_end=True, outcome="success")
        self._create_arrow(first, wait)
        self._create_arrow(wait, last, name="One way")
        self._create_arrow(wait, last, name="Another way")
        self._activate(main)
        self.tail._change_process(main, "A larger deal.")
        self.tail.case_id.stage_id = wait
        return self.tail.case_id.child_ids
