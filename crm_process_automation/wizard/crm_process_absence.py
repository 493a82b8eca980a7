from datetime import time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.definition.constants import PROCESS_MANAGER
from ..tools.local_time import to_moment

LONGEST = timedelta(days=731)


class CrmProcessAbsence(models.TransientModel):
    """The dialogue in which somebody says when they are away, and who stands in."""

    _name = "crm.process.absence"
    _description = "I Am Away"

    user_id = fields.Many2one(
        "res.users",
        string="Who",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        ondelete="cascade",
    )
    is_manager = fields.Boolean(compute="_compute_is_manager")
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_to = fields.Date(
        string="To",
        required=True,
        default=fields.Date.context_today,
        help="The last day of the absence.",
    )
    deputy_id = fields.Many2one(
        "res.users",
        compute="_compute_deputy_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('share', '=', False), ('id', '!=', user_id)]",
        ondelete="set null",
        help="Empty: the tasks go to whoever answers for the case.",
    )
    note = fields.Char()
    absence_ids = fields.Many2many(
        "resource.calendar.leaves",
        string="Known Absences",
        compute="_compute_absence_ids",
    )
    effect = fields.Char(compute="_compute_effect")

    # === COMPUTE METHODS === #

    @api.depends_context("uid")
    def _compute_is_manager(self):
        self.is_manager = self.env.user.has_group(PROCESS_MANAGER)

    @api.depends("user_id")
    def _compute_deputy_id(self):
        for dialog in self:
            # sudo: who stands in for a colleague is no secret
            dialog.deputy_id = dialog.user_id.sudo().process_deputy_id

    @api.depends("user_id")
    def _compute_absence_ids(self):
        for dialog in self:
            leaves = self.env["resource.calendar.leaves"]
            if dialog._may_tell():
                # sudo: what was told in this dialogue; a manager sees his people's
                leaves = leaves.sudo().search(
                    [
                        ("resource_id.user_id", "=", dialog.user_id.id),
                        ("is_process_absence", "=", True),
                        ("date_to", ">", fields.Datetime.now()),
                    ]
                )
            dialog.absence_ids = leaves

    @api.depends("user_id", "date_from", "date_to")
    def _compute_effect(self):
        for dialog in self:
            dialog.effect = False
            if not dialog.date_to or not dialog._may_tell() or dialog._explain_dates():
                continue
            if count := dialog._count_tasks_due():
                dialog.effect = self.env._(
                    "Open tasks due before the end of the absence: %(count)s. They are "
                    "handed over when it begins; later ones stay.",
                    count=count,
                )

    # === ACTION METHODS === #

    def action_apply(self):
        """Enter the absence; the tasks that cannot wait are handed over.

        :raise UserError: when the dates or the deputy make no sense, or a salesperson
            speaks for a colleague
        """
        self.check_access("write")
        self.ensure_one()
        self._check_may_tell()
        user = self.user_id.sudo()  # sudo: the deputy of a colleague
        problem = self._explain_dates() or user._explain_no_deputy(self.deputy_id)
        if problem:
            raise UserError(problem)
        # sudo: people may say that they are away without rights on resources
        leaves = self.env["resource.calendar.leaves"].sudo()
        leaves.create(
            [self._prepare_leave_values(resource) for resource in self._get_resources()]
        )
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _may_tell(self):
        """Return whether the user may say of the person that they are away."""
        self.ensure_one()
        user = self.user_id.sudo()  # sudo: companies of colleagues
        if user == self.env.user or self.env.su:
            return True
        is_colleague = not user.share and user.company_ids & self.env.companies
        return bool(is_colleague and self.env.user.has_group(PROCESS_MANAGER))

    def _check_may_tell(self):
        if not self._may_tell():
            raise UserError(
                self.env._(
                    "Only a manager of the same company can say that a colleague is "
                    "away. Choose yourself."
                )
            )

    def _explain_dates(self):
        """Return what is wrong with the dates, or an empty text."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        if not self.date_from or not self.date_to:
            return self.env._("Say from when to when.")
        if self.date_to < self.date_from:
            return self.env._("The absence ends before it begins. Change its dates.")
        if self.date_to < today:
            return self.env._("The absence is over already. Choose days from today on.")
        if self.date_to - today > LONGEST or today - self.date_from > LONGEST:
            return self.env._(
                "An absence lies within two years from today. Choose nearer days."
            )
        return ""

    def _get_zone(self):
        user = self.user_id.sudo()  # sudo: the time zone of a colleague is no secret
        zone = user.tz or user.company_id.resource_calendar_id.tz or "UTC"
        return pytz.timezone(zone)

    def _get_moment(self, day, hour):
        return to_moment(day, hour, self._get_zone())

    def _get_end(self):
        """Return the last second of the absence."""
        return self._get_moment(self.date_to, time(23, 59, 59))

    def _count_tasks_due(self):
        # sudo: only counted
        return (
            self.env["crm.process.task"]
            .sudo()
            .search_count(
                [
                    ("user_id", "=", self.user_id.id),
                    ("state", "=", "open"),
                    ("deadline", "<", self._get_end()),
                ]
            )
        )

    def _get_resources(self):
        """Return the person as a resource of each company; who is none becomes one."""
        user = self.user_id.sudo()  # sudo: people have no rights on resources
        if user.resource_ids:
            return user.resource_ids
        company = user.company_id
        return user.resource_ids.create(
            {
                "name": user.name,
                "user_id": user.id,
                "company_id": company.id,
                "calendar_id": company.resource_calendar_id.id,
                "tz": self._get_zone().zone,
            }
        )

    def _prepare_leave_values(self, resource):
        return {
            "name": self.note or self.env._("Away"),
            "resource_id": resource.id,
            "calendar_id": resource.calendar_id.id,
            "date_from": self._get_moment(self.date_from, time.min),
            "date_to": self._get_end(),
            "process_deputy_id": self.deputy_id.id,
            "is_process_absence": True,
        }
