from odoo import api, fields, models


class BaseAutomation(models.Model):
    """What the screens of a scenario show of its rules, in words."""

    _inherit = "base.automation"

    scenario_model_ids = fields.Many2many(
        "ir.model", compute="_compute_scenario_model_ids"
    )
    trigger_words = fields.Char(string="When", compute="_compute_trigger_words")
    action_names = fields.Json(string="Then", compute="_compute_action_names")

    # === COMPUTE METHODS === #

    @api.depends("scenario_id")
    def _compute_scenario_model_ids(self):
        names = self.env["crm.process.scenario"]._get_model_names()
        models_ = self.env["ir.model"].search([("model", "in", sorted(names))])
        self.scenario_model_ids = models_

    @api.depends("trigger", "model_id", "trigger_field_ids")
    def _compute_trigger_words(self):
        for rule in self:
            rule.trigger_words = rule._get_trigger_words() if rule.trigger else False

    def _get_trigger_words(self):
        """Return what happens, and to what: “Lead: Stage is set to New”."""
        self.ensure_one()
        if say := getattr(self, "_say_trigger", None):
            return say()
        labels = dict(self._fields["trigger"]._description_selection(self.env))
        fields_ = self.trigger_field_ids.mapped("field_description")
        words = f"{self.model_id.name}: {labels[self.trigger]}"
        return f"{words} ({', '.join(fields_)})" if fields_ else words

    @api.depends("action_server_ids.name")
    def _compute_action_names(self):
        for rule in self:
            rule.action_names = rule.action_server_ids.sorted().mapped("name")
