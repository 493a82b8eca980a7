from odoo import api, models

from .change_words import Snapshot
from .parameter_kinds import VALUE_FIELDS


class CrmProcessScenarioPartMixin(models.AbstractModel):
    """What belongs to a scenario and tells its history when it changes.

    A part brings `scenario_id` and `_get_history_names`.
    """

    _name = "crm.process.scenario.part.mixin"
    _description = "Part of a Scenario"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._note_in_history(lambda part: part._say_part_is_new())
        return parts

    def write(self, vals):
        names = self._get_history_names() & vals.keys()
        # sudo: what stood there, whoever may write it
        parts = self.sudo().filtered("scenario_id") if names else self.browse()
        before = Snapshot(parts, sorted(names))
        result = super().write(vals)
        if parts:
            parts._forget_parameter_values()
        for part, sentences in before.say_changes(lambda row: row._say_part()).items():
            part.scenario_id._note_changes(sentences)
        return result

    def unlink(self):
        self._note_in_history(lambda part: part._say_part_is_gone())
        return super().unlink()

    # === BUSINESS METHODS === #

    @api.model
    def _get_history_names(self):
        """Return the names of the fields whose changes the history tells."""
        return set()

    def _note_in_history(self, say):
        # sudo: whose it is
        for part in self.sudo().filtered("scenario_id"):
            part.scenario_id._note_changes([say(part)])

    def _forget_parameter_values(self):
        names = [*VALUE_FIELDS.values(), "value_unit_id"]
        self.env["crm.process.scenario.parameter"].invalidate_model(names, flush=False)

    # === WORDS === #

    def _say_part(self):
        """Return what the part is called: The rule “…”."""
        return self.env._("“%(name)s”", name=self.name)

    def _say_part_is_new(self):
        return self.env._("%s is new.", self._say_part())

    def _say_part_is_gone(self):
        return self.env._("%s was deleted.", self._say_part())
