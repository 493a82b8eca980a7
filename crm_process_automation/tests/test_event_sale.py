from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

MODULE = "crm_process_automation"

EVENT_DEVIATIONS = {
    "refused_presentation",
    "rework_proposal",
    "contract_approval",
    "partial_payment",
    "refund",
    "dissatisfied",
    "lost",
    "cancelled",
}


@tagged("post_install", "-at_install")
class TestEventSale(TransactionCase):
    """The ready-made event sale carries a deal, and knows how it may depart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, lang="en_US", tracking_disable=True)
        )
        for name in ("template_event_preparation_v1", "template_event_v1"):
            if (template := cls._ref(name)).state == "draft":
                template.action_activate()

    @classmethod
    def _ref(cls, name):
        return cls.env.ref(f"{MODULE}.{name}")

    def test_event_sale_knows_every_deviation_of_the_source(self):
        arrows = (
            self._ref("template_event_v1") | self._ref("template_event_preparation_v1")
        ).transition_ids
        self.assertEqual(
            set(arrows.filtered("deviation_kind").mapped("deviation_kind")),
            EVENT_DEVIATIONS | {"preparation", "repeated"},
        )

    def test_contract_is_approved_by_several_people(self):
        approvals = self._ref("stage_event_v1_contract").step_ids.filtered(
            lambda step: step.kind == "approval"
        )
        self.assertEqual(len(approvals.filtered("is_required")), 2)
        self.assertEqual(len(set(approvals.mapped("responsible_text"))), 2)

    def test_half_the_money_asks_for_words_and_the_whole_does_not(self):
        arrows = self._ref("stage_event_v1_payment").transition_ids.filtered(
            lambda arrow: arrow.to_stage_id == self._ref("stage_event_v1_event")
        )
        self.assertEqual(
            arrows.filtered("needs_reason").mapped("deviation_kind"),
            ["partial_payment"],
        )
        self.assertEqual(len(arrows), 2)

    def test_deal_walks_from_first_contact_to_closing(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "New Year party",
                "type": "opportunity",
                "partner_id": self.env["res.partner"].create({"name": "Client"}).id,
            }
        )
        case = lead._process_start(self._ref("template_event_v1"))
        self.env["sale.order"].create(
            {"partner_id": lead.partner_id.id, "opportunity_id": lead.id}
        )
        case.properties = {
            "event_type": "corporate",
            "event_date": "2030-12-28",
            "guests": 80,
            "next_contact_date": "2031-03-01",
            "next_contact_goal": "Team-building training",
        }
        while case._is_open():
            self._walk(case)
        self.assertEqual((case.stage_code, case.outcome), ("completed", "success"))
        self.assertFalse(case.deviation_ids)
        self.assertEqual(case.child_ids.mapped("outcome"), ["success"])

    def test_proposal_is_not_left_without_the_date_of_the_event(self):
        case = self.env["crm.process.case"].create(
            {
                "name": "New Year party",
                "template_id": self._ref("template_event_v1").id,
                "partner_id": self.env["res.partner"].create({"name": "Client"}).id,
            }
        )
        self._walk(case)
        with self.assertRaisesRegex(UserError, "Enter the date of the event"):
            self._walk(case)

    def _walk(self, case):
        """Do what the stage asks, and go on along the success route."""
        walking = case.child_ids.filtered(lambda child: child._is_open()) or case
        self._do_tasks(walking)
        arrow = walking.stage_id.transition_ids.filtered(
            lambda each: each.kind == "success" and not each.deviation_kind
        )
        walking._move_along(arrow)

    def _do_tasks(self, case):
        while tasks := case.task_ids.filtered(lambda each: each.state == "open"):
            tasks.action_done()
