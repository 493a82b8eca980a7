from odoo import models
from odoo.tools.misc import formatLang

from .spot import Spot


class BaseAutomation(models.Model):
    """What a rule waits for, as a salesperson reads it."""

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _say_trigger(self):
        """Return the end of the sentence “It runs when …”."""
        self.ensure_one()
        say = getattr(self, f"_say_trigger_{self.trigger}", self._say_trigger_by_label)
        return say()

    def _get_subject_name(self):
        return self.model_id.name

    def _say_watched(self):
        """Return the names of the watched fields."""
        return ", ".join(self.trigger_field_ids.mapped("field_description"))

    # === KINDS OF TRIGGERS === #

    def _say_trigger_by_label(self):
        return dict(self._fields["trigger"]._description_selection(self.env))[
            self.trigger
        ]

    def _say_trigger_on_create(self):
        return self.env._("“%s” is created", self._get_subject_name())

    def _say_trigger_on_create_or_write(self):
        return self.env._(
            "“%(model)s” is created, or one of these changes: %(fields)s",
            model=self._get_subject_name(),
            fields=self._say_watched() or self.env._("anything"),
        )

    def _say_trigger_on_write(self):
        return self.env._(
            "one of these changes: %s", self._say_watched() or self.env._("anything")
        )

    def _say_trigger_on_stage_set(self):
        return self.env._(
            "%(field)s becomes %(value)s",
            field=self._say_watched() or self.env._("the stage"),
            value=self._say_trigger_value(),
        )

    _say_trigger_on_state_set = _say_trigger_on_stage_set
    _say_trigger_on_priority_set = _say_trigger_on_stage_set
    _say_trigger_on_tag_set = _say_trigger_on_stage_set

    def _say_trigger_on_user_set(self):
        return self.env._("a responsible is set")

    def _say_trigger_on_archive(self):
        return self.env._("“%s” is archived", self._get_subject_name())

    def _say_trigger_on_unarchive(self):
        return self.env._("“%s” is taken out of the archive", self._get_subject_name())

    def _say_trigger_on_message_received(self):
        return self.env._("a message comes in")

    def _say_trigger_on_message_sent(self):
        return self.env._("a message is sent")

    def _say_trigger_on_webhook(self):
        return self.env._("another system calls")

    def _say_trigger_on_time(self):
        return self._say_delay(self.trg_date_id.field_description)

    def _say_trigger_on_time_created(self):
        return self._say_delay(self.env._("the creation"))

    def _say_trigger_on_time_updated(self):
        return self._say_delay(self.env._("the last change"))

    # === PARTS === #

    def _say_delay(self, moment):
        if not self.trg_date_range:
            return self.env._("the moment comes: %s", moment)
        field = self._fields["trg_date_range_type"]
        units = dict(field._description_selection(self.env))
        values = {
            "number": formatLang(self.env, abs(self.trg_date_range), digits=0),
            "unit": units.get(self.trg_date_range_type, ""),
            "moment": moment,
        }
        is_before = (self.trg_date_range_mode == "before") != (self.trg_date_range < 0)
        if is_before:
            return self.env._("it is %(number)s (%(unit)s) before %(moment)s", **values)
        return self.env._("it is %(number)s (%(unit)s) after %(moment)s", **values)

    def _say_trigger_value(self):
        """Return what the watched field has to become."""
        words = self.env["crm.process.words"]
        if self.trg_selection_field_id:
            return words._quote(self.trg_selection_field_id.name)
        field = self.trigger_field_ids[:1]
        if not field or not self.trg_field_ref or self.model_name not in self.env:
            return self.env._("what the conditions say")
        spot = Spot(self.env[self.model_name].browse(), field.name)
        return words._say(spot, self.trg_field_ref)
