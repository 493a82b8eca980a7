from odoo import fields, models


class CrmProcessTemplate(models.Model):
    """Which deals and orders a process is for."""

    _inherit = "crm.process.template"

    host_model = fields.Selection(
        selection_add=[
            ("crm.lead", "A lead or opportunity"),
            ("sale.order", "A sales order"),
        ],
        ondelete={"crm.lead": "set default", "sale.order": "set default"},
    )
    team_ids = fields.Many2many(
        "crm.team",
        string="Sales Teams",
        check_company=True,
        help="It starts by itself for these teams only. Empty: for all of them.",
    )
    is_amount_from_products = fields.Boolean(
        string="Deal Amount = Sum of Products",
        default=True,
        help="The expected revenue of the deal follows its orders: the confirmed ones, "
        "else the newest open quotation.",
    )
