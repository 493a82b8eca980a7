from odoo import api, fields, models
from odoo.tools import is_html_empty

from ...tools.text import is_filled
from .parameter_kinds import VALUE_FIELDS

LEAVES_RELATION = "many2one_reference"


class CrmProcessScenarioParameter(models.Model):
    """The value of a parameter, in a field of its kind: what the window shows."""

    _inherit = "crm.process.scenario.parameter"

    value_char = fields.Char(
        string="Text", compute="_compute_values", inverse="_inverse_values"
    )
    value_text = fields.Text(compute="_compute_values", inverse="_inverse_values")
    value_html = fields.Html(compute="_compute_values", inverse="_inverse_values")
    value_integer = fields.Integer(compute="_compute_values", inverse="_inverse_values")
    value_float = fields.Float(compute="_compute_values", inverse="_inverse_values")
    value_boolean = fields.Boolean(compute="_compute_values", inverse="_inverse_values")
    value_date = fields.Date(compute="_compute_values", inverse="_inverse_values")
    value_datetime = fields.Datetime(
        compute="_compute_values", inverse="_inverse_values"
    )
    value_domain = fields.Char(compute="_compute_values", inverse="_inverse_values")
    value_selection_id = fields.Many2one(
        "ir.model.fields.selection",
        compute="_compute_values",
        inverse="_inverse_values",
        domain="[('field_id', '=', choice_field_id)]",
    )
    value_reference = fields.Reference(
        selection="_selection_models",
        compute="_compute_values",
        inverse="_inverse_values",
    )
    value_user_id = fields.Many2one(
        "res.users",
        compute="_compute_values",
        inverse="_inverse_values",
        domain="[('share', '=', False)]",
    )
    value_process_id = fields.Many2one(
        "crm.process.template",
        compute="_compute_values",
        inverse="_inverse_values",
        domain="[('state', '=', 'active')]",
    )
    value_stage_id = fields.Many2one(
        "crm.process.stage",
        compute="_compute_values",
        inverse="_inverse_values",
        domain="[('template_id.state', '=', 'active'),"
        " ('template_id.code', '=?', process_code)]",
    )
    value_assignment_id = fields.Many2one(
        "crm.process.assignment", compute="_compute_values", inverse="_inverse_values"
    )
    value_mail_template_id = fields.Many2one(
        "mail.template",
        compute="_compute_values",
        inverse="_inverse_values",
        domain="[('model', '=', target_model)]",
    )
    value_product_id = fields.Many2one(
        "product.product", compute="_compute_values", inverse="_inverse_values"
    )
    value_unit_id = fields.Many2one(
        "ir.model.fields.selection",
        string="Unit",
        compute="_compute_values",
        inverse="_inverse_unit",
        domain="[('field_id', '=', unit_choice_field_id)]",
    )
    # what the choices above depend on
    target_model = fields.Char(compute="_compute_choices")
    process_code = fields.Char(compute="_compute_choices")
    reference_model_id = fields.Many2one("ir.model", compute="_compute_choices")
    choice_field_id = fields.Many2one("ir.model.fields", compute="_compute_choices")
    unit_choice_field_id = fields.Many2one(
        "ir.model.fields", compute="_compute_choices"
    )

    # === COMPUTE METHODS === #

    @api.model
    def _selection_models(self):
        # sudo: the names of models
        return [(row.model, row.name) for row in self.env["ir.model"].sudo().search([])]

    @api.depends("automation_id", "action_id", "field_name", "unit_field_name")
    def _compute_values(self):
        for parameter in self:
            name = parameter.value_field
            values = dict.fromkeys([*VALUE_FIELDS.values(), "value_unit_id"], False)
            if name:
                values[name] = parameter._read_value(parameter.field_name)
            if parameter.unit_field_name:
                unit = parameter._read_value(parameter.unit_field_name)
                values["value_unit_id"] = unit
            parameter.update(values)

    @api.depends("automation_id", "action_id", "field_name", "unit_field_name")
    def _compute_choices(self):
        for parameter in self:
            target, field = parameter._get_target(), parameter._get_field()
            code = "process_template_code"
            parameter.target_model = target.model_name
            parameter.process_code = target[code] if code in target._fields else False
            parameter.reference_model_id = parameter._find_reference_model(field)
            parameter.choice_field_id = parameter._find_choice_field(field)
            parameter.unit_choice_field_id = self._get_choice_field(
                parameter._get_field(parameter.unit_field_name or "-")
            )

    def _find_reference_model(self, field):
        """Return the model that a reference has to be of; none when it is free."""
        target = self._get_target()
        models_ = self.env["ir.model"]
        if field and field.type == "many2one":
            return models_._get(field.comodel_name)
        if field and field.type == LEAVES_RELATION and target[field.model_field]:
            return models_._get(target[field.model_field])
        if field and field.name == "resource_ref":
            # as the form of the action does
            return target.update_related_model_id
        return models_

    def _find_choice_field(self, field):
        """Return the field (`ir.model.fields`) whose choices may be the value."""
        target = self._get_target()
        if field and field.name == "selection_value":
            return target.update_field_id
        if field and field.name == "trg_selection_field_id":
            return target.trigger_field_ids[:1]
        return self._get_choice_field(field)

    @api.model
    def _get_choice_field(self, field):
        if field and field.type == "selection":
            return self.env["ir.model.fields"]._get(field.model_name, field.name)
        return self.env["ir.model.fields"]

    # === INVERSE METHODS === #

    def _inverse_values(self):
        for parameter in self:
            if name := parameter.value_field:
                parameter._write_value(parameter.field_name, parameter[name])

    def _inverse_unit(self):
        for parameter in self.filtered("unit_field_name"):
            parameter._write_value(parameter.unit_field_name, parameter.value_unit_id)

    # === BUSINESS METHODS === #

    def _read_value(self, name):
        """Return what stands in the field `name` of the target, as our field has it."""
        target, field = self._get_target(), self._get_field(name)
        value = target[name]
        if field.type == "selection":
            choices = self._get_choice_field(field).selection_ids
            return choices.filtered(lambda choice: choice.value == value)
        if field.type == LEAVES_RELATION:
            model = target[field.model_field]
            return f"{model},{value}" if model and value else False
        if self.kind == "reference":
            return f"{value._name},{value.id}" if value else False
        return value

    def _write_value(self, name, value):
        target, field = self._get_target(), self._get_field(name)
        if field.type == "selection":
            value = value.value
        elif field.type in (LEAVES_RELATION, "many2one"):
            value = value.id if value else False
        elif field.type == "reference":
            value = f"{value._name},{value.id}" if value else False
        target.write({name: value})

    def _get_plain_value(self):
        """Return the value as it stands in `parameters` of the scenario."""
        value = self[self.value_field] if self.value_field else None
        if isinstance(value, models.BaseModel):
            return value.id if self.kind != "reference" else f"{value._name},{value.id}"
        return str(value) if self.kind in ("date", "datetime", "html") else value

    def _is_empty(self):
        """Return whether nothing has been chosen or entered."""
        self.ensure_one()
        if self.kind == "html":
            return is_html_empty(self.value_html)
        if self.kind == "boolean":
            return False
        if self.kind == "details":
            rows = self._get_target()[self.field_name]
            find_unusable = getattr(rows, "_filter_unusable", None)
            return not rows or bool(find_unusable and find_unusable())
        value = self[self.value_field]
        return not is_filled(value.strip() if isinstance(value, str) else value)
