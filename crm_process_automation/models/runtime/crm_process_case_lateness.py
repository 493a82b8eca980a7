from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

LATENESS = [
    ("late", "Late"),
    ("soon", "Due within a day"),
    ("on_time", "In time"),
    ("paused", "Paused"),
    ("ended", "Ended"),
]
WARNING_TIME = timedelta(days=1)


class CrmProcessCase(models.Model):
    """How the present stage stands against the clock, in one word."""

    _inherit = "crm.process.case"

    lateness = fields.Selection(
        LATENESS,
        compute="_compute_lateness",
        search="_search_lateness",
        help="The present stage against its deadline. It changes by itself as time "
        "passes, so it is not stored.",
    )

    # === COMPUTE METHODS === #

    @api.depends("is_late", "state", "date_deadline")
    def _compute_lateness(self):
        soon = fields.Datetime.now() + WARNING_TIME
        for case in self:
            if not case._is_open():
                case.lateness = "ended"
            elif case.state == "paused":
                case.lateness = "paused"
            elif case.is_late:
                case.lateness = "late"
            elif case.date_deadline and case.date_deadline < soon:
                case.lateness = "soon"
            else:
                case.lateness = "on_time"

    def _search_lateness(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._get_lateness_domain(word) for word in value)

    def _get_lateness_domain(self, word):
        """Return the cases for which `word` is true now."""
        now = fields.Datetime.now()
        ticking = Domain("state", "in", ("running", "waiting"))
        deadline = Domain("date_deadline", "!=", False)
        late = deadline & Domain("date_deadline", "<", now)
        soon = deadline & Domain("date_deadline", "<", now + WARNING_TIME)
        domains = {
            "late": ticking & late,
            "soon": ticking & ~late & soon,
            "on_time": ticking & ~soon,
            "paused": Domain("state", "=", "paused"),
            "ended": Domain("state", "in", ("done", "cancelled")),
        }
        return domains.get(word, Domain.FALSE)

    # === GROUPING === #

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Let progress bars and groups count by a word that is not stored."""
        if groupby_spec != "lateness":
            return super()._read_group_groupby(alias, groupby_spec, query)
        self._check_field_access(self._fields["lateness"], "read")
        now = fields.Datetime.now()
        return SQL(
            """
            CASE WHEN %(state)s IN ('done', 'cancelled') THEN 'ended'
                 WHEN %(state)s = 'paused' THEN 'paused'
                 WHEN %(deadline)s < %(now)s THEN 'late'
                 WHEN %(deadline)s < %(soon)s THEN 'soon'
                 ELSE 'on_time'
            END
            """,
            state=self._field_to_sql(alias, "state", query),
            deadline=self._field_to_sql(alias, "date_deadline", query),
            now=now,
            soon=now + WARNING_TIME,
        )
