from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from ..models.definition.translated_properties import READY_LABELS
from .ready_common import approve_ready_forms

MODULE = "crm_process_automation"

# The sub-process first: whoever uses it needs its active version.
READY = (
    "template_event_preparation_v1",
    "template_event_v1",
    "template_sale_long_push_v1",
    "template_sale_long_pull_v1",
    "template_sale_short_push_v1",
    "template_online_order_v1",
    "template_turnkey_repair_v1",
    "template_complaint_v1",
)

BASE_SALE = ["needs", "proposal", "contract", "fulfilment", "closing", "won"]

SUCCESS_ROUTES = {
    "template_event_v1": [
        "presentation",
        "proposal",
        "contract",
        "payment",
        "event",
        "closing",
        "completed",
    ],
    "template_event_preparation_v1": ["programme", "contractors", "readiness", "ready"],
    "template_sale_long_push_v1": BASE_SALE,
    "template_sale_long_pull_v1": BASE_SALE,
    "template_sale_short_push_v1": BASE_SALE,
    "template_turnkey_repair_v1": [
        "measuring",
        "estimate",
        "contract",
        "works",
        "acceptance",
        "completed",
    ],
    "template_complaint_v1": ["registered", "cause", "remedy", "told", "closed"],
    "template_online_order_v1": [
        "request",
        "clarify",
        "payment",
        "reserve",
        "logistics",
        "handed_over",
    ],
}


@tagged("post_install", "-at_install")
class TestReadyContent(TransactionCase):
    """The ready-made processes are complete, and can be switched on as they come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, lang="en_US", tracking_disable=True)
        )
        cls.templates = cls.env["crm.process.template"].concat(
            *(cls._ref(name) for name in READY)
        )
        cls.work_stages = cls.templates.stage_ids.filtered(
            lambda stage: not stage.is_end
        )

    @classmethod
    def _ref(cls, name):
        return cls.env.ref(f"{MODULE}.{name}")

    @classmethod
    def _activate_all(cls):
        approve_ready_forms(cls.env)
        for template in cls.templates.filtered(lambda one: one.state == "draft"):
            template.action_activate()

    # === THE MAPS === #

    def test_every_ready_process_can_be_activated(self):
        self._activate_all()
        self.assertEqual(set(self.templates.mapped("state")), {"active"})

    def test_process_is_not_activated_before_its_forms_are_approved(self):
        sale = self._ref("template_sale_long_push_v1")
        if sale.state == "draft":
            with self.assertRaisesRegex(UserError, "of which no version is approved"):
                sale.action_activate()

    def test_every_way_to_a_success_is_told_to_the_client(self):
        for name, codes in SUCCESS_ROUTES.items():
            by_code = self._ref(name).stage_ids.grouped("code")
            with self.subTest(process=name):
                self.assertTrue(all(by_code[code].client_name for code in codes))

    def test_paper_of_a_step_is_one_that_its_stage_names(self):
        for step in self.work_stages.step_ids.filtered("document_type"):
            forms = step.stage_id.document_template_ids
            with self.subTest(step=step.name):
                self.assertIn(step.document_type, forms.mapped("document_type"))

    def test_gates_hold_until_contract_and_act_are_signed(self):
        for name in ("event", "sale_long_push", "sale_long_pull", "turnkey_repair"):
            gates = self._ref(f"template_{name}_v1").stage_ids.control_ids
            papers = gates.filtered(lambda gate: gate.kind == "paper")
            with self.subTest(process=name):
                self.assertEqual(
                    dict(papers.mapped(lambda g: (g.document_type, g.paper_state))),
                    {"proposal": "sent", "contract": "signed", "act": "signed"},
                )

    def test_event_is_half_paid_before_and_paid_at_the_end(self):
        gates = self._ref("template_event_v1").stage_ids.control_ids
        paid = gates.filtered(lambda gate: gate.kind == "paid")
        self.assertEqual(
            dict(paid.mapped(lambda gate: (gate.stage_id.code, gate.share))),
            {"payment": 50, "closing": 100},
        )

    def test_nothing_acts_before_somebody_wants_it(self):
        drafts = self.templates.filtered(lambda one: one.state == "draft")
        self.assertFalse(any(drafts.mapped("is_automatic")))

    def test_active_process_may_still_be_told_to_start_by_itself(self):
        self._activate_all()
        self._ref("template_event_v1").is_automatic = True
        self.assertTrue(self._ref("template_event_v1").is_automatic)

    def test_newer_ready_process_stands_beside_what_is_there(self):
        newest = self._ref("template_event_v1")
        newer = self.env["crm.process.template"].create(
            {"name": newest.name, "code": newest.code}
        )
        self.assertGreater(newer.version, newest.version)

    def test_success_routes_read_as_the_source_tells_them(self):
        for name, codes in SUCCESS_ROUTES.items():
            stage = self._ref(name)._get_start_stage()
            route = [stage.code]
            while not stage.is_end:
                stage = stage.transition_ids.filtered(
                    lambda arrow: arrow.kind == "success" and not arrow.deviation_kind
                ).to_stage_id
                self.assertEqual(len(stage), 1, f"{name} forks at {route[-1]}")
                route.append(stage.code)
            with self.subTest(process=name):
                self.assertEqual(route, codes)

    def test_every_stage_is_a_small_process(self):
        for stage in self.work_stages:
            with self.subTest(stage=stage.template_id.code + "/" + stage.code):
                self.assertTrue(stage.instruction)
                self.assertTrue(stage.inputs)
                self.assertTrue(stage.expected_result)
                self.assertGreater(stage.time_limit, 0)
                self.assertTrue(stage.step_ids)

    def test_every_stage_can_end_badly(self):
        for stage in self.work_stages:
            kinds = set(stage.transition_ids.mapped("kind"))
            with self.subTest(stage=stage.template_id.code + "/" + stage.code):
                self.assertTrue(
                    kinds & {"refuse", "cancel", "refund"} or stage.code == "refund"
                )

    def test_probability_grows_along_the_success_route(self):
        for name, codes in SUCCESS_ROUTES.items():
            by_code = self._ref(name).stage_ids.grouped("code")
            chances = [by_code[code].probability for code in codes]
            with self.subTest(process=name):
                self.assertEqual(chances, sorted(set(chances)))
                self.assertEqual(chances[-1], 100)

    def test_only_a_success_wins_in_the_pipeline(self):
        won = self.templates.stage_ids.filtered("crm_stage_id.is_won")
        self.assertLessEqual(set(won.mapped("outcome")), {"success"})

    def test_property_gates_name_properties_that_exist(self):
        controls = self.templates.stage_ids.control_ids
        for control in controls.filtered(lambda one: one.kind == "property"):
            definition = control.template_id.case_properties_definition
            with self.subTest(control=control.name):
                self.assertIn(
                    control.property_name, [each["name"] for each in definition]
                )

    def test_approach_and_cycle_tell_the_three_base_sales_apart(self):
        sales = self.templates.filtered(lambda one: one.code.startswith("sale_"))
        self.assertEqual(
            set(sales.mapped(lambda one: (one.approach, one.cycle))),
            {("push", "long"), ("pull", "long"), ("push", "short")},
        )

    def test_short_sale_holds_no_presentation(self):
        short = self._ref("template_sale_short_push_v1").stage_ids.step_ids
        self.assertNotIn("meeting", short.mapped("kind"))

    def test_every_label_of_a_ready_property_can_be_translated(self):
        labels = {self.env._(label) for label in READY_LABELS}
        for template in self.templates:
            for each in template.case_properties_definition or []:
                options = [option[1] for option in each.get("selection") or []]
                with self.subTest(process=template.code, property=each["name"]):
                    self.assertLessEqual({each["string"], *options}, labels)
