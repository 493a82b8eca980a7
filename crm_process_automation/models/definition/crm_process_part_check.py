from ast import literal_eval

from odoo import api, models
from odoo.fields import Domain


class CrmProcessResponsibleMixin(models.AbstractModel):
    """Whether the one who is to answer can answer."""

    _inherit = "crm.process.responsible.mixin"

    def _get_responsible_problems(self):
        """Return in sentences why nobody would answer for the part."""
        self.ensure_one()
        if self.responsible_kind == "case":
            return []
        source, name = self._get_responsible_source(), self._get_part_name()
        if not source:
            kinds = dict(
                self._fields["responsible_kind"]._description_selection(self.env)
            )
            return [
                self.env._(
                    "“%(part)s” is to be answered for by “%(kind)s”, but nothing is "
                    "chosen. Choose one.",
                    part=name,
                    kind=kinds[self.responsible_kind],
                )
            ]
        if "active" in source._fields and not source.active:
            return [
                self.env._(
                    "“%(part)s” is answered for by “%(person)s”, which is archived. "
                    "Choose another.",
                    part=name,
                    person=source.display_name,
                )
            ]
        return self._get_foreign_problems(source, name)

    def _get_foreign_problems(self, source, name):
        companies = self.env["res.company"]
        if source._name == "res.users":
            companies = source.company_ids if self.company_id else companies
        elif "company_id" in source._fields:
            companies = source.company_id
        if not companies or self.company_id in companies:
            return []
        return [
            self.env._(
                "“%(part)s” is answered for by “%(person)s” of another company. Choose "
                "one of %(company)s.",
                part=name,
                person=source.display_name,
                company=self.company_id.name or self.env._("no company"),
            )
        ]


class CrmProcessStage(models.Model):
    """What is wrong with a stage, whatever road the data came by."""

    _inherit = "crm.process.stage"

    def _get_problems(self):
        problems = super()._get_problems()
        if self.is_end and not self.outcome:
            problems.append(
                self.env._(
                    "The end stage “%s” has no outcome. Choose success, refused or "
                    "cancelled.",
                    self.name,
                )
            )
        if self.outcome and not self.is_end:
            problems.append(
                self.env._(
                    "The stage “%s” has an outcome but is no end. Tick “End”, or clear "
                    "the outcome.",
                    self.name,
                )
            )
        return problems


class CrmProcessTransition(models.Model):
    """Whether the condition of an arrow can be asked."""

    _inherit = "crm.process.transition"

    def _get_problems(self):
        control = self.env["crm.process.control"]
        model = control._get_subject_models()["case"]
        problem = control._get_filter_fault(self.domain, model)
        if not problem:
            return super()._get_problems()
        return [
            *super()._get_problems(),
            self.env._(
                "The condition of the arrow “%(arrow)s” cannot be asked: %(problem)s. "
                "Correct it.",
                arrow=self._get_part_name(),
                problem=problem,
            ),
        ]


class CrmProcessControl(models.Model):
    """Whether a control point can be asked: `_get_problems_<kind>` says."""

    _inherit = "crm.process.control"

    def _get_problems(self):
        ask = getattr(self, f"_get_problems_{self.kind}", None)
        return super()._get_problems() + (ask() if ask else [])

    def _get_problems_domain(self):
        problem = self._get_filter_fault(self.domain, self.subject_model)
        if not problem:
            return []
        return [
            self.env._(
                "The filter of the control point “%(control)s” cannot be asked: "
                "%(problem)s. Correct it.",
                control=self._get_part_name(),
                problem=problem,
            )
        ]

    def _get_problems_field(self):
        if self._is_field_path(self.field_path, self.subject_model):
            return []
        return [
            self.env._(
                "The control point “%(control)s” looks at the field “%(field)s”, which "
                "“%(subject)s” does not have. Choose another field.",
                control=self._get_part_name(),
                field=self.field_path or "",
                subject=self.env["ir.model"]._get(self.subject_model).name,
            )
        ]

    def _get_problems_property(self):
        properties = self.template_id.case_properties_definition or []
        if self.property_name in {prop["name"] for prop in properties}:
            return []
        return [
            self.env._(
                "The control point “%(control)s” looks at the property “%(property)s”, "
                "which the process does not have. Add it, or choose another.",
                control=self._get_part_name(),
                property=self.property_name or "",
            )
        ]

    def _get_problems_task(self):
        if self.step_id and self.step_id.template_id == self.template_id:
            return []
        return [
            self.env._(
                "The control point “%s” waits for a step that this process does not "
                "have. Choose one of its steps.",
                self._get_part_name(),
            )
        ]

    @api.model
    def _get_filter_fault(self, text, model):
        """Return what is wrong with the filter `text` on `model`, or an empty text."""
        try:
            Domain(literal_eval(text or "[]")).validate(self.env[model])
        except (ValueError, SyntaxError, TypeError) as error:
            return str(error).rstrip(".")
        return ""

    @api.model
    def _is_field_path(self, path, model):
        """Return whether the dotted `path` can be followed from `model`."""
        for name in (path or "").split("."):
            field = self.env[model]._fields.get(name) if model else None
            if field is None:
                return False
            model = field.comodel_name if field.relational else None
        return True
