from odoo import api, fields, models
from odoo.exceptions import ValidationError

DATE_TYPES = ("date", "datetime")


class CrmProcessControl(models.Model):
    """Where the records lie that a control point, a goal or a date looks at."""

    _inherit = "crm.process.control"

    # === BUSINESS METHODS === #

    @api.model
    def _get_subject_paths(self):
        """Return the paths from a case to each subject, the first one singular.

        What a case is, only the runtime knows; a host adds its own.
        """
        return {"partner": ["partner_id"]}


class CrmProcessStep(models.Model):
    """The date that a step is counted from."""

    _inherit = "crm.process.step"

    date_choices = fields.Json(compute="_compute_date_choices")

    _offset_is_bounded = models.Constraint(
        'CHECK("offset" BETWEEN -10000 AND 10000)',
        "A step lies at most 10,000 hours or days before or after its date.",
    )

    # === COMPUTE METHODS === #

    @api.depends("template_id.case_properties_definition")
    @api.depends_context("lang")
    def _compute_date_choices(self):
        places = self._get_date_places()
        for step in self:
            # _origin: a property that is not saved yet has no code
            template = step.template_id._origin or step.template_id
            step.date_choices = [
                [f"properties.{prop['name']}", prop.get("string") or prop["name"]]
                for prop in template.case_properties_definition or []
                if prop["type"] in DATE_TYPES
            ] + places

    # === CONSTRAINT METHODS === #

    @api.constrains("date_field")
    def _check_date_field(self):
        for step in self:
            if step.date_field and step._find_date_field(step.date_field) is None:
                raise ValidationError(step._explain_no_date())

    # === BUSINESS METHODS === #

    @api.model
    def _get_date_places(self):
        """Return [path, label] of the dates that every case has, or its records."""
        control = self.env["crm.process.control"]
        models_by_subject = control._get_subject_models()
        hidden = self._get_technical_dates()
        labels = dict(control._fields["subject"]._description_selection(self.env))
        return [
            [
                ".".join(filter(None, [paths[0], name])),
                f"{labels[subject]}: {field._description_string(self.env)}",
            ]
            for subject, paths in control._get_subject_paths().items()
            for name, field in self.env[models_by_subject[subject]]._fields.items()
            if field.store and field.type in DATE_TYPES and name not in hidden
        ]

    @api.model
    def _get_technical_dates(self):
        """Return the fields with a date that no task is sensibly counted from."""
        return {*models.MAGIC_COLUMNS, "calendar_last_notif_ack"}

    @api.model
    def _find_date_field(self, path):
        """Return the field that `path` ends at, None when it leads to no date.

        Only the records that a case looks at are followed: they tell when they change.
        A property stands for all of them; which ones there are, the process says.
        """
        subjects = self.env["crm.process.control"]._get_subject_models()
        model = subjects["case"]
        *links, last = path.split(".")
        for place, name in enumerate(links, start=1):
            field = self.env[model]._fields.get(name)
            if field is not None and field.type == "properties":
                is_of_case = model == subjects["case"] and place == len(links)
                return field if is_of_case else None
            if not self._is_followed(field, ["many2one"]):
                return None
            model = field.comodel_name
            if model not in subjects.values():
                return None
        field = self.env[model]._fields.get(last)
        return field if self._is_followed(field, DATE_TYPES) else None

    @api.model
    def _is_followed(self, field, types):
        return field is not None and field.type in types and bool(field.store)

    def _explain_no_date(self):
        """Return in a sentence that there is nothing to count from."""
        return self.env._(
            "The step “%(step)s” is counted from “%(path)s”, which leads to no date of "
            "the case or its records. Choose one of the list, or write a path such as "
            "properties.event_date.",
            step=self.name,
            path=self.date_field,
        )

    def _get_problems(self):
        return super()._get_problems() + self._get_date_problems()

    def _get_date_problems(self):
        """Return what is wrong with the date: a module or the designer took it away."""
        self.ensure_one()
        path = self.date_field
        if not path:
            return []
        if self._find_date_field(path) is None:
            return [self._explain_no_date()]
        first, *rest = path.split(".")
        definition = self.template_id.case_properties_definition or []
        dates = {prop["name"] for prop in definition if prop["type"] in DATE_TYPES}
        if first != "properties" or rest[0] in dates:
            return []
        return [
            self.env._(
                "The step “%(step)s” is counted from the property “%(property)s”, "
                "which is no date of this process. Add it, or choose another.",
                step=self._get_part_name(),
                property=rest[0],
            )
        ]
