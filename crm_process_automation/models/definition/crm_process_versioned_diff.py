from odoo import api, models

from ...tools.text_change import shorten_change


class CrmProcessVersionedMixin(models.AbstractModel):
    """What has become of a part since another version, in sentences."""

    _inherit = "crm.process.versioned.mixin"

    # === BUSINESS METHODS === #

    def _get_stage_of_part(self):
        """Return the stage under which the part is told; empty: the whole process."""
        stages = self.env["crm.process.stage"]
        return self.stage_id if "stage_id" in self._fields else stages

    def _get_name_in_stage(self):
        return self.display_name

    def _is_told(self):
        """Return whether it is news that the part was added or removed."""
        return True

    def _title(self):
        """Return how the part is introduced: Step “Call”."""
        self.ensure_one()
        return self.env._(
            "%(kind)s “%(name)s”",
            kind=self._get_part_label(),
            name=self._get_name_in_stage(),
        )

    def _describe_changes_since(self, old):
        """Return what differs from `old`, the same part of another version."""
        self.ensure_one()
        sentences = []
        if "name" in self._fields and self.name != old.name:
            sentences.append(self._describe_renaming(old))
        was, now = old._describe_decisions(), self._describe_decisions()
        sentences += [
            self._describe_change(self._get_field_label(name), was[name], now[name])
            for name in now
            if was[name] != now[name]
        ]
        return sentences

    def _describe_renaming(self, old):
        return self.env._(
            "Renamed from “%(old)s” to “%(new)s”",
            new=self.name or "",
            old=old.name or "",
        )

    @api.model
    def _describe_change(self, label, old, new):
        old, new = shorten_change(old, new)
        if not old:
            return self.env._("%(what)s added: %(new)s", what=label, new=new)
        if not new:
            return self.env._("%(what)s removed (it was: %(old)s)", what=label, old=old)
        return self.env._("%(what)s: %(old)s → %(new)s", what=label, old=old, new=new)

    @api.model
    def _get_field_label(self, name):
        return self._fields[name]._description_string(self.env)


class CrmProcessStage(models.Model):
    """A stage is told under its own heading."""

    _inherit = "crm.process.stage"

    # === BUSINESS METHODS === #

    def _get_stage_of_part(self):
        return self


class CrmProcessTransition(models.Model):
    """An arrow is told under the stage that it leaves."""

    _inherit = "crm.process.transition"

    # === BUSINESS METHODS === #

    def _get_stage_of_part(self):
        return self.from_stage_id

    def _get_name_in_stage(self):
        name = f"→ {self.to_stage_id.name}"
        return f"{name} ({self.name})" if self.name else name


class CrmProcessControl(models.Model):
    """The control point of a required step comes and goes with it: that is no news."""

    _inherit = "crm.process.control"

    # === BUSINESS METHODS === #

    def _is_told(self):
        return not self.is_made_for_step
