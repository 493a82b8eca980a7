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
    """An absence that lies ahead has its effect when it begins."""

    _inherit = "resource.calendar.leaves"

    # === BUSINESS METHODS === #

    def _plan_absences(self):
        result = super()._plan_absences()
        now = fields.Datetime.now()
        # sudo: whoever may enter an absence lets its tasks be handed over
        ahead = (
            self.sudo()
            ._filter_absences()
            .filtered(lambda absence: absence.date_from > now)
        )
        if ahead:
            self.env["crm.process.timer"]._schedule(
                [
                    {
                        "kind": "absence",
                        "date_due": absence.date_from,
                        "leave_id": absence.id,
                        "company_id": absence.company_id.id,
                    }
                    for absence in ahead
                ]
            )
        return result
