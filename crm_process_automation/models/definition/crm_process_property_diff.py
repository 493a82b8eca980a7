from odoo import models

TOLD_KEYS = ("type", "selection", "tags", "default", "comodel", "domain", "suffix")


class CrmProcessTemplate(models.Model):
    """What has become of the properties of a case since another version."""

    _inherit = "crm.process.template"

    # === BUSINESS METHODS === #

    def _get_properties_by_name(self):
        """Return {name: definition} of the properties of a case."""
        self.ensure_one()
        return {prop["name"]: prop for prop in self.case_properties_definition or []}

    def _describe_property_changes(self, old):
        """Return in sentences what differs from the properties of the version `old`."""
        was, now = old._get_properties_by_name(), self._get_properties_by_name()
        sentences = []
        for name in [*now, *(name for name in was if name not in now)]:
            if name not in was:
                label = self._get_property_label(now[name])
                sentences.append(self.env._("Property “%s” added", label))
            elif name not in now:
                label = self._get_property_label(was[name])
                sentences.append(self.env._("Property “%s” removed", label))
            else:
                sentences += self._describe_property_change(was[name], now[name])
        return sentences

    def _describe_property_change(self, old, new):
        sentences = []
        label = self._get_property_label(new)
        if (before := self._get_property_label(old)) != label:
            sentences.append(
                self.env._(
                    "Property “%(new)s”: before called “%(old)s”", new=label, old=before
                )
            )
        sentences += [
            self.env._(
                "Property “%(name)s”: %(what)s", name=label, what=self._change_of(*pair)
            )
            for pair in (
                (key, self._describe_key(old, key), self._describe_key(new, key))
                for key in TOLD_KEYS
            )
            if pair[1] != pair[2]
        ]
        return sentences

    def _change_of(self, key, old, new):
        labels = {
            "type": self.env._("type"),
            "selection": self.env._("values"),
            "tags": self.env._("values"),
            "default": self.env._("default value"),
            "comodel": self.env._("what it refers to"),
            "domain": self.env._("filter"),
            "suffix": self.env._("unit"),
        }
        return self._describe_change(labels[key], old, new)

    def _get_property_label(self, definition):
        return definition.get("string") or definition["name"]

    def _describe_key(self, definition, key):
        value = definition.get(key)
        if key in ("selection", "tags"):
            return ", ".join(str(option[1]) for option in value or ())
        return "" if value in (None, False, "[]") else str(value)
