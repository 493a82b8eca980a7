from odoo import fields, models

from ..definition.constants import PROCESS_DESIGNER


class CrmProcessWebhook(models.Model):
    """A call that a scenario makes: the way back to its run, and who answers for it."""

    _inherit = "crm.process.webhook"

    scenario_id = fields.Many2one(
        "crm.process.scenario", readonly=True, index=True, ondelete="set null"
    )
    # Its name is that of a deal: whoever reads the call need not know it.
    run_id = fields.Many2one(
        "crm.process.run",
        readonly=True,
        index=True,
        ondelete="set null",
        groups=PROCESS_DESIGNER,
    )

    # === ACTION METHODS === #

    def action_open_run(self):
        """Open the line of the journal that the call follows from."""
        self.ensure_one()
        self.check_access("read")
        run = self.sudo().run_id.sudo(False)  # sudo: the link; the run asks for itself
        run.check_access("read")
        return run.get_formview_action()

    # === BUSINESS METHODS === #

    def _get_failure_subject(self):
        values = super()._get_failure_subject()
        scenario, case = self.scenario_id, self.run_id.case_id
        if scenario:
            person = scenario.switched_on_by_id or scenario.run_as_id
            values["user_id"] = person.id
        if case:
            values |= {"case_id": case.id, "case_name": case.name}
        return values
