from odoo import fields, models

from ..definition.constants import PROCESS_USER


class CrmProcessJournalMixin(models.AbstractModel):
    """A record whose form shows what automation did there, and did not."""

    _name = "crm.process.journal.mixin"
    _description = "Shows Its Automation"

    automation_run_count = fields.Integer(
        string="Automation Runs",
        compute="_compute_automation_run_count",
        groups=PROCESS_USER,
    )

    # === COMPUTE METHODS === #

    def _compute_automation_run_count(self):
        runs = self.env["crm.process.run"]
        for record in self:
            domain = runs._get_domain_about(record._origin)
            record.automation_run_count = record._origin and runs.search_count(domain)

    # === ACTION METHODS === #

    def action_open_automation_runs(self):
        """Open what automation did with the record and what belongs to it."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_process_automation.crm_process_run_action"
        )
        runs = self.env["crm.process.run"]
        return action | {
            "name": self.env._("Automation of %s", self.display_name),
            "domain": list(runs._get_domain_about(self)),
            "context": {},
        }

    def action_explain_automation(self):
        """Ask why a scenario did or did not run here."""
        self.ensure_one()
        self.check_access("read")
        return self.env["crm.process.scenario"]._open_explanation(self)
