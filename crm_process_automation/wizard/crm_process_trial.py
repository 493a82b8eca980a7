from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmProcessTrial(models.TransientModel):
    """The dialogue that tries a scenario on a record, and changes nothing."""

    _name = "crm.process.trial"
    _description = "Try a Scenario"

    scenario_id = fields.Many2one(
        "crm.process.scenario",
        required=True,
        readonly=True,
        ondelete="cascade",
        context={"active_test": False},
    )
    record_ref = fields.Reference(
        selection="_get_record_kinds",
        string="Try It on",
        compute="_compute_record_ref",
        store=True,
        readonly=False,
    )
    result = fields.Html(sanitize=False, readonly=True)

    # === COMPUTE METHODS === #

    @api.model
    def _get_record_kinds(self):
        """Return the kinds of records that scenarios have rules on."""
        # sudo: only the names of models
        domain = [("scenario_id", "!=", False)]
        rules = self.env["base.automation"].sudo().with_context(active_test=False)
        models_ = rules.search(domain).model_id
        return [(model.model, model.name) for model in models_.sorted("name")]

    @api.depends("scenario_id")
    def _compute_record_ref(self):
        """Suggest the record that it ran on last, else the newest."""
        for dialog in self:
            record = dialog._suggest_record()
            dialog.record_ref = record and f"{record._name},{record.id}"

    # === ACTION METHODS === #

    def action_try(self):
        """Show what the scenario would do with the record."""
        self.ensure_one()
        self.check_access("write")
        self.scenario_id.check_access("write")
        if not self.record_ref:
            raise UserError(
                self.env._("Choose a record to try “%s” on.", self.scenario_id.name)
            )
        told = self.scenario_id._try_on(self.record_ref)
        self.result = self.env["ir.qweb"]._render(
            "crm_process_automation.crm_process_trial_result", {"told": told}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try It"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    # === BUSINESS METHODS === #

    def _suggest_record(self):
        self.ensure_one()
        last = self.env["crm.process.run"].search(
            [("scenario_id", "=", self.scenario_id.id)], limit=1
        )
        record = last and last._get_record()
        if record and record.has_access("read"):
            return record
        # sudo: which kind of record the rules are about
        for name in self.scenario_id.sudo()._get_rules().mapped("model_name"):
            model = self.env.get(name)
            if model is not None and model.has_access("read"):
                return model.search([], limit=1, order="id desc")
        return None
