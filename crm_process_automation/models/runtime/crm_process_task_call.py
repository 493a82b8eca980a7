from odoo import fields, models


class CrmProcessTask(models.Model):
    """A task to call a client back."""

    _inherit = "crm.process.task"

    call_id = fields.Many2one(
        "crm.process.call",
        string="Missed Call",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The call that was not answered.",
    )
    callback_key = fields.Char(
        readonly=True,
        copy=False,
        help="Names the client: nobody has two tasks to call the same one back.",
    )

    # Two lines of an exchange ring, and both report at the same moment.
    _callback_unique = models.UniqueIndex(
        "(callback_key) WHERE state = 'open' AND callback_key IS NOT NULL",
        "There is a task to call this client back already.",
    )
