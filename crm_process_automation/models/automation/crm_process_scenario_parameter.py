from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .parameter_kinds import VALUE_FIELDS, get_kind, is_open


class CrmProcessScenarioParameter(models.Model):
    """A setting of a scenario: a window onto one field of one of its rules or actions.

    It keeps no value of its own: what is read and written is the field, in the rights
    of whoever looks. So *Set Up* asks for what matters, in words, and nothing that a
    technical screen shows differs from it.
    """

    _name = "crm.process.scenario.parameter"
    _description = "Scenario Parameter"
    _order = "sequence, id"

    scenario_id = fields.Many2one(
        "crm.process.scenario", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Its name in `parameters` of the scenario.")
    help = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    required = fields.Boolean(
        help="The scenario cannot be switched on while it is empty."
    )
    automation_id = fields.Many2one(
        "base.automation",
        string="Rule",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('scenario_id', '=', scenario_id)]",
        context={"active_test": False},
    )
    action_id = fields.Many2one(
        "ir.actions.server",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('scenario_id', '=', scenario_id)]",
    )
    field_name = fields.Char(required=True, string="Field")
    unit_field_name = fields.Char(
        string="Field of the Unit", help="A choice that belongs to the value: days."
    )
    kind = fields.Char(compute="_compute_kind")
    value_field = fields.Char(
        compute="_compute_kind", help="The field of ours that holds the value."
    )

    _code_unique = models.Constraint(
        "UNIQUE(scenario_id, code)",
        "Two parameters of a scenario cannot have the same code.",
    )
    _one_target = models.Constraint(
        "CHECK((automation_id IS NULL) <> (action_id IS NULL))",
        "A parameter belongs to a rule or to an action of the scenario.",
    )

    # === COMPUTE METHODS === #

    @api.depends("automation_id", "action_id", "field_name")
    def _compute_kind(self):
        for parameter in self:
            field = parameter._get_field()
            comodel = field and field.comodel_name
            kind = field and get_kind(field.name, field.type, comodel)
            parameter.kind = kind
            parameter.value_field = VALUE_FIELDS.get(kind, False)

    # === CONSTRAINT METHODS === #

    @api.constrains("scenario_id", "automation_id", "action_id")
    def _check_target(self):
        for parameter in self:
            # sudo: whose the rule or action is
            if parameter._get_target().sudo().scenario_id != parameter.scenario_id:
                raise ValidationError(
                    self.env._(
                        "The parameter “%s” is about a rule or an action of another "
                        "scenario. Choose one of its own.",
                        parameter.name,
                    )
                )

    @api.constrains("automation_id", "action_id", "field_name", "unit_field_name")
    def _check_field(self):
        for parameter in self:
            unit = parameter.unit_field_name
            for name in filter(None, (parameter.field_name, unit)):
                if not parameter._is_open(name):
                    raise ValidationError(
                        self.env._(
                            "The parameter “%(parameter)s” cannot set the field "
                            "“%(field)s”: choose one that says what is done.",
                            parameter=parameter.name,
                            field=name,
                        )
                    )
            if unit and parameter._get_target()._fields[unit].type != "selection":
                raise ValidationError(
                    self.env._(
                        "The unit of the parameter “%s” must be a choice.",
                        parameter.name,
                    )
                )

    def _is_open(self, name):
        target = self._get_target().sudo()  # sudo: what kind of row it is
        if name not in target._fields or not is_open(bool(self.automation_id), name):
            return False
        # a value may be set, a program may not
        return name != "value" or target.evaluation_type in (False, "value")

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """The value comes last: it is written where the window leads."""
        names = {*VALUE_FIELDS.values(), "value_unit_id"}
        bare = [
            {name: vals[name] for name in vals.keys() - names} for vals in vals_list
        ]
        parameters = super().create(bare)
        for parameter, vals in zip(parameters, vals_list, strict=True):
            if values := {name: vals[name] for name in vals.keys() & names}:
                parameter.write(values)
        parameters.scenario_id._note_changes_of(parameters)
        return parameters

    def write(self, vals):
        result = super().write(vals)
        if "scenario_id" in vals:
            # a window is not carried where the user may not write
            self.check_access("write")
        return result

    # === BUSINESS METHODS === #

    def _get_target(self):
        """Return the rule or the action that the window leads to."""
        self.ensure_one()
        return self.automation_id or self.action_id

    def _get_field(self, name=None):
        """Return the field (of Odoo's model) that the window leads to, or False."""
        self.ensure_one()
        return self._get_target()._fields.get(name or self.field_name or "", False)
