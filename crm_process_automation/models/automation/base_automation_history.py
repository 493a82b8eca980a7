from odoo import api, models

NAMES = {
    "name",
    "trigger",
    "model_id",
    "trigger_field_ids",
    "filter_pre_domain",
    "filter_domain",
    "trg_date_id",
    "trg_date_range",
    "trg_date_range_mode",
    "trg_date_range_type",
    "trg_date_calendar_id",
    "trg_selection_field_id",
    "trg_field_ref",
    "record_getter",
}


class BaseAutomation(models.Model):
    """A rule tells the history of its scenario when it changes."""

    _name = "base.automation"
    _inherit = ["base.automation", "crm.process.scenario.part.mixin"]

    # === CRUD METHODS === #

    def write(self, vals):
        """Switching the whole scenario is no change of it; archiving one rule is."""
        result = super().write(vals)
        if vals.get("active") is False:
            # sudo: whose it is
            for rule in self.sudo().filtered("scenario_id.active"):
                text = self.env._("%s was archived.", rule._say_part())
                rule.scenario_id._note_changes([text])
        return result

    # === BUSINESS METHODS === #

    @api.model
    def _get_history_names(self):
        return NAMES

    def _say_part(self):
        return self.env._("Rule “%s”", self.name)
