from odoo import fields, models
from odoo.exceptions import UserError

WRITTEN = frozenset({"minutes_place", "minutes_date", "agenda"})


class CrmProcessDocument(models.Model):
    """The minutes of a meeting: written first, then issued; decisions become tasks."""

    _inherit = "crm.process.document"

    minutes_place = fields.Char(string="Place of the Meeting")
    minutes_date = fields.Datetime(string="Held On", copy=True)
    agenda = fields.Text(help="One question a line.")
    participant_ids = fields.One2many(
        "crm.process.document.participant",
        "document_id",
        string="Participants",
        copy=True,
    )
    decision_ids = fields.One2many(
        "crm.process.document.decision", "document_id", string="Decisions", copy=True
    )
    task_ids = fields.One2many(
        "crm.process.task",
        "document_id",
        string="Tasks",
        domain=[("meeting_decision_ids", "!=", False)],
        readonly=True,
        help="Those that its decisions gave; approvals and rework are others.",
    )

    # === CRUD METHODS === #

    def write(self, vals):
        if not self.env.su and not WRITTEN.isdisjoint(vals):
            self._check_is_being_written()
        return super().write(vals)

    # === BUSINESS METHODS === #

    def _after_issue(self):
        result = super()._after_issue()
        minutes = self.filtered(lambda paper: paper.document_type == "minutes")
        minutes.decision_ids._give_tasks()
        return result

    def _check_is_being_written(self):
        """Raise when the papers are issued: what they say does not change any more."""
        for paper in self.sudo():  # sudo: only whether it is issued
            if paper.date_issued:
                raise UserError(
                    self.env._(
                        "“%s” is issued, and says what it says. Make a revision to "
                        "change it.",
                        paper.display_name,
                    )
                )

    def _get_revisions_before(self):
        """Return all the revisions that the paper follows, the last one first."""
        self.ensure_one()
        found, paper = self.browse(), self.previous_id
        while paper and paper not in found:
            found |= paper
            paper = paper.previous_id
        return found

    def _collect_minutes(self):
        return {
            "minutes": {
                "place": self.minutes_place or "",
                "date": self._get_meeting_day().isoformat(),
                "agenda": self._get_agenda_items(),
                "participants": [
                    {"name": row.name, "side": row.side, "position": row.position or ""}
                    for row in self.participant_ids.sorted()
                ],
                "decisions": [row._say() for row in self.decision_ids.sorted()],
            }
        }

    def _get_meeting_day(self):
        """Return the day of the meeting where its responsible lives."""
        if not self.minutes_date:
            return self.date
        zone = self.user_id.tz or self.env.user.tz
        here = self.with_context(tz=zone)
        return fields.Datetime.context_timestamp(here, self.minutes_date).date()

    def _get_agenda_items(self):
        lines = (self.agenda or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def _prepare_bare_task_links(self):
        """Return what a task of a paper without a case belongs to. A host adds."""
        return {"partner_id": self.partner_id.id}
