from odoo import fields, models


class CrmProcessTask(models.Model):
    """The client of a task that belongs to no case."""

    _inherit = "crm.process.task"

    partner_id = fields.Many2one(
        "res.partner",
        string="Client",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="Of a task that belongs to no case, deal or order.",
    )
