from odoo import models
from odoo.exceptions import UserError

from ...tools.text import is_blank

CONDITION = "yes/no"


class IrActionsServer(models.Model):
    """The formulas of an action, asked of a record with the rights of who acts."""

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _calculate(self, expression, record, subject):
        """Return (the number that `expression` gives for `record`, what it lacks).

        :param subject: what is calculated, for the sentence of an error
        :raise UserError: when the formula itself is wrong, whatever is filled in
        """
        result = self._evaluate(expression, record, subject)
        if result.is_error:
            return None, self._explain_formula(result.message, subject)
        if isinstance(result.value, bool | str):
            cause = self.env._("“%s” is no number", result.value)
            raise UserError(self._explain_formula(cause, subject))
        return float(result.value), ""

    def _is_called_for(self, condition, record, subject):
        """Return whether `condition` holds for `record`; an empty one always does.

        What is not filled in yet is no reason to act.
        """
        if is_blank(condition):
            return True
        result = self._evaluate(condition, record, subject, CONDITION)
        return not result.is_error and bool(result.value)

    def _evaluate(self, expression, record, subject, unit=None):
        formulas = record.env["crm.process.formula"]
        result = formulas._evaluate_expression(expression, record, unit)
        if result.is_error and result.code != "no_value":
            raise UserError(self._explain_formula(result.message, subject))
        return result

    def _explain_formula(self, cause, subject):
        """Return a sentence that names the action, what it calculates and the cause."""
        return self.env._(
            "“%(action)s”, %(subject)s: %(cause)s",
            action=self.name,
            subject=subject,
            cause=cause,
        )

    def _get_formula_problems(self, expression, subject, unit=None):
        """Return in sentences what is wrong with a formula before it is ever used."""
        self.ensure_one()
        formulas = self.env["crm.process.formula"]
        model = self._get_formula_model()
        error = formulas._explain_expression(expression, model, unit)
        return [self._explain_formula(error.message, subject)] if error else []

    def _get_formula_model(self):
        """Return the model that the formulas of the action are about."""
        return self.model_name
