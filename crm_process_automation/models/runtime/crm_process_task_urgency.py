from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import get_lang

from ...tools.day_bounds import get_day_bounds

# In the order of columns and groups.
URGENCIES = [
    ("overdue", "Overdue"),
    ("today", "Today"),
    ("tomorrow", "Tomorrow"),
    ("week", "This week"),
    ("later", "Later"),
    ("none", "No deadline"),
    ("paused", "Paused"),
    ("closed", "Closed"),
]
# These are shown only where there is something in them.
SHOWN_WHEN_NEEDED = ("paused", "closed")


class CrmProcessTask(models.Model):
    """How urgent a task is, in one word: by the reader's clock, in his time zone."""

    _inherit = "crm.process.task"

    urgency = fields.Selection(
        URGENCIES,
        compute="_compute_urgency",
        search="_search_urgency",
        group_expand="_read_group_urgency",
        help="It changes by itself as time passes, so it is not stored.",
    )

    # === COMPUTE METHODS === #

    @api.depends("state", "deadline", "case_state")
    @api.depends_context("tz", "lang")
    def _compute_urgency(self):
        moments = self._get_urgency_moments()
        for task in self:
            if task.state != "open":
                task.urgency = "closed"
            elif task.case_state == "paused":
                task.urgency = "paused"
            elif not task.deadline:
                task.urgency = "none"
            else:
                task.urgency = next(
                    (word for word, end in moments if task.deadline < end), "later"
                )

    @api.model
    def _get_urgency_moments(self):
        """Return [(word, the moment before which it is true)], the nearest first."""
        now = fields.Datetime.now()
        first_weekday = int(get_lang(self.env).week_start) - 1
        bounds = get_day_bounds(now, self.env.tz, first_weekday)
        words = ("overdue", "today", "tomorrow", "week")
        return list(zip(words, (now, *bounds), strict=True))

    def _search_urgency(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._get_urgency_domain(word) for word in value)

    @api.model
    def _get_urgency_domain(self, word):
        """Return the tasks for which `word` is true now."""
        is_open = Domain("state", "=", "open")
        is_paused = Domain("case_id.state", "=", "paused")
        due = is_open & ~is_paused & Domain("deadline", "!=", False)
        since, domains = None, {}
        for name, end in self._get_urgency_moments():
            domains[name] = due & Domain("deadline", "<", end)
            if since:
                domains[name] &= Domain("deadline", ">=", since)
            since = end
        domains |= {
            "later": due & Domain("deadline", ">=", since),
            "none": is_open & ~is_paused & Domain("deadline", "=", False),
            "paused": is_open & is_paused,
            "closed": Domain("state", "!=", "open"),
        }
        return domains.get(word, Domain.FALSE)

    # === GROUPING === #

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Let columns and groups count by a word that is not stored."""
        if groupby_spec != "urgency":
            return super()._read_group_groupby(alias, groupby_spec, query)
        self._check_field_access(self._fields["urgency"], "read")
        deadline = self._field_to_sql(alias, "deadline", query)
        cases = [
            SQL("WHEN %s < %s THEN %s", deadline, end, word)
            for word, end in self._get_urgency_moments()
        ]
        return SQL(
            """
            CASE WHEN %(state)s != 'open' THEN 'closed'
                 WHEN %(case_state)s = 'paused' THEN 'paused'
                 WHEN %(deadline)s IS NULL THEN 'none'
                 %(cases)s
                 ELSE 'later'
            END
            """,
            state=self._field_to_sql(alias, "state", query),
            case_state=self._field_to_sql(alias, "case_state", query),
            deadline=deadline,
            cases=SQL(" ").join(cases),
        )

    def _read_group_orderby(self, order, groupby_terms, query):
        """Put the most urgent first, not the alphabet."""
        if "urgency" not in groupby_terms:
            return super()._read_group_orderby(order, groupby_terms, query)
        word = groupby_terms["urgency"]
        words = SQL("ARRAY[%s]", SQL(", ").join(SQL("%s", key) for key, _ in URGENCIES))
        # The parent may add to the terms: so it is given them, one changed for a while.
        groupby_terms["urgency"] = SQL("array_position(%s, %s)", words, word)
        result = super()._read_group_orderby(order, groupby_terms, query)
        groupby_terms["urgency"] = word
        return result

    def _read_group_urgency(self, words, domain):
        """Show every column, those that are seldom needed only with something in it."""
        return [
            key
            for key, _label in URGENCIES
            if key in words or key not in SHOWN_WHEN_NEEDED
        ]
