from .money_common import MoneyCase


class RefundCase(MoneyCase):
    """Orders on the small process, billed and paid, and what takes them back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.host_model = "sale.order"
        cls._activate()
        cls.off = cls.env["crm.lost.reason"].create({"name": "Event is off"})

    def _create_billed(self, paid=None, **values):
        order = self._create_order(**values)
        order._process_start(self.template)
        order.action_confirm()
        row = order.instalment_ids[0]
        row.action_invoice()
        if paid is None or paid:
            self._pay(row.move_id, paid)
        return order

    def _refund(self, order, user=None, **values):
        dialog = self.env["crm.process.refund"].with_user(user or self.nadiia)
        dialog = dialog.create(
            {
                "order_id": order.id,
                "reason": "The event does not take place",
                "lost_reason_id": self.off.id,
                **values,
            }
        )
        dialog.action_apply()

    def _get_deviations(self, order):
        return self.env["crm.process.deviation"].search(
            [("order_id", "=", order.id), ("kind", "=", "refund")]
        )

    def _create_deal(self):
        """Return the case of Sally's deal, on a way that may be refused at once."""
        lead = self.env["crm.lead"].create({"name": "Fair", "user_id": self.sally.id})
        template = self._create_template("Deal", host_model="crm.lead")
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        lost = self._create_stage("Lost", template, is_end=True, outcome="refused")
        self._create_arrow(begin, end)
        self.lose = self._create_arrow(begin, lost, kind="refuse")
        template.action_activate()
        return lead._process_start(template)

    def _create_paid(self, case, paid=None):
        """Return an order of the deal whose first half is billed, and paid."""
        order = self._create_confirmed(opportunity_id=case.lead_id.id)
        order.instalment_ids[0].action_invoice()
        self._pay(order.instalment_ids[0].move_id, paid)
        return order
