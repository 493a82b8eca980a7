from odoo import fields, models
from odoo.exceptions import UserError


class CrmProcessDocument(models.Model):
    """The minutes of a meeting in the calendar."""

    _inherit = "crm.process.document"

    event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    # === BUSINESS METHODS === #

    def _prepare_bare_task_links(self):
        links = super()._prepare_bare_task_links()
        own = {"lead_id": self.lead_id.id, "order_id": self.order_id.id}
        return own if any(own.values()) else links


class CalendarEvent(models.Model):
    """A meeting of which minutes are written."""

    _inherit = "calendar.event"

    # === ACTION METHODS === #

    def action_write_minutes(self):
        """Open the minutes of the meeting: those that there are, else a new draft.

        :raise UserError: when no form of minutes is approved
        """
        self.ensure_one()
        self.check_access("read")
        papers = self.env["crm.process.document"]
        papers.check_access("create")
        minutes = papers.search(
            [
                ("event_id", "=", self.id),
                ("document_type", "=", "minutes"),
                ("state", "!=", "cancelled"),
            ],
            limit=1,
        )
        if not minutes:
            minutes = papers.create(self._prepare_minutes_values())
        return minutes._get_form_action()

    # === BUSINESS METHODS === #

    def _prepare_minutes_values(self):
        """Return the values of the draft: who was there, where and when."""
        case = self._find_case()
        company = case.company_id or self.env.company
        clients = self.partner_ids.filtered("partner_share")
        # sudo: only who the client is
        client = case.sudo().partner_id or clients[:1]
        form = self.env["crm.process.document.template"]._get_form(
            "minutes", company, case or None
        )
        return {
            "template_id": form.id,
            "document_type": "minutes",
            "case_id": case.id,
            "partner_id": client.id,
            "company_id": company.id,
            "currency_id": company.currency_id.id,
            "event_id": self.id,
            "minutes_place": self.location,
            "minutes_date": self.start,
            "participant_ids": [
                fields.Command.create(
                    {
                        "partner_id": partner.id,
                        "side": "client" if partner.partner_share else "ours",
                    }
                )
                for partner in self.partner_ids
            ],
        }

    def _find_case(self):
        """Return the case that the meeting is about, empty when there is none."""
        # sudo: which one; whether the user may write there, the paper asks
        event = self.sudo()
        tasks = self.env["crm.process.task"].sudo()  # sudo: as above
        task = tasks.search([("event_id", "=", self.id)], limit=1)
        case = task.case_id or event.opportunity_id.case_id
        return case.with_env(self.env)


class CrmProcessTask(models.Model):
    """A meeting task of which minutes are written."""

    _inherit = "crm.process.task"

    # === ACTION METHODS === #

    def action_write_minutes(self):
        """Open the minutes of the meeting of the task.

        :raise UserError: when it stands in no calendar
        """
        self.ensure_one()
        self.check_access("read")
        if event := self.sudo().event_id.with_env(self.env):  # sudo: which one
            return event.action_write_minutes()
        raise UserError(
            self.env._(
                "“%s” stands in no calendar. Say when it is held: give it a deadline.",
                self.display_name,
            )
        )
