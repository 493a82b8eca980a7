from odoo import Command
from odoo.tests import tagged

from .scenario_common import ScenarioCase

NAME = {"state": "object_write", "update_path": "name", "value": "Touched"}


@tagged("post_install", "-at_install")
class TestScenarioEvents(ScenarioCase):
    """Every way in which a record changes is an event, and each of them one."""

    def _create_case_scenario(self, condition, **rule):
        if self.template.state == "draft":
            self._activate()
        return self._create_scenario(
            "On the case",
            "on_create_or_write",
            action=NAME,
            rule={
                "model": "crm.process.case",
                "watched": ["stage_id"],
                "filter_domain": condition,
                **rule,
            },
        )

    def _create_stage_scenario(self, code="doing"):
        return self._create_case_scenario(
            f"[('template_code', '=', 'work'), ('stage_code', '=', '{code}')]"
        )

    # === THE DOOR OF A CASE === #

    def test_each_entry_of_a_stage_is_an_event_named_by_its_move(self):
        scenario = self._create_stage_scenario()
        case = self._create_running_lead().case_id.sudo()
        case.stage_id = self.doing
        case._move_along(self.rework, text="Once more")
        case.stage_id = self.doing
        self._end_transaction()
        entries = self.env["crm.process.move"].search(
            [("case_id", "=", case.id), ("to_stage_id", "=", self.doing.id)]
        )
        self.assertEqual(
            set(self._get_runs(scenario).mapped("occurrence")),
            {f"move:{move.id}" for move in entries},
        )

    def test_deal_dragged_in_the_pipeline_moves_its_case_once(self):
        scenario = self._create_stage_scenario()
        lead = self._create_running_lead()
        lead.stage_id = self.working
        self._end_transaction()
        self.assertEqual(len(self._get_runs(scenario)), 1)

    def test_move_taken_back_is_an_event(self):
        case = self._create_running_lead(self.doing).case_id.sudo()
        scenario = self._create_stage_scenario("to_do")
        case.action_undo_move()
        self._end_transaction()
        self.assertEqual(len(self._get_runs(scenario)), 1)

    def test_end_of_a_case_is_an_event(self):
        case = self._create_running_lead(self.doing).case_id.sudo()
        scenario = self._create_case_scenario(
            "[('state', '=', 'done')]", watched=["state"]
        )
        case.stage_id = self.done
        self._end_transaction()
        self.assertEqual(len(self._get_runs(scenario)), 1)

    def test_start_of_a_case_is_one_event(self):
        scenario = self._create_stage_scenario("to_do")
        self._activate()
        self._create_lead()
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).mapped("kind"), ["create"])

    def test_new_version_breaks_no_scenario(self):
        self._activate()
        scenario = self._create_stage_scenario()
        version = self.template.action_new_version()
        self._activate(version)
        lead = self._create_lead()
        self.assertEqual(lead.case_id.template_id, version)
        stages = version.stage_ids
        lead.case_id.sudo().stage_id = stages.filtered(lambda s: s.code == "doing")
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).state, "done")

    def test_retired_process_is_named_instead_of_silence(self):
        lead = self._create_running_lead()
        scenario = self._create_stage_scenario()
        self.template.action_retire()
        lead.case_id.sudo().stage_id = self.doing
        self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "skipped")
        self.assertIn("“Work”", run.error)

    # === KINDS OF FIELDS === #

    def _create_order(self):
        """Create an order of one line, which costs 100."""
        client = self.env["res.partner"].create({"name": "Client"})
        product = self.env["product.product"].create({"name": "Stand"})
        line = {"product_id": product.id, "price_unit": 100, "tax_ids": False}
        return self.env["sale.order"].create(
            {"partner_id": client.id, "order_line": [Command.create(line)]}
        )

    def test_creation_with_all_its_computations_is_one_event(self):
        scenario = self._create_scenario(
            "Mark",
            "on_create_or_write",
            rule={"watched": ["expected_revenue", "stage_id", "probability"]},
        )
        self._activate()
        lead = self._create_lead(user_id=False, stage_id=self.new.id)
        self._end_transaction()
        runs = self._get_runs(scenario)
        self.assertEqual(runs.mapped("kind"), ["create"])
        self.assertEqual(lead.referred, "Mark")

    def test_stored_computation_is_an_event(self):
        scenario = self._create_scenario(
            "Mark",
            "on_create_or_write",
            action={**NAME, "update_path": "client_order_ref"},
            rule={
                "model": "sale.order",
                "watched": ["amount_total"],
                "filter_domain": "[('amount_total', '>', 500)]",
            },
        )
        order = self._create_order()
        self._end_transaction()
        self.assertFalse(self._get_runs(scenario))
        order.order_line.price_unit = 600
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).mapped("kind"), ["write"])
        self.assertEqual(order.client_order_ref, "Touched")

    def test_condition_beforehand_settles_no_computation(self):
        self._create_scenario(
            "Mark",
            "on_create_or_write",
            action={**NAME, "update_path": "client_order_ref"},
            rule={
                "model": "sale.order",
                "watched": ["amount_untaxed"],
                "filter_pre_domain": "[('amount_total', '<', 500)]",
            },
        )
        order = self._create_order()
        self._end_transaction()
        order.order_line.price_unit = 300
        self._end_transaction()
        self.assertEqual((order.amount_untaxed, order.amount_total), (300, 300))

    def test_tag_that_is_added_is_an_event_once(self):
        tag = self.env["crm.tag"].create({"name": "Fair"})
        scenario = self._create_scenario(
            "Mark", "on_tag_set", rule={"trg_field_ref": tag.id}
        )
        lead = self._create_lead()
        self._end_transaction()
        self.assertFalse(self._get_runs(scenario))
        lead.tag_ids = [Command.link(tag.id)]
        self._end_transaction()
        lead.tag_ids = [Command.link(tag.id)]
        self._end_transaction()
        self.assertEqual(len(self._get_runs(scenario)), 1)

    def test_archiving_and_taking_out_again_are_events(self):
        away = self._create_scenario("Away", "on_archive")
        back = self._create_scenario("Back", "on_unarchive")
        lead = self._create_lead()
        self._end_transaction()
        lead.sudo().action_archive()
        self._end_transaction()
        self.assertEqual(len(self._get_runs(away)), 1)
        lead.sudo().action_unarchive()
        self._end_transaction()
        self.assertEqual(len(self._get_runs(back)), 1)

    def test_stage_of_odoos_own_trigger_is_an_event(self):
        scenario = self._create_scenario(
            "Mark", "on_stage_set", rule={"trg_field_ref": self.working.id}
        )
        lead = self._create_lead()
        self._end_transaction()
        self.assertFalse(self._get_runs(scenario))
        lead.stage_id = self.working
        self._end_transaction()
        self.assertEqual(len(self._get_runs(scenario)), 1)

    def test_rule_that_is_switched_off_answers_to_nothing_in_any_context(self):
        scenario = self._create_scenario("Mark", "on_create")
        scenario.action_switch_off()
        Lead = self.env["crm.lead"].with_context(active_test=False)
        Lead.create({"name": "Fair"})
        self._end_transaction()
        self.assertFalse(self._get_runs(scenario))

    # === COMPANIES === #

    def test_scenario_acts_in_its_own_company_alone(self):
        other = self.env["res.company"].create({"name": "Other"})
        scenario = self._create_scenario("Mark", "on_create")
        Lead = self.env["crm.lead"].with_company(other)
        Lead.create({"name": "Of the other", "company_id": other.id, "user_id": False})
        self._end_transaction()
        self.assertFalse(self._get_runs(scenario))

    def test_scenario_of_all_companies_acts_in_each(self):
        other = self.env["res.company"].create({"name": "Other"})
        (self.head | self.designer).company_ids += other
        self.designer.group_ids += self.env.ref("base.group_multi_company")
        scenario = self._create_scenario("Mark", "on_create", company_id=False)
        Lead = self.env["crm.lead"].with_company(other)
        Lead.create({"name": "Of the other", "company_id": other.id, "user_id": False})
        self._end_transaction()
        self.assertEqual(self._get_runs(scenario).company_id, other)

    def test_scenario_that_was_changed_answers_to_the_same_occurrence_again(self):
        scenario = self._create_scenario("Yearly")
        lead = self._create_lead()
        self._end_transaction()

        def record():
            rule = scenario.automation_ids.sudo()
            rule._record_events(lead, "date", {lead.id: "2026"})
            self._end_transaction()
            return len(self._get_runs(scenario, kind="date"))

        self.assertEqual([record(), record()], [1, 1])
        scenario.automation_ids.action_server_ids.value = "Changed"
        self._end_transaction()
        self.assertEqual(record(), 2)
