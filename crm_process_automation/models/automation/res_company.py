from odoo import fields, models


class ResCompany(models.Model):
    """Whether automation runs in a company, and how long its journal is kept."""

    _inherit = "res.company"

    process_automation_stopped = fields.Boolean(
        string="Stop All Automation",
        help="Scenarios go on noting what they have to do, and do nothing. What waits "
        "runs when this is taken away.",
    )
    process_run_archive_days = fields.Integer(
        string="Archive the Journal After (Days)",
        default=180,
        help="Runs that are done, skipped or cancelled are archived. 0: never.",
    )
    process_run_delete_days = fields.Integer(
        string="Delete the Journal After (Days)",
        default=0,
        help="Runs that are done, skipped or cancelled are deleted. 0: never.",
    )

    _process_run_days_positive = models.Constraint(
        "CHECK(process_run_archive_days >= 0 AND process_run_delete_days >= 0)",
        "The days that the journal is kept are zero or more.",
    )

    # === CRUD METHODS === #

    def write(self, vals):
        stopped = self.filtered("process_automation_stopped")
        result = super().write(vals)
        if any(not company.process_automation_stopped for company in stopped):
            self.env["crm.process.run"]._wake_all_workers()
        return result
