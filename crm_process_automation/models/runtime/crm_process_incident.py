from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# Without these the row cannot be: the rest is written when the cause is ours.
CLAIMED = ("cause_key", "name", "kind", "severity", "company_id", "date", "state")


class CrmProcessIncident(models.Model):
    """A breach that the head must see: once for each cause.

    Raised by the system, handled by verbs, kept for ever. A new kind of breach extends
    `kind` by `selection_add` and calls `_raise` with its own causes.
    """

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
    user_id = fields.Many2one(
        "res.users", string="Head", index=True, domain="[('share', '=', False)]"
    )
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
    date_handled = fields.Datetime(string="Handled On", readonly=True)
    answer = fields.Text(string="What Was Done", readonly=True)

    _cause_key_unique = models.UniqueIndex(
        "(cause_key)", "There is an incident for this cause already."
    )

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Incidents are history and stay. Handle them, with an answer.")
        )

    # === BUSINESS METHODS === #

    @api.model
    def _raise(self, vals_list):
        """Raise incidents for causes that have none yet, and return the new ones.

        Two workers may name one cause at the same moment: the second gets nothing, and
        no error, even when its transaction cannot see yet what the first one wrote.

        :param vals_list: values with `kind`, `cause_key`, `name`, `company_id` at least
        """
        known = self._find_known_causes([vals["cause_key"] for vals in vals_list])
        fresh = {
            vals["cause_key"]: vals
            for vals in vals_list
            if vals["cause_key"] not in known
        }
        # sudo: the system raises them, whoever comes to notice
        incidents = self.sudo()
        # Always in one order: two workers never wait for each other.
        claimed = incidents._claim_causes([fresh[key] for key in sorted(fresh)])
        for key, incident_id in claimed.items():
            incident = incidents.browse(incident_id)
            incident.write(
                {name: fresh[key][name] for name in fresh[key] if name not in CLAIMED}
            )
        # In the order in which they were named.
        ids = [claimed[key] for key in fresh if key in claimed]
        return self.browse(ids)

    @api.model
    def _find_known_causes(self, keys):
        rows = self.env.execute_query(
            SQL(
                "SELECT cause_key FROM crm_process_incident WHERE cause_key = ANY(%s)",
                list(keys),
            )
        )
        return {key for (key,) in rows}

    @api.model
    def _claim_causes(self, vals_list):
        """Insert the rows of causes that nobody else raises; return {cause: id}."""
        if not vals_list:
            return {}
        try:
            with self.env.cr.savepoint(flush=False):
                return self._insert_causes(vals_list)
        except SerializationFailure:
            # Another worker was faster, in a transaction that this one cannot see.
            if len(vals_list) == 1:
                return {}
        middle = len(vals_list) // 2
        first, second = vals_list[:middle], vals_list[middle:]
        return self._claim_causes(first) | self._claim_causes(second)

    @api.model
    def _insert_causes(self, vals_list):
        names = [*CLAIMED, "create_uid", "write_uid", "create_date", "write_date"]
        now = self.env.cr.now()
        common = {
            "severity": "1",
            "state": "open",
            "date": fields.Datetime.now(),
            "create_uid": self.env.uid,
            "write_uid": self.env.uid,
            "create_date": now,
            "write_date": now,
        }
        rows = [tuple((common | vals)[name] for name in names) for vals in vals_list]
        query = SQL(
            "INSERT INTO crm_process_incident (%s) VALUES %s "
            "ON CONFLICT (cause_key) DO NOTHING RETURNING cause_key, id",
            SQL(", ").join(SQL.identifier(name) for name in names),
            SQL(", ").join(SQL("%s", row) for row in rows),
        )
        # That somebody else was faster is nothing to put into the log.
        self.env.cr.execute(query, log_exceptions=False)
        return dict(self.env.cr.fetchall())
