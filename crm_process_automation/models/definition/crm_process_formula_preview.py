from decimal import Decimal

from odoo import api, fields, models

from .formula_words import UNITS


class CrmProcessFormula(models.Model):
    """The preview of a formula while it is written: result, and how it came about."""

    _inherit = "crm.process.formula"

    preview_record = fields.Reference(
        selection="_get_record_model_choices",
        string="Try on",
        store=False,
        help="Nothing is changed. Without a record the inputs take their samples.",
    )
    preview_result = fields.Char(string="Result", compute="_compute_preview")
    preview_problem = fields.Char(compute="_compute_preview")
    preview_trace = fields.Html(
        string="How It Is Calculated", compute="_compute_preview", sanitize=False
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "expression",
        "unit",
        "code",
        "company_id",
        "record_model",
        "preview_record",
        "variable_ids.name",
        "variable_ids.path",
        "variable_ids.unit",
        "variable_ids.sample",
    )
    @api.depends_context("uid", "lang")
    def _compute_preview(self):
        for formula in self:
            result = formula._preview()
            is_right = result is not None and not result.is_error
            formula.preview_problem = result and result.is_error and result.message
            formula.preview_result = is_right and formula._show(result)
            formula.preview_trace = is_right and formula._show_trace(result)

    # === BUSINESS METHODS === #

    def _preview(self):
        """Return what the formula gives for the record, or for the samples."""
        self.ensure_one()
        if self.record_model not in self.env:
            return None
        record = self.preview_record
        if record and record.exists():
            return self._evaluate(record)
        return self._calculate(self.env[self.record_model], (self.code,))

    def _show_trace(self, result):
        """Return as HTML each step of a calculation, in its order."""
        steps = [(step.text, self._show(step)) for step in result.trace]
        return self.env["ir.qweb"]._render(
            "crm_process_automation.crm_process_formula_trace", {"steps": steps}
        )

    def _show(self, result):
        """Return a value with its unit, as people read it."""
        value, unit = result.value, result.unit
        if value is True or value is False:
            return self.env._("Yes") if value else self.env._("No")
        if not isinstance(value, Decimal):
            return f"“{value}”"
        if unit == "number":
            return f"{value:f}"
        return f"{value:f} {self.env._(UNITS[unit]) if unit in UNITS else unit}"
