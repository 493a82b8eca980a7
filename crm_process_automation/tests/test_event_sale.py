from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from .ready_common import MODULE
from .story_common import StoryMixin

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
class TestEventSale(StoryMixin, TransactionCase):
    """The ready-made event sale carries a deal, and knows how it may depart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, lang="en_US", tracking_disable=True)
        )
        cls._prepare_story()

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
        case = self._start()
        while case._is_open():
            self._walk(case)
        self.assertEqual((case.stage_code, case.outcome), ("completed", "success"))
        self.assertFalse(case.deviation_ids)
        self.assertEqual(case.child_ids.mapped("outcome"), ["success"])
        states = self.env["crm.process.document"].search([("case_id", "=", case.id)])
        self.assertEqual(
            dict(states.mapped(lambda paper: (paper.document_type, paper.state))),
            {"proposal": "sent", "contract": "signed", "act": "signed"},
        )
        self.assertEqual(case.order_ids.instalment_ids.mapped("state"), ["paid"] * 2)

    def test_proposal_is_not_left_without_the_date_of_the_event(self):
        case = self._start()
        self._walk(case)
        case.properties = {"event_date": False}
        with self.assertRaisesRegex(UserError, "Enter the date of the event"):
            self._walk(case)

    def test_proposal_is_not_left_before_it_is_sent(self):
        case = self._start()
        self._walk(case)
        self._do_tasks(case)
        with self.assertRaisesRegex(UserError, "Send the client the paper"):
            self._go_on(case)

    def test_contract_is_not_left_before_the_client_has_signed(self):
        case = self._come_to("contract")
        self._do_papers_contract(case)
        paper = self._get_papers(case.lead_id, "contract")
        self.assertEqual(case.stage_code, "contract")
        with self.assertRaisesRegex(UserError, "has not signed the paper"):
            self._go_on(case)
        self._sign(paper)
        self.assertEqual(case.stage_code, "payment")

    def test_event_waits_for_half_of_the_price(self):
        case = self._come_to("payment")
        self._do_tasks(case)
        with self.assertRaisesRegex(UserError, "500.00 are missing"):
            self._go_on(case)
        self._pay(case.order_ids.instalment_ids.sorted()[0])
        self._go_on(case)
        self.assertEqual(case.stage_code, "event")

    def test_issuing_and_signing_do_the_tasks_of_the_contract(self):
        case = self._come_to("contract")
        self._do_papers_contract(case)
        tasks = case.task_ids.filtered(lambda one: one.kind == "document")
        by_name = tasks.grouped(lambda one: one.step_id)
        prepare = by_name[self._ref("step_event_v1_contract_prepare")]
        sign = by_name[self._ref("step_event_v1_contract_sign")]
        paper = self._get_papers(case.lead_id, "contract")
        self.assertEqual((prepare.state, prepare.document_id), ("done", paper))
        self.assertEqual(sign.state, "open")
        self.assertEqual(sign.action_perform()["res_id"], paper.id)
        self._sign(paper)
        self.assertEqual(sign.state, "done")
