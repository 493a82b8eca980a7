from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

AT_ONCE = 1000
# What makes an event the same one as another.
KEY_FIELDS = (
    "scenario_id",
    "scenario_version",
    "automation_id",
    "res_model",
    "res_id",
    "kind",
    "occurrence",
)


class CrmProcessRun(models.Model):
    """A line of the journal: a scenario answers to one event of one record, once.

    The event and its line are written in one transaction, and so are what the run does
    and that it is done. A second line for the same event cannot be.
    """

    _name = "crm.process.run"
    _description = "Automation Run"
    _order = "id desc"
    _rec_name = "record_name"

    scenario_id = fields.Many2one(
        "crm.process.scenario", readonly=True, index=True, ondelete="set null"
    )
    scenario_version = fields.Integer(readonly=True)
    automation_id = fields.Many2one(
        "base.automation",
        string="Rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    res_model = fields.Char(string="Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", readonly=True
    )
    record_name = fields.Char(readonly=True)
    kind = fields.Selection(
        [
            ("create", "Created"),
            ("write", "Changed"),
            ("date", "A date came"),
            ("message", "A message"),
            ("call", "A phone call"),
            ("webhook", "A call from another system"),
            ("manual", "By hand"),
        ],
        string="What Happened",
        readonly=True,
    )
    occurrence = fields.Char(
        readonly=True, help="Tells the event from the next one of the same kind."
    )
    event_key = fields.Char(readonly=True, copy=False)
    depth = fields.Integer(
        readonly=True, help="How many other runs led to the event, one after another."
    )
    cause_run_id = fields.Many2one(
        "crm.process.run",
        string="Caused by",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    is_bulk = fields.Boolean(
        string="Of a Bulk",
        readonly=True,
        help="It came with an import or another bulk of records, or follows from that.",
    )
    state = fields.Selection(
        [
            ("pending", "Waiting"),
            ("done", "Done"),
            ("skipped", "Nothing to do"),
            ("failed", "Failed, tried again"),
            ("suppressed", "Held back"),
            ("dead", "Given up"),
            ("cancelled", "Cancelled"),
        ],
        readonly=True,
        index=True,
    )
    date_due = fields.Datetime(string="Due", readonly=True)
    date_try = fields.Datetime(string="Next Try", readonly=True)
    date_done = fields.Datetime(string="Finished", readonly=True)
    attempts = fields.Integer(string="Failures", readonly=True)
    error = fields.Text(string="Why", readonly=True)
    trace = fields.Json(readonly=True, help="What each action did.")
    user_id = fields.Many2one(
        "res.users", string="Brought About by", readonly=True, index="btree_not_null"
    )
    run_as_id = fields.Many2one("res.users", string="Run as", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", readonly=True, index="btree_not_null", ondelete="set null"
    )
    case_id = fields.Many2one(
        "crm.process.case", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _event_key_unique = models.UniqueIndex(
        "(event_key)", "This event is in the journal already."
    )
    _waiting = models.Index("(date_try, id) WHERE state IN ('pending', 'failed')")
    _record = models.Index("(res_model, res_id)")

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(self.env._("The journal stays: it tells what was done."))

    # === BUSINESS METHODS === #

    @api.model
    def _insert(self, vals_list):
        """Write lines for events that have none yet, and return the new ones.

        The same event may be recorded by somebody else at the same moment: what that
        one commits first stands, and this transaction begins anew (Odoo retries it).
        Everybody writes in the same order, so that nobody waits for each other.
        """
        vals_by_key = {self._make_event_key(vals): vals for vals in vals_list}

        def get_order(item):
            return [str(item[1][name]).zfill(20) for name in KEY_FIELDS]

        new = []
        for batch in split_every(AT_ONCE, sorted(vals_by_key.items(), key=get_order)):
            self.env.cr.execute(self._get_insert(batch), log_exceptions=False)
            new += self.env.cr.fetchall()
        for run_id, key in new:
            self.browse(run_id)._keep_at_hand(vals_by_key[key])
        return self.browse(sorted(run_id for run_id, _key in new))

    def _keep_at_hand(self, vals):
        """What was just written need not be read to know what is next."""
        for name in ("state", "res_id"):
            self._fields[name]._update_cache(self, vals[name])

    @api.model
    def _get_insert(self, items):
        now = fields.Datetime.now()
        common = {
            "attempts": 0,
            "date_due": now,
            "date_try": now,
            "create_uid": self.env.uid,
            "write_uid": self.env.uid,
            "create_date": now,
            "write_date": now,
        }
        rows = [
            common
            | vals
            | {
                "event_key": key,
                "date_done": now if vals["state"] == "skipped" else None,
            }
            for key, vals in items
        ]
        names = sorted(rows[0])
        return SQL(
            "INSERT INTO crm_process_run (%s) VALUES %s "
            "ON CONFLICT (event_key) DO NOTHING RETURNING id, event_key",
            SQL(", ").join(SQL.identifier(name) for name in names),
            SQL(", ").join(SQL("%s", tuple(row[n] for n in names)) for row in rows),
        )

    @api.model
    def _make_event_key(self, vals):
        text = "|".join(str(vals[name]) for name in KEY_FIELDS)
        return sha256(text.encode()).hexdigest()

    @api.model
    def _find_links(self, record):
        """Return what a run about `record` is found by, with every link there is."""
        links = {"partner_id": None, "case_id": None}
        if record._name == "res.partner":
            links["partner_id"] = record.id
        elif "partner_id" in record._fields:
            links["partner_id"] = record.partner_id.id or None
        if record._name == "crm.process.case":
            links["case_id"] = record.id
        elif "case_id" in record._fields:
            links["case_id"] = record.case_id.id or None
        return links

    def _get_record(self):
        """Return what the run is about; nothing when it is gone."""
        self.ensure_one()
        if not self.res_model or self.res_model not in self.env:
            return None
        return self.env[self.res_model].browse(self.res_id).exists()

    def _describe_round(self, rule):
        """Return the sentence that names the circle which `rule` would close."""
        names, run = [rule.scenario_id.name], self
        while run and len(names) < 10:
            names.insert(0, run.scenario_id.name or "?")
            run = run.cause_run_id
        return self.env._(
            "Scenarios go round in a circle: %s. It is stopped here.",
            " → ".join(names),
        )
