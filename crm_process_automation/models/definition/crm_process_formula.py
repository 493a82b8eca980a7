from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.formula_functions import FUNCTIONS
from ...tools.formula_scan import is_name
from ...tools.slug import make_slug, make_unique
from .formula_words import get_unit_choices

LONGEST_CODE = 40


class CrmProcessFormula(models.Model):
    """A named calculation about a record, whose units are checked when it is saved.

    `tools/formula.py` describes the language. A name in a formula is one of its
    variables, else a field of the record, a property of the record's process, or the
    code of another formula about such records.
    """

    _name = "crm.process.formula"
    _description = "Process Formula"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        copy=False, help="Other formulas and the settings of automations name it so."
    )
    active = fields.Boolean(default=True)
    model_id = fields.Many2one(
        "ir.model",
        string="Kind of Record",
        required=True,
        ondelete="cascade",
        domain=lambda self: [("model", "in", self._get_record_models())],
    )
    record_model = fields.Selection(
        selection="_get_record_model_choices",
        string="Is About",
        compute="_compute_record_model",
        inverse="_inverse_record_model",
        store=True,
        index=True,
    )
    expression = fields.Text(
        string="Formula", required=True, default="0", help="No Python: see the guide."
    )
    unit = fields.Selection(
        selection="_get_unit_choices",
        string="Gives",
        required=True,
        default="number",
        help="The unit of the result. What does not fit it, is refused.",
    )
    variable_ids = fields.One2many(
        "crm.process.formula.variable", "formula_id", string="Inputs", copy=True
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: every company may use it."
    )

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))",
        "Another formula of this company has the same code. Choose another code.",
    )

    # === COMPUTE METHODS === #

    @api.depends("model_id")
    def _compute_record_model(self):
        for formula in self:
            # sudo: what a formula is about, is no secret
            formula.record_model = formula.model_id.sudo().model

    def _inverse_record_model(self):
        for formula in self:
            # sudo: as above
            formula.model_id = formula.env["ir.model"].sudo()._get(formula.record_model)

    @api.model
    def _get_record_model_choices(self):
        models_ = self.env["ir.model"].sudo()  # sudo: their names are no secret
        return [(name, models_._get(name).name) for name in self._get_record_models()]

    @api.model
    def _get_unit_choices(self):
        return get_unit_choices(self.env)

    # === CONSTRAINT METHODS === #

    @api.constrains("code")
    def _check_code(self):
        for formula in self:
            if not is_name(formula.code) or formula.code in FUNCTIONS:
                raise ValidationError(
                    self.env._(
                        "“%(code)s” cannot be the code of “%(formula)s”. Use letters, "
                        "digits and underscores, and begin with a letter.",
                        code=formula.code or "",
                        formula=formula.name,
                    )
                )

    @api.constrains("model_id")
    def _check_model(self):
        allowed = self._get_record_models()
        for formula in self:
            if formula.record_model not in allowed:
                raise ValidationError(
                    self.env._(
                        "“%(formula)s” cannot be about records that take part in no "
                        "process. Choose another kind of record.",
                        formula=formula.name,
                    )
                )

    @api.constrains(
        "expression", "unit", "code", "model_id", "company_id", "variable_ids", "active"
    )
    def _check_expression(self):
        """Check the formulas, and those that need their results."""
        for formula in self | self._find_users():
            if error := formula._explain():
                raise ValidationError(formula._tell_problem(error))

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        models_ = self.env["ir.model"].sudo()  # sudo: their names are no secret
        taken, prepared = None, []
        for vals in vals_list:
            vals = dict(vals)
            if vals.get("record_model") and not vals.get("model_id"):
                vals["model_id"] = models_._get_id(vals["record_model"])
            if not vals.get("code"):
                taken = taken or self._get_taken_codes(vals_list)
                vals["code"] = self._make_code(vals.get("name"), taken)
                taken.add(vals["code"])
            prepared.append(vals)
        return super().create(prepared)

    def write(self, vals):
        """Refuse what breaks a formula that needs one of these."""
        is_renamed = {"code", "active"} & vals.keys()
        users = self._find_users() if is_renamed else self.browse()
        result = super().write(vals)
        users._check_expression()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_needed(self):
        if users := self._find_users():
            raise ValidationError(
                self.env._(
                    "“%(formula)s” is needed by “%(user)s”. Change that one first.",
                    formula=self[0].name,
                    user=users[0].name,
                )
            )

    # === BUSINESS METHODS === #

    @api.model
    def _get_record_models(self):
        """Return the models whose records a formula may be about: layers add theirs."""
        return []

    @api.model
    def _get_taken_codes(self, vals_list):
        """Return the codes that no new formula may get."""
        # sudo: codes are taken in archived formulas and other companies as well
        formulas = self.sudo().with_context(active_test=False)
        formulas = formulas.search([("code", "!=", False)])
        return {
            *FUNCTIONS,
            *formulas.mapped("code"),
            *(vals.get("code") for vals in vals_list),
        }

    @api.model
    def _make_code(self, name, taken):
        slug = make_slug(name or "", "formula")[:LONGEST_CODE].strip("_")
        return make_unique(slug if is_name(slug) else f"formula_{slug}", taken)

    def _tell_problem(self, error):
        """Return a sentence: which formula, where in it, and what to do."""
        self.ensure_one()
        if error.start is None:
            return self.env._(
                "Formula “%(formula)s”: %(cause)s",
                formula=self.name,
                cause=error.message,
            )
        return self.env._(
            "Formula “%(formula)s”, from character %(position)s on: %(cause)s",
            formula=self.name,
            position=error.start + 1,
            cause=error.message,
        )
