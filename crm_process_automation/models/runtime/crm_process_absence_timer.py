from odoo import fields, models


class CrmProcessTimer(models.Model):
    """The moment at which an absence begins."""

    _inherit = "crm.process.timer"

    kind = fields.Selection(
        selection_add=[("absence", "An absence begins")],
        ondelete={"absence": "cascade"},
    )
    leave_id = fields.Many2one(
        "resource.calendar.leaves",
        string="Absence",
        index="btree_not_null",
        readonly=True,
        ondelete="cascade",
    )

    # === BUSINESS METHODS === #

    def _fire_absence(self):
        """Hand over what the colleagues leave who are away from now on."""
        # sudo: the system's own task, nobody asks for it
        self.sudo().leave_id._begin_absences()


class ResourceCalendarLeaves(models.Model):
    """An absence that lies ahead has its effect when it begins.

    It has one timer: whoever moves an absence moves its timer, too.
    """

    _inherit = "resource.calendar.leaves"

    # === BUSINESS METHODS === #

    def _plan_absences(self):
        result = super()._plan_absences()
        now = fields.Datetime.now()
        # sudo: timers are the engine's, whoever may enter an absence
        absences, timers = self.sudo(), self.env["crm.process.timer"].sudo()
        timers.search(
            [("leave_id", "in", absences.ids), ("state", "=", "pending")]
        )._cancel()
        timers._schedule(
            [
                {
                    "kind": "absence",
                    "date_due": absence.date_from,
                    "leave_id": absence.id,
                    "company_id": absence.company_id.id,
                }
                for absence in absences._filter_absences()
                if absence.date_from > now
            ]
        )
        return result
