from odoo import api, fields, models
from odoo.tools import SQL


class CrmProcessAssignmentReport(models.Model):
    """Assignments and how they were kept: one row for each, open to whom the row is."""

    _name = "crm.process.assignment.report"
    _description = "Assignment Report"
    _inherit = ["crm.process.report.mixin"]
    _auto = False
    _rec_name = "name"
    _order = "date_issued desc, id desc"
    _depends = {
        "crm.process.case": [
            "name",
            "user_id",
            "issuer_id",
            "partner_id",
            "company_id",
            "stage_id",
            "outcome",
            "active",
            "date_start",
            "date_promised",
            "date_promised_first",
            "date_accepted",
            "date_reported",
            "date_end",
            "extension_count",
            "return_count",
            "hours_late",
        ]
    }

    case_id = fields.Many2one("crm.process.case", string="Assignment", readonly=True)
    name = fields.Char(string="What to Do", readonly=True)
    executor_id = fields.Many2one("res.users", readonly=True)
    issuer_id = fields.Many2one("res.users", string="Issued by", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    stage_id = fields.Many2one("crm.process.stage", readonly=True)
    promise_state = fields.Selection(
        selection=lambda self: (
            self.env["crm.process.case"]
            ._fields["promise_state"]
            ._description_selection(self.env)
        ),
        string="Promise",
        readonly=True,
    )
    date_issued = fields.Datetime(string="Issued", readonly=True)
    date_promised = fields.Datetime(string="Promised by", readonly=True)
    date_promised_first = fields.Datetime(string="Promised at First", readonly=True)
    date_accepted = fields.Datetime(string="Accepted", readonly=True)
    date_reported = fields.Datetime(string="Reported Done", readonly=True)
    date_verified = fields.Datetime(string="Verified", readonly=True)
    on_time_count = fields.Integer(string="On Time", readonly=True)
    late_count = fields.Integer(
        string="Late",
        readonly=True,
        help="Done after the deadline, or overdue and not done yet.",
    )
    open_count = fields.Integer(
        string="In Time So Far", readonly=True, help="Open, and the deadline is ahead."
    )
    on_time_share = fields.Float(
        string="Share on Time",
        readonly=True,
        aggregator="avg",
        help="Of those whose deadline has been kept or missed.",
    )
    extension_count = fields.Integer(string="Extensions", readonly=True)
    return_count = fields.Integer(string="Returns", readonly=True)
    hours_late = fields.Float(
        string="Late (Hours)", readonly=True, help="Working hours, of those done late."
    )

    # === SQL === #

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT promise.*,
                   (promise_state = 'on_time')::int AS on_time_count,
                   (promise_state IN ('late', 'overdue'))::int AS late_count,
                   (promise_state = 'open')::int AS open_count,
                   CASE WHEN promise_state = 'on_time' THEN 1.0
                        WHEN promise_state IN ('late', 'overdue') THEN 0.0
                   END AS on_time_share
              FROM (%s) AS promise
            """,
            self._query_promises(),
        )

    @api.model
    def _query_promises(self):
        return SQL(
            """
            SELECT c.id AS id,
                   c.id AS case_id,
                   c.name AS name,
                   c.user_id AS executor_id,
                   c.issuer_id AS issuer_id,
                   c.partner_id AS partner_id,
                   c.company_id AS company_id,
                   c.stage_id AS stage_id,
                   c.date_start AS date_issued,
                   c.date_promised AS date_promised,
                   c.date_promised_first AS date_promised_first,
                   c.date_accepted AS date_accepted,
                   c.date_reported AS date_reported,
                   CASE WHEN c.outcome = 'success' THEN c.date_end
                   END AS date_verified,
                   COALESCE(c.extension_count, 0) AS extension_count,
                   COALESCE(c.return_count, 0) AS return_count,
                   COALESCE(c.hours_late, 0) AS hours_late,
                   CASE WHEN c.outcome = 'refused' THEN 'refused'
                        WHEN c.outcome = 'cancelled' THEN 'withdrawn'
                        WHEN c.date_reported > c.date_promised THEN 'late'
                        WHEN c.date_reported IS NOT NULL THEN 'on_time'
                        WHEN c.date_promised < %(now)s THEN 'overdue'
                        ELSE 'open'
                   END AS promise_state
              FROM crm_process_case AS c
             WHERE c.issuer_id IS NOT NULL AND c.active
            """,
            now=fields.Datetime.now(),
        )

    # === ACTION METHODS === #

    def action_open_case(self):
        """Open the assignment."""
        self.ensure_one()
        self.check_access("read")
        action = self.case_id._open_record(self.case_id)
        return action | {"context": {"create": False}}

    # === HOOKS === #

    @api.model
    def _get_access_links(self):
        return ["case_id"]
