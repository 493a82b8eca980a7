from decimal import Decimal, InvalidOperation

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.formula import FormulaError
from ...tools.formula_functions import FUNCTIONS
from ...tools.formula_scan import is_name
from ...tools.formula_units import CONDITION, TEXT
from .formula_words import get_unit_choices

YES = ("yes", "true", "1", "так")


class CrmProcessFormulaVariable(models.Model):
    """An input of a formula: a name, where its value comes from, and in which unit."""

    _name = "crm.process.formula.variable"
    _description = "Formula Input"
    _order = "sequence, id"

    formula_id = fields.Many2one(
        "crm.process.formula", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="formula_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, help="How the formula calls it.")
    path = fields.Char(
        string="Comes from",
        help="A field of the record (expected_revenue, partner_id.name), or a property "
        "of its process (properties.wall). Empty: what is called like the input.",
    )
    unit = fields.Selection(
        selection="_get_unit_choices", required=True, default="number"
    )
    sample = fields.Char(
        help="What the preview calculates with while no record is chosen."
    )

    _name_unique = models.Constraint(
        "UNIQUE(formula_id, name)",
        "Two inputs of the formula have the same name. Give each its own.",
    )

    # === COMPUTE METHODS === #

    @api.model
    def _get_unit_choices(self):
        return get_unit_choices(self.env)

    # === CONSTRAINT METHODS === #

    @api.constrains("name")
    def _check_name(self):
        for variable in self:
            if not is_name(variable.name) or variable.name in FUNCTIONS:
                raise ValidationError(
                    self.env._(
                        "An input of “%(formula)s” cannot be called “%(name)s”. Use "
                        "letters, digits and underscores, and begin with a letter.",
                        formula=variable.formula_id.name,
                        name=variable.name,
                    )
                )

    # === BUSINESS METHODS === #

    def _read_sample(self, kind):
        """Return the sample as a value of the type `kind`."""
        self.ensure_one()
        text = (self.sample or "").strip()
        if kind == TEXT:
            return text
        if kind == CONDITION:
            return text.lower() in YES
        try:
            return Decimal(text.replace(",", "."))
        except InvalidOperation:
            raise FormulaError("bad_value", name=self.name) from None
