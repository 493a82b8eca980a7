from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .crm_process_payment_plan import INSTALMENT_BASES, PERCENT_DIGITS


class CrmProcessPaymentPlanLine(models.Model):
    """One instalment of a payment plan: how much, and by when."""

    _name = "crm.process.payment.plan.line"
    _description = "Instalment of a Payment Plan"
    _order = "plan_id, sequence, id"

    plan_id = fields.Many2one(
        "crm.process.payment.plan", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    percent = fields.Float(
        required=True,
        digits=(5, PERCENT_DIGITS),
        help="Of the total of the order, taxes included. The last instalment takes "
        "what rounding leaves.",
    )
    base = fields.Selection(
        INSTALMENT_BASES,
        string="Counted from",
        required=True,
        default="confirmation",
        help="What is counted from the act is billed only after the act: services that "
        "are billed by what was delivered have nothing to bill before.",
    )
    date_field = fields.Char(
        string="Date",
        help="A date of the process, such as “properties.event_date”. Empty: the date "
        "is written on the instalment.",
    )
    days = fields.Integer(
        help="Calendar days after it; less than 0 for days before an agreed date."
    )

    _percent_is_a_share = models.Constraint(
        "CHECK(percent > 0 AND percent <= 100)",
        "An instalment is more than 0 and at most 100 percent of the order.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("base", "days")
    def _check_days(self):
        for line in self:
            if line.days < 0 and line.base != "date":
                raise ValidationError(
                    self.env._(
                        "“%(line)s” would be due before its base event. Only an agreed "
                        "date is known beforehand: give 0 days or more.",
                        line=line.name,
                    )
                )

    # === BUSINESS METHODS === #

    def _prepare_instalment_values(self):
        self.ensure_one()
        return {
            "sequence": self.sequence,
            "name": self.name,
            "percent": self.percent,
            "base": self.base,
            "date_field": self.date_field,
            "days": self.days,
        }
