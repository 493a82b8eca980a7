from odoo import fields, models


class ResCompany(models.Model):
    """By which plan orders of a company are paid, unless somebody says otherwise."""

    _inherit = "res.company"

    process_payment_plan_id = fields.Many2one(
        "crm.process.payment.plan",
        string="Payment Plan",
        ondelete="restrict",
        domain="[('company_id', 'in', (False, id))]",
        help="For new quotations. Empty: they have no instalments.",
    )
