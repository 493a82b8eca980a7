from odoo import Command

from .ready_common import MODULE, activate_ready, fill_requisites

# A PNG of one pixel, as a signature pad sends it.
SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class StoryMixin:
    """The story of an event sale in a company that keeps books.

    For test cases: a client with requisites, a hall for 1,000.00 without VAT, paid in
    halves, and the ready processes with the forms that they name.
    """

    @classmethod
    def _prepare_story(cls):
        cls.company = cls.env.company
        if not cls.company.chart_template:
            cls.env["account.chart.template"].try_loading(
                "generic_coa", cls.company, install_demo=False
            )
        cls.template = activate_ready(cls.env, "event_preparation", "event")[-1:]
        cls.client = cls.env["res.partner"].create({"name": "Autumn Leaf"})
        fill_requisites(cls.company.partner_id, cls.client)
        cls.halves = cls.env.ref(f"{MODULE}.payment_plan_halves")
        cls.hall = cls.env["product.product"].create(
            {
                "name": "Hall",
                "type": "service",
                "list_price": 1000,
                "invoice_policy": "delivery",
                "taxes_id": False,
            }
        )

    @classmethod
    def _make_quotation(cls, lead):
        return cls.env["sale.order"].create(
            {
                "partner_id": lead.partner_id.id,
                "user_id": lead.user_id.id,
                "opportunity_id": lead.id,
                "payment_plan_id": cls.halves.id,
                "order_line": [Command.create({"product_id": cls.hall.id})],
            }
        )

    def _get_papers(self, lead, document_type):
        """Return the papers of the deal, the newest first."""
        return self.env["crm.process.document"].search(
            [("lead_id", "=", lead.id), ("document_type", "=", document_type)],
            order="id desc",
        )

    def _have_approved(self, paper, user=None):
        """Approve an issued paper, unless its approval steps have done so already."""
        if paper.state == "draft":
            paper.with_user(user or self.env.user).action_approve()

    def _sign(self, paper):
        """Let the client sign on the screen."""
        paper.sudo().action_sign("Iryna Koval", signature=SIGNATURE)

    def _pay(self, instalment, share=1.0):
        """Bill an instalment where that is not done, and pay (a share of) it."""
        if not instalment.move_id:
            instalment.action_invoice()
        move = instalment.move_id
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        amount = move.currency_id.round(move.amount_residual * share)
        wizard.create({"amount": amount})._create_payments()
        self.env.flush_all()

    # === WALKING === #

    def _start(self, **values):
        """Return the case of a deal with a quotation, and all that is asked of it."""
        lead = self.env["crm.lead"].create(
            {
                "name": "New Year party",
                "type": "opportunity",
                "partner_id": self.client.id,
                **values,
            }
        )
        case = lead._process_start(self.template)
        self._make_quotation(lead)
        case.properties = {
            "event_type": "corporate",
            "event_date": "2030-12-28",
            "guests": 80,
            "next_contact_date": "2031-03-01",
            "next_contact_goal": "Team-building training",
        }
        return case

    def _come_to(self, code, **values):
        """Return the case of a deal that has come so far along the success route."""
        case = self._start(**values)
        while case.stage_code != code:
            self._walk(case)
        return case

    def _walk(self, case):
        """Do what the stage asks, and go on along the success route."""
        walking = case.child_ids.filtered(lambda child: child._is_open()) or case
        stage = walking.stage_id
        if papers := getattr(self, f"_do_papers_{stage.code}", None):
            papers(walking)
        if stage.code == "contract":
            self._sign(self._get_papers(walking.lead_id, "contract"))
        self._do_tasks(walking)
        if walking.stage_id == stage and walking._is_open():
            self._go_on(walking)

    def _do_papers_proposal(self, case):
        self._hand_over(case.lead_id._issue_document("proposal"))

    def _do_papers_contract(self, case):
        """Have the contract approved, and hand it over: the client has to sign it."""
        case.order_ids.action_confirm()
        paper = case.lead_id._issue_document("contract")
        while tasks := self._get_tasks(case).filtered(lambda o: o.kind == "approval"):
            tasks.action_done()
        self._have_approved(paper)
        self._hand_over(paper)

    def _do_papers_payment(self, case):
        self._pay(case.order_ids.instalment_ids.sorted()[0])

    def _do_papers_closing(self, case):
        act = case.lead_id._issue_document("act")
        self._hand_over(act)
        self._pay(case.order_ids.instalment_ids.sorted()[-1])
        self._sign(act)

    def _hand_over(self, paper):
        paper.action_hand_over("at the meeting")

    def _go_on(self, case):
        arrow = case.stage_id.transition_ids.filtered(
            lambda each: each.kind == "success" and not each.deviation_kind
        )
        case._move_along(arrow)

    def _get_tasks(self, case):
        return case.task_ids.filtered(lambda each: each.state == "open")

    def _do_tasks(self, case):
        while tasks := self._get_tasks(case):
            tasks.action_done()
