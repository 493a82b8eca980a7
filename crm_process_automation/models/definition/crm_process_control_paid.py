from odoo import fields, models


class CrmProcessControl(models.Model):
    """A control point that waits for money: a share of the order has to be paid."""

    _inherit = "crm.process.control"

    kind = fields.Selection(
        selection_add=[("paid", "A share is paid")], ondelete={"paid": "cascade"}
    )
    share = fields.Float(
        string="Paid (%)",
        default=100.0,
        digits=(5, 2),
        help="Percent of the confirmed orders, taxes included, that the client has to "
        "have paid.",
    )

    # === BUSINESS METHODS === #

    def _is_met_by_paid(self, case):
        return case._is_paid_to(self.share)

    def _explain(self, case):
        sentence = super()._explain(case)
        if self.kind != "paid":
            return sentence
        # How much is missing is worth more than the name; a message stays in front.
        missing = case._explain_payment(self.share)
        return f"{self.message} {missing}" if self.message else missing

    def _get_problems_paid(self):
        if 0 < self.share <= 100:
            return []
        return [
            self.env._(
                "The control point “%(control)s” waits for %(share)s %% of the price. "
                "Choose more than 0 and at most 100.",
                control=self._get_part_name(),
                share=f"{self.share:g}",
            )
        ]
