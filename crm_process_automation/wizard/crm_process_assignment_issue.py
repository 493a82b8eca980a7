from datetime import timedelta

import pytz

from odoo import api, fields, models

from ..tools.local_time import END_OF_DAY, to_moment

DAYS = {"today": 0, "tomorrow": 1, "week": 7}
WORKING_DAYS = 3
# What an assignment may be about: the field here and on the assignment.
SUBJECTS = ("subject_lead_id", "subject_order_id", "origin_case_id", "partner_id")


class CrmProcessAssignmentIssue(models.TransientModel):
    """The dialogue that issues an assignment: what, who, by when."""

    _name = "crm.process.assignment.issue"
    _description = "Issue an Assignment"
    _inherit = ["crm.process.dialog.mixin"]

    name = fields.Char(string="What to Do", required=True)
    executor_ids = fields.Many2many(
        "res.users",
        string="Who Does It",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Each of them gets an assignment of his own.",
    )
    deadline_choice = fields.Selection(
        [
            ("today", "Today 18:00"),
            ("tomorrow", "Tomorrow 18:00"),
            ("working_days", "In 3 working days"),
            ("week", "In a week"),
            ("own", "Another moment"),
        ],
        string="By When",
        required=True,
        default="tomorrow",
    )
    date_promised = fields.Datetime(
        string="Deadline",
        compute="_compute_date_promised",
        store=True,
        readonly=False,
        precompute=True,
    )
    note = fields.Html(string="Details")
    remind_before = fields.Float(
        string="Remind Before (Hours)",
        default=2.0,
        help="Working hours before the deadline. 0: no reminder.",
    )
    escalate_after = fields.Float(
        string="Escalate After (Hours)",
        default=4.0,
        help="Working hours after the deadline at which the head is told. 0: never.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )

    # What it is about
    subject_lead_id = fields.Many2one("crm.lead", string="Deal", ondelete="cascade")
    subject_order_id = fields.Many2one("sale.order", string="Order", ondelete="cascade")
    origin_case_id = fields.Many2one(
        "crm.process.case", string="Case", ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", string="Client")

    # === COMPUTE METHODS === #

    @api.depends("deadline_choice", "executor_ids", "company_id")
    def _compute_date_promised(self):
        for wizard in self:
            wizard.date_promised = wizard._choose_deadline() or wizard.date_promised

    # === CRUD METHODS === #

    @api.model
    def default_get(self, fields_list):
        """Tell the client and the company of what the assignment is about."""
        self.check_access("create")
        values = super().default_get(fields_list)
        values |= self._get_subject_values(values, fields_list)
        return values

    # === ACTION METHODS === #

    def action_issue(self):
        """Issue one assignment to each executor, and say so with a link.

        :raise UserError: naming what is wrong with it
        """
        self.ensure_one()
        if self.deadline_choice != "own":
            # As it is when the button is pressed, not when the dialogue was opened.
            self.date_promised = self._choose_deadline()
        cases = self.env["crm.process.case"]._issue(
            self.executor_ids, self._prepare_assignment_values()
        )
        return self._notify_issued(cases)

    # === BUSINESS METHODS === #

    def _check_subjects(self):
        for name in SUBJECTS:
            self[name].check_access("read")
        return super()._check_subjects()

    def _choose_deadline(self):
        """Return the deadline that was chosen, False for an own one."""
        self.ensure_one()
        if self.deadline_choice == "own":
            return False
        if self.deadline_choice == "working_days":
            clock, user = self.env["crm.process.clock"]._wind(), self.executor_ids[:1]
            user, company = user._origin, self.company_id
            hours = clock.get_hours(WORKING_DAYS, "day", user, company)
            return clock.plan(fields.Datetime.now(), hours, user, company)
        day = fields.Date.context_today(self) + timedelta(
            days=DAYS[self.deadline_choice]
        )
        zone = pytz.timezone(self.env.user.tz or "UTC")
        return to_moment(day, END_OF_DAY, zone)

    @api.model
    def _get_subject_values(self, values, fields_list):
        """Return the links and the company of the record that it is about."""
        records = [
            record
            for name in SUBJECTS
            if (record := self[name].browse(values.get(name) or []).exists())
            and record.has_access("read")
        ]
        found = {}
        for record in records:
            if record._name == "crm.process.case":
                found |= self._get_links_of_case(record)
            if record._name != "res.partner":
                found["partner_id"] = record.partner_id.id
            if record.company_id:
                found["company_id"] = record.company_id.id
        return {
            name: value
            for name, value in found.items()
            if value and name in fields_list and not self._is_chosen(name, values)
        }

    @api.model
    def _is_chosen(self, name, values):
        return name != "company_id" and values.get(name)

    @api.model
    def _get_links_of_case(self, case):
        """Return the deal or the order of a case, as far as the user may read it."""
        lead = (case.lead_id | case.subject_lead_id)[:1]
        order = (case.order_id | case.subject_order_id)[:1]
        return {
            "subject_lead_id": lead._filtered_access("read").id,
            "subject_order_id": order._filtered_access("read").id,
        }

    def _prepare_assignment_values(self):
        self.ensure_one()
        links = {name: self[name].id for name in SUBJECTS}
        return links | {
            "name": self.name,
            "note": self.note,
            "date_promised": self.date_promised,
            "remind_before": self.remind_before,
            "escalate_after": self.escalate_after,
            "company_id": self.company_id.id,
        }

    def _notify_issued(self, cases):
        """Return the message that the assignments are issued, with a link to them."""
        names = ", ".join(cases.user_id.sudo().mapped("name"))  # sudo: colleagues
        action = self.env.ref(
            "crm_process_automation.crm_process_case_assignment_action"
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": self.env._("Assigned to %s", names),
                "message": "%s",
                "links": [
                    {
                        "label": cases[0].name,
                        "url": f"/odoo/action-{action.id}/{cases[0].id}"
                        if len(cases) == 1
                        else f"/odoo/action-{action.id}",
                    }
                ],
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
