from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .test_order_case import OrderCase


@tagged("post_install", "-at_install")
class TestPipelineWizard(OrderCase):
    """What was under way before its process goes onto the map where it stands."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deal = cls._create_lead(name="Old deal", stage_id=cls.working.id).sudo()
        cls.fresh = cls._create_lead(name="Fresh deal", stage_id=cls.new.id).sudo()
        cls.deals = cls.deal | cls.fresh

    def _open_wizard(self, template=None, records=None, user=None):
        records = self.deals if records is None else records
        wizard = self.env["crm.process.pipeline"].with_user(user or self.head)
        return wizard.with_context(
            active_model=records._name, active_ids=records.ids
        ).create({"template_id": (template or self.template).id})

    def test_stage_is_proposed_by_the_mapping(self):
        self._activate()
        wizard = self._open_wizard()
        proposed = {line.crm_stage_id: line.stage_id for line in wizard.line_ids}
        self.assertEqual(proposed, {self.working: self.doing, self.new: self.todo})

    def test_stage_is_proposed_by_its_name(self):
        self.doing.crm_stage_id = False
        self.doing.name = "Workings"
        self._activate()
        wizard = self._open_wizard(records=self.deal)
        self.assertEqual(wizard.line_ids.stage_id, self.doing)

    def test_preview_counts_and_changes_nothing(self):
        self._activate()
        wizard = self._open_wizard()
        self.assertEqual(sorted(wizard.line_ids.mapped("record_count")), [1, 1])
        self.assertFalse(self.deals.case_id)

    def test_deals_are_placed_where_they_stand(self):
        self._activate()
        self._open_wizard().action_apply()
        self.assertStands(self.deal, self.doing, self.working, 50)
        self.assertStands(self.fresh, self.todo, self.new, 10)

    def test_first_move_says_that_it_was_under_way(self):
        self._activate()
        self._open_wizard().action_apply()
        move = self.deal.case_id.move_ids
        self.assertEqual(
            (move.kind, move.reason_text), ("placed", "was under way already")
        )

    def test_case_began_when_the_deal_did(self):
        self._activate()
        self._open_wizard().action_apply()
        self.assertEqual(self.deal.case_id.date_start, self.deal.create_date)

    def test_only_the_present_stage_gives_tasks(self):
        self._create_step(self.todo, "Call")
        self._create_step(self.doing, "Visit", time_limit=8)
        self._activate()
        with self.at("2026-03-02 08:00:00"):
            self._open_wizard(records=self.deal).action_apply()
            task = self.deal.case_id.task_ids
            self.assertEqual(task.name, "Visit")
            self.assertGreater(str(task.deadline), "2026-03-02 08:00:00")

    def test_nobody_gets_a_mail(self):
        self._activate()
        mails = self.env["mail.mail"].sudo().search_count([])
        self._open_wizard().action_apply()
        self.env.flush_all()
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), mails)

    def test_user_chooses_another_stage(self):
        self._activate()
        wizard = self._open_wizard(records=self.deal)
        wizard.line_ids.stage_id = self.todo
        wizard.action_apply()
        self.assertStands(self.deal, self.todo, self.new, 10)

    def test_column_without_a_stage_stays_without_a_process(self):
        self._activate()
        wizard = self._open_wizard(records=self.deal)
        wizard.line_ids.stage_id = False
        wizard.action_apply()
        self.assertFalse(self.deal.case_id)
        self.assertIn("no stage was chosen", wizard.verdict_ids.text)

    def test_deal_with_a_running_case_is_left_out_and_named(self):
        self._activate()
        running = self._create_lead(name="Runs").sudo()
        case = running.case_id
        wizard = self._open_wizard(records=self.deal | running)
        wizard.action_apply()
        self.assertEqual(running.case_ids, case)
        verdict = wizard.verdict_ids.filtered(lambda row: row.name == "Runs")
        self.assertEqual(
            (verdict.is_done, verdict.text), (False, "has a running process")
        )

    def test_closed_deals_are_left_out(self):
        self.fresh.action_set_lost()
        self._activate()
        wizard = self._open_wizard()
        self.assertEqual(wizard.record_count, 1)

    def test_filter_narrows_the_deals(self):
        self._activate()
        wizard = self._open_wizard()
        wizard.domain = "[('name', '=', 'Old deal')]"
        self.assertEqual(wizard.line_ids.crm_stage_id, self.working)

    def test_every_record_has_its_verdict(self):
        self._activate()
        wizard = self._open_wizard()
        wizard.action_apply()
        verdicts = {row.name: row.text for row in wizard.verdict_ids}
        self.assertEqual(verdicts, {"Old deal": "Doing", "Fresh deal": "To do"})

    def test_all_are_placed_in_one_batch(self):
        self._activate()
        made = []
        Case = self.registry["crm.process.case"]
        create = Case.create

        def spy(cases, vals_list):
            made.append(len(vals_list))
            return create(cases, vals_list)

        self.patch(Case, "create", spy)
        self._open_wizard().action_apply()
        self.assertEqual(made, [2])

    def test_orders_are_placed_by_their_state(self):
        order = self._create_order()
        order.action_confirm()
        self.template.host_model = "sale.order"
        self._activate()
        wizard = self._open_wizard(records=order)
        self.assertEqual(wizard.line_ids.order_state, "sale")
        wizard.action_apply()
        self.assertEqual(order.case_id.stage_id, self.doing)

    def test_form_lets_the_manager_preview(self):
        self._activate()
        wizard = self.env["crm.process.pipeline"].with_user(self.head)
        form = Form(wizard.with_context(active_model="crm.lead"))
        form.template_id = self.template
        form.domain = "[('name', '=', 'Old deal')]"
        self.assertEqual(len(form.line_ids), 1)
        wizard = form.save()
        wizard.action_apply()
        self.assertStands(self.deal, self.doing, self.working, 50)

    def test_manager_may_bring_the_pipeline(self):
        self._activate()
        self.assertTrue(self._open_wizard(user=self.head))

    def test_salesperson_may_not_bring_the_pipeline(self):
        self._activate()
        with self.assertRaises(AccessError):
            self._open_wizard(user=self.sally)
