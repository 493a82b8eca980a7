from functools import lru_cache

from odoo import api, models

from ...tools.formula import FormulaError, compile_formula
from ...tools.formula_units import parse_unit
from .formula_names import FormulaNames
from .formula_words import tell


@lru_cache(maxsize=1024)
def _compile(source):
    return compile_formula(source)


class CrmProcessFormula(models.Model):
    """What a formula gives for a record, with the rights of whoever asks.

    Nothing here raises because of a formula: a result and a `FormulaError` both come
    back as values, and `is_error` tells one from the other.
    """

    _inherit = "crm.process.formula"

    # === BUSINESS METHODS === #

    def _evaluate(self, record):
        """Return what the formula gives for `record`.

        :return: a `FormulaResult` (`value`, `unit`, `trace`), or a `FormulaError`
            whose `message` is a sentence for the user
        """
        self.ensure_one()
        if record._name != self.record_model or len(record) != 1:
            return tell(FormulaError("wrong_record"), self.env)
        return self._calculate(record, (self.code,))

    @api.model
    def _evaluate_expression(self, expression, record, unit=None):
        """Return what a formula gives that has no name, such as that of an action.

        :param unit: the unit that the result must have, such as "pcs"; None: any
        :return: as `_evaluate`
        """
        if len(record) != 1:
            return tell(FormulaError("wrong_record"), self.env)
        return self._run(expression, FormulaNames(self.browse(), record), unit)

    @api.model
    def _explain_expression(self, expression, model, unit=None):
        """Return why a nameless formula about records of `model` is wrong, or None.

        :return: a `FormulaError`; ask this when an expression is saved
        """
        names = FormulaNames(self.browse(), self.env[model])
        return self._find_problem(expression, names, unit)

    def _explain(self):
        """Return what is wrong with the formula for any record, or None."""
        self.ensure_one()
        if self.record_model not in self.env:
            return tell(FormulaError("wrong_record"), self.env)
        return (
            self._find_problem(self.expression, self._get_names(), self.unit)
            or self._find_cycle()
        )

    def _calculate(self, record, path, results=None):
        """Return what the formula gives, while those in `path` wait for it."""
        self.ensure_one()
        names = FormulaNames(self, record, self.variable_ids, path, results)
        return self._run(self.expression, names, self.unit)

    def _get_names(self):
        """Return the names of the formula, about no record."""
        self.ensure_one()
        record = self.env[self.record_model]
        return FormulaNames(self, record, self.variable_ids, (self.code,))

    def _run(self, expression, names, unit):
        try:
            wanted = parse_unit(unit) if unit else None
            formula = _compile(expression or "")
            return formula.evaluate(names.get_kind, names.get_value, wanted)
        except FormulaError as error:
            return tell(error, self.env)

    def _find_problem(self, expression, names, unit):
        try:
            wanted = parse_unit(unit) if unit else None
            _compile(expression or "").check(names.get_kind, wanted)
        except FormulaError as error:
            return tell(error, self.env)
        return None

    # === FORMULAS THAT NEED ONE ANOTHER === #

    @api.model
    def _find_by_code(self, code, record):
        """Return the formula with that code: the company's own before the common."""
        company = self.company_id or self.env.company
        if "company_id" in record._fields and record:
            company = record.company_id or company
        return self.search(
            [
                ("code", "=", code),
                ("record_model", "=", record._name),
                ("company_id", "in", [company.id, False]),
            ],
            order="company_id",
            limit=1,
        )

    def _get_words(self):
        """Return the names in the formula, and where its inputs come from."""
        self.ensure_one()
        try:
            names = _compile(self.expression or "").names
        except FormulaError:
            names = ()
        paths = {each.name: each.path for each in self.variable_ids if each.path}
        return {paths.get(name, name) for name in names}

    def _get_needed(self):
        """Return the formulas whose results the formula needs."""
        self.ensure_one()
        names = self._get_names()
        return self.browse().union(*map(names.find_needed, self._get_words()))

    def _find_users(self):
        """Return the other formulas that need the results of these."""
        kinds, codes = self.mapped("record_model"), set(self.mapped("code"))
        others = self.search([("record_model", "in", kinds)]) - self
        return others.filtered(
            lambda other: codes & other._get_words() and other._get_needed() & self
        )

    def _find_cycle(self):
        """Return a `FormulaError` when the formula needs its own result, else None."""
        waiting, seen = [(self, (self.code,))], self.browse()
        while waiting:
            formula, path = waiting.pop()
            for needed in formula._get_needed():
                if needed == self._origin:
                    path = " → ".join([*path, needed.code])
                    error = FormulaError("cycle", name=self.name, path=path)
                    return tell(error, self.env)
                if needed not in seen:
                    seen |= needed
                    waiting.append((needed, (*path, needed.code)))
        return None

    # === PROPERTIES === #

    @api.model
    def _get_properties(self, record):
        """Return {code: definition and value} of what a process asks of the record.

        Layers that know cases answer.
        """
        return {}

    @api.model
    def _get_known_properties(self):
        """Return {code: definition} of the properties of all processes."""
        # sudo: a property is known whatever version of whichever process defines it
        templates = self.env["crm.process.template"].sudo()._with_archived()
        templates = templates.search([("case_properties_definition", "!=", False)])
        return {
            row["name"]: {key: row[key] for key in row.keys() - {"default", "value"}}
            for template in templates
            for row in template.case_properties_definition or []
        }
