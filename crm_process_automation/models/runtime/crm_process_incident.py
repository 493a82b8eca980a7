from odoo import api, fields, models
from odoo.tools import SQL


class CrmProcessIncident(models.Model):
    """A breach that the head must see: once for each cause."""

    _name = "crm.process.incident"
    _description = "Process Incident"
    _order = "state desc, severity desc, date desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="What Happened", required=True, readonly=True)
    kind = fields.Selection(
        [("task_overdue", "Overdue task"), ("timer_failed", "Timer failed")],
        string="Cause",
        required=True,
        readonly=True,
    )
    cause_key = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        help="Names the cause; a second incident for the same one is not made.",
    )
    advice = fields.Text(string="What to Do", readonly=True)
    severity = fields.Selection(
        [("1", "Medium"), ("2", "High"), ("3", "Critical")],
        required=True,
        readonly=True,
        default="1",
    )
    case_id = fields.Many2one(
        "crm.process.case", readonly=True, index=True, ondelete="set null"
    )
    case_name = fields.Char(readonly=True)
    task_id = fields.Many2one(
        "crm.process.task", readonly=True, index="btree_not_null", ondelete="set null"
    )
    owner_id = fields.Many2one(
        "res.users", string="Who Answers for It", readonly=True, index=True
    )
    user_id = fields.Many2one("res.users", string="Head", index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    state = fields.Selection(
        [("open", "Open"), ("handled", "Handled")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    date_handled = fields.Datetime(readonly=True)
    answer = fields.Text(string="What Was Done", readonly=True)

    _cause_key_unique = models.UniqueIndex(
        "(cause_key)", "There is an incident for this cause already."
    )

    # === BUSINESS METHODS === #

    @api.model
    def _raise(self, vals_list):
        """Raise incidents for causes that have none yet, and return the new ones.

        :param vals_list: values with `kind`, `cause_key`, `name`, `company_id` at least
        """
        known = self._find_known_causes([vals["cause_key"] for vals in vals_list])
        fresh = {
            vals["cause_key"]: vals
            for vals in vals_list
            if vals["cause_key"] not in known
        }
        return self.create(list(fresh.values()))

    @api.model
    def _find_known_causes(self, keys):
        """Return the keys that have an incident; two workers ask one after the other.

        The lock is the transaction's: whoever comes second reads what the first wrote,
        or is stopped by the unique index.
        """
        rows = self.env.execute_query(
            SQL(
                "SELECT cause_key FROM crm_process_incident WHERE cause_key = ANY(%s)",
                list(keys),
            )
        )
        return {key for (key,) in rows}
