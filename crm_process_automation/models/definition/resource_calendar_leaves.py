import pytz

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import format_date


class ResourceCalendarLeaves(models.Model):
    """An absence of somebody, and who takes over that time."""

    _inherit = "resource.calendar.leaves"

    process_deputy_id = fields.Many2one(
        "res.users",
        string="Deputy",
        index="btree_not_null",
        ondelete="set null",
        help="Who gets the tasks of processes that time. Empty: the usual deputy.",
    )
    is_process_absence = fields.Boolean(
        string="Told in Processes",
        readonly=True,
        help="Entered in the dialogue “I Am Away”, and taken back there.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("process_deputy_id", "resource_id")
    def _check_process_deputy(self):
        for leave in self.filtered("process_deputy_id"):
            # sudo: who is absent is no secret
            user = leave.sudo().resource_id.user_id
            problem = user and user._explain_no_deputy(leave.process_deputy_id)
            if problem:
                raise ValidationError(problem)

    # === BUSINESS METHODS === #

    @api.model
    def _find_absence(self, user):
        """Return the absence of `user` that lasts longest from now, empty when there.

        For the system: who is away is no secret, why is.
        """
        now = fields.Datetime.now()
        return self.sudo().search(  # sudo: as above
            [
                ("resource_id.user_id", "=", user.id),
                ("date_from", "<=", now),
                ("date_to", ">=", now),
            ],
            order="date_to desc",
            limit=1,
        )

    def _say_last_day(self):
        """Return the last day of the absence, as its person sees the calendar."""
        self.ensure_one()
        zone = self.resource_id.tz or self.resource_id.user_id.tz or "UTC"
        local = pytz.utc.localize(self.date_to).astimezone(pytz.timezone(zone))
        return format_date(self.env, local.date())
