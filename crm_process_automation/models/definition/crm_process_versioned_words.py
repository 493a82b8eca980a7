from odoo import models
from odoo.tools import html2plaintext
from odoo.tools.misc import formatLang

# They say where a part belongs, or how it looks, or are told along with another field.
SILENT_FIELDS = frozenset(
    {"name", "sequence", "color", "active", "fold", "case_properties_definition"}
    | {"template_id", "stage_id", "from_stage_id", "to_stage_id", "company_id"}
    | {"time_unit", "user_id", "group_id", "assignment_id"}
)


class CrmProcessVersionedMixin(models.AbstractModel):
    """What a designer has decided on a part, in words.

    A field is asked for `_describe_<field>`, then for `_describe_type_<type>`.
    """

    _inherit = "crm.process.versioned.mixin"

    # === BUSINESS METHODS === #

    def _describe_decisions(self):
        """Return {field: its value in words} of what a designer decides on the part."""
        self.ensure_one()
        return {
            name: self._describe_decision(name, field)
            for name, field in self._get_part_fields().items()
            if name not in SILENT_FIELDS
        }

    def _describe_decision(self, name, field):
        if describe := getattr(self, f"_describe_{name}", None):
            return describe()
        if describe := getattr(self, f"_describe_type_{field.type}", None):
            return describe(name)
        return str(self[name] or "")

    def _describe_type_boolean(self, name):
        return self.env._("yes") if self[name] else self.env._("no")

    def _describe_type_selection(self, name):
        labels = dict(self._fields[name]._description_selection(self.env))
        return labels.get(self[name], "")

    def _describe_type_float(self, name):
        value = self[name]
        return formatLang(self.env, value, digits=self._count_digits(value))

    def _describe_type_many2one(self, name):
        return self[name].display_name or ""

    def _describe_type_many2many(self, name):
        return ", ".join(sorted(self[name].mapped("display_name")))

    def _describe_type_html(self, name):
        return html2plaintext(self[name] or "")

    def _describe_domain(self):
        return "" if self.domain in (False, "[]") else self.domain

    def _describe_time_limit(self):
        """Return the time frame in words: “2 h”, “1.5 d”; empty without one."""
        self.ensure_one()
        if not self.time_limit:
            return ""
        number = self._describe_type_float("time_limit")
        if self.time_unit == "day":
            return self.env._("%s d", number)
        return self.env._("%s h", number)

    def _describe_responsible_kind(self):
        return self.responsible_text

    @staticmethod
    def _count_digits(value):
        return 0 if float(round(value, 1)).is_integer() else 1


class CrmProcessStage(models.Model):
    """What is said of a stage otherwise than of other parts."""

    _inherit = "crm.process.stage"

    # === BUSINESS METHODS === #

    def _describe_probability(self):
        return self.env._(
            "%(number)s %%", number=self._describe_type_float("probability")
        )

    def _describe_subprocess_id(self):
        # Only the code counts: whichever version is active is started.
        return self.subprocess_id.name or ""
