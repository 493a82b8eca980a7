from odoo import api, models

from ...tools.process_file import Spec

# What does not travel: where a record belongs, and what only its own database knows.
STAYS_AT_HOME = frozenset({"active", "company_id", "message_main_attachment_id"})
KIND_BY_TYPE = {
    "char": "text",
    "text": "text",
    "html": "text",
    "boolean": "boolean",
    "integer": "integer",
    "float": "float",
    "monetary": "float",
    "many2one": "link",
    "many2many": "links",
    "selection": "choice",
    "properties_definition": "properties",
}


class CrmProcessVersionedMixin(models.AbstractModel):
    """What of a part stands in the file of its process."""

    _inherit = "crm.process.versioned.mixin"

    # === BUSINESS METHODS === #

    @api.model
    def _get_file_fields(self):
        """Return {name: field} of what travels. A part is where its process is."""
        return {
            name: field
            for name, field in self._get_part_fields().items()
            if name not in STAYS_AT_HOME | {"template_id"}
        }

    @api.model
    def _get_file_specs(self):
        """Return {field: Spec}: what the file may hold of such a part."""
        parts = set(self._get_part_models())
        return {
            name: self._get_file_spec(field, parts)
            for name, field in self._get_file_fields().items()
        }

    @api.model
    def _get_file_spec(self, field, parts):
        kind = KIND_BY_TYPE[field.type]
        if field.type == "many2one" and field.comodel_name in parts:
            return Spec("part", part=field.comodel_name, required=bool(field.required))
        if field.type == "selection":
            return Spec(kind, tuple(field.get_values(self.env)))
        if kind == "text" and field.translate:
            kind = "translated"
        is_needed = field.required and not field.default and not field.compute
        return Spec(kind, required=bool(is_needed and kind in ("text", "translated")))

    @api.model
    def _create_from_file(self, vals_list):
        """Create the parts that a file describes, in their order."""
        return self.create(vals_list)

    @api.model
    def _get_domain_model(self, _vals):
        """Return the model on which the filter of such a part is asked."""
        return self.env["crm.process.control"]._get_subject_models()["case"]

    def _make_file_ref(self, index):
        """Return the name by which other parts of the file refer to this one."""
        return f"{self._name.rsplit('.', 1)[-1]}-{index}"

    def _write_to_file(self, refs):
        """Return what the file holds of the part; what is empty is left out.

        :param refs: {part: its name in the file}
        """
        self.ensure_one()
        values = {}
        for name, spec in self._get_file_specs().items():
            value, field = self._get_file_value(name, spec, refs), self._fields[name]
            if value or field.compute or field.default:
                values[name] = value
        return values

    def _get_file_value(self, name, spec, refs):
        """Ask `_get_file_<kind>` of the specification, for what is no plain value."""
        if spec.kind == "part":
            return refs.get(self[name])
        if get_value := getattr(self, f"_get_file_{spec.kind}", None):
            return get_value(name)
        is_number = spec.kind in ("boolean", "integer", "float")
        return self[name] if is_number else self[name] or None

    def _get_file_link(self, name):
        record = self[name]
        return self.env["crm.process.file.link"]._name_record(record) or None

    def _get_file_links(self, name):
        links = self.env["crm.process.file.link"]
        names = [links._name_record(record) for record in self[name]]
        return sorted(names, key=lambda link: sorted(link.items()))

    def _get_file_properties(self, name):
        links = self.env["crm.process.file.link"]
        return [links._name_property(definition) for definition in self[name] or []]

    def _get_file_translated(self, name):
        """Return {language: text}, without the languages that say it in English."""
        texts = self._fields[name]._get_stored_translations(self) or {}
        english = texts.get("en_US")
        if not english:
            return None
        return {"en_US": english} | {
            language: text
            for language, text in sorted(texts.items())
            if text and text != english and not language.startswith("_")
        }


class CrmProcessTemplate(models.Model):
    """The process itself in its file."""

    _inherit = "crm.process.template"

    # === BUSINESS METHODS === #

    @api.model
    def _get_file_fields(self):
        return {"code": self._fields["code"]} | super()._get_file_fields()


class CrmProcessStage(models.Model):
    """A stage in the file: its code is its name."""

    _inherit = "crm.process.stage"

    # === BUSINESS METHODS === #

    def _make_file_ref(self, index):
        return self.code


class CrmProcessControl(models.Model):
    """A control point in the file says whether its step brings it along."""

    _inherit = "crm.process.control"

    # === BUSINESS METHODS === #

    @api.model
    def _get_file_fields(self):
        made = {flag: self._fields[flag] for flag in self._get_made_flags()}
        return made | super()._get_file_fields()

    @api.model
    def _get_domain_model(self, vals):
        return self._get_subject_models()[vals.get("subject") or "case"]

    @api.model
    def _create_from_file(self, vals_list):
        """Complete what the steps and stages have made; create the rest."""
        step_ids = [vals["step_id"] for vals in vals_list if vals.get("step_id")]
        made_by_step = self._get_made_by_step(
            {"crm.process.step": dict(enumerate(step_ids))}
        )
        controls = self.browse()
        for vals in vals_list:
            flags = {flag for flag in self._get_made_flags() if vals.pop(flag, False)}
            made = self._find_made(flags, vals, made_by_step)
            if made:
                made.write(vals)
            controls += made or self.create(vals)
        return controls
