from odoo import fields, models

KINDS = [("run_failed", "Automation gave up"), ("scenario_paused", "Scenario paused")]


class CrmProcessIncident(models.Model):
    """What went wrong with automation."""

    _inherit = "crm.process.incident"

    kind = fields.Selection(
        selection_add=KINDS, ondelete={kind: "cascade" for kind, _label in KINDS}
    )
    run_id = fields.Many2one(
        "crm.process.run", readonly=True, index="btree_not_null", ondelete="set null"
    )
    scenario_id = fields.Many2one(
        "crm.process.scenario",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    # === ACTION METHODS === #

    def action_open_run(self):
        """Open the line of the journal that the incident is about."""
        self.ensure_one()
        self.check_access("read")
        return self._open(self.run_id)
