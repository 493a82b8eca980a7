from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import float_compare

# What the date of an instalment is counted from.
INSTALMENT_BASES = [
    ("confirmation", "The order is confirmed"),
    ("date", "An agreed date"),
    ("act", "The act is issued"),
]
PERCENT_DIGITS = 2


class CrmProcessPaymentPlan(models.Model):
    """In which instalments an order is paid.

    An order copies the plan when it is confirmed: what is changed here later holds for
    later orders.
    """

    _name = "crm.process.payment.plan"
    _description = "Payment Plan"
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    description = fields.Text(
        translate=True, help="For whom it is meant. Salespeople read it."
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: a plan for all companies."
    )
    line_ids = fields.One2many(
        "crm.process.payment.plan.line", "plan_id", string="Instalments", copy=True
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("line_ids")
    def _check_sum(self):
        for plan in self:
            total = sum(plan.line_ids.mapped("percent"))
            if float_compare(total, 100, precision_digits=PERCENT_DIGITS):
                raise ValidationError(
                    self.env._(
                        "The instalments of “%(plan)s” add up to %(total)s %% instead "
                        "of 100 %%. Correct the percentages.",
                        plan=plan.name,
                        total=f"{total:.2f}".rstrip("0").rstrip("."),
                    )
                )

    # === BUSINESS METHODS === #

    def _prepare_instalments(self):
        """Return the values of the instalments that an order copies from the plan.

        :raise ValidationError: when the plan does not add up to 100 %
        """
        self.ensure_one()
        self._check_sum()
        return [line._prepare_instalment_values() for line in self.line_ids.sorted()]
