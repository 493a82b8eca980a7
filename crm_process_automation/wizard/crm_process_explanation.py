from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmProcessExplanation(models.TransientModel):
    """The dialogue that says why a scenario did or did not run on a record."""

    _name = "crm.process.explanation"
    _description = "Why / Why Not"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    run_id = fields.Many2one("crm.process.run", readonly=True, ondelete="cascade")
    record_name = fields.Char(string="For", compute="_compute_record_name")
    scenario_ids = fields.Many2many(
        "crm.process.scenario",
        string="Scenarios on Such Records",
        compute="_compute_scenario_ids",
    )
    scenario_id = fields.Many2one(
        "crm.process.scenario",
        domain="[('id', 'in', scenario_ids)]",
        context={"active_test": False},
        ondelete="cascade",
    )
    explanation = fields.Html(compute="_compute_explanation", sanitize=False)

    # === COMPUTE METHODS === #

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        for dialog in self:
            dialog.record_name = dialog._get_record().display_name

    @api.depends("res_model", "res_id")
    def _compute_scenario_ids(self):
        scenarios = self.env["crm.process.scenario"].with_context(active_test=False)
        # sudo: what rules there are is for designers; which scenarios, for everybody
        everything = scenarios.sudo().search([("automation_ids", "!=", False)])
        readable = everything.with_env(self.env)._filtered_access("read")
        for dialog in self:
            record = dialog._get_record()
            dialog.scenario_ids = readable.filtered(
                lambda scenario, record=record: scenario._is_about(record)
            )

    @api.depends("res_model", "res_id", "scenario_id", "run_id")
    @api.depends_context("lang", "tz", "uid")
    def _compute_explanation(self):
        for dialog in self:
            if not dialog.scenario_id:
                dialog.explanation = False
                continue
            run = dialog.run_id if dialog.run_id.has_access("read") else None
            if run and run.scenario_id != dialog.scenario_id:
                run = None
            explained = dialog.scenario_id._explain(dialog._get_record(), run=run)
            dialog.explanation = self.env["ir.qweb"]._render(
                "crm_process_automation.crm_process_explanation", {"told": explained}
            )

    # === BUSINESS METHODS === #

    def _get_record(self):
        """Return the record that is asked about.

        :raise AccessError: when it is closed to the user
        """
        self.ensure_one()
        model = self.env.get(self.res_model or "")
        if not isinstance(model, models.Model):
            raise UserError(
                self.env._("Open a deal, an order, a client or a case first.")
            )
        record = model.browse(self.res_id).exists()
        record.check_access("read")
        return record


class CrmProcessScenario(models.Model):
    """A scenario that is asked from the form of a record."""

    _inherit = "crm.process.scenario"

    # === BUSINESS METHODS === #

    @api.model
    def _open_explanation(self, record, run=None):
        """Return the action that asks about `record`, and about `run` in particular."""
        last = run or self.env["crm.process.run"].search(
            self.env["crm.process.run"]._get_domain_about(record), limit=1
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Why / Why Not"),
            "res_model": "crm.process.explanation",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": record._name,
                "default_res_id": record.id,
                "default_run_id": run.id if run else False,
                "default_scenario_id": last.scenario_id.id,
            },
        }
