from odoo import models


class CrmProcessDemo(models.AbstractModel):
    """Lets the clients of the demo story pay, and one of them be paid back."""

    _inherit = "crm.process.demo"

    # === WHAT A STAGE ASKS FOR === #

    def _meet_paid(self, gate, record, scene):
        """Let the client pay the instalments, one after the other, up to the share."""
        if not record.company_id.chart_template:
            return
        rows = self._get_orders(record).instalment_ids.sorted()
        for instalment in rows.filtered(lambda row: row.state != "paid"):
            if gate._is_met_by(record.case_id):
                return
            self._pay(instalment, scene)

    def _pay(self, instalment, scene):
        day = self._get_moment(scene.days_ago, 0).date()
        instalment.with_user(instalment.order_id.user_id).action_invoice()
        move = instalment.move_id
        move.write({"invoice_date": day, "date": day, "invoice_date_due": day})
        move.action_post()
        order = instalment.order_id
        self._send_paper(self._issue_paper(order, "invoice", scene, move_id=move.id))
        self._register_payment(move, day)

    def _register_payment(self, move, day):
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        wizard.create({"payment_date": day})._create_payments()

    # === SCENES === #

    def _play_confirm(self, record, _deal, scene):
        """Let the salesperson confirm the orders, which are paid some days later."""
        orders = self._get_orders(record)
        orders.with_user(record.user_id).action_confirm()
        day = self._get_moment(scene.days_ago, 0).date()
        for row in orders.instalment_ids.filtered("date_due"):
            row.date_due = row._plan_date(day)

    def _play_refund(self, record, deal, scene):
        """Take the order back: the case leaves by its way of refund, money is due."""
        cost, _cure = deal.notes["refund"]
        day = self._get_moment(scene.days_ago, 0).date()
        # sudo: as the accountant, who credits what is posted
        for note in self._get_orders(record).sudo()._refund(scene.words, cost=cost):
            self._register_payment(note, day)
