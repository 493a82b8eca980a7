from odoo import models

from .ir_actions_server import RUNNER, RUNNER_KEY


def is_run(env):
    """Return whether a scenario acts right now."""
    return env.context.get(RUNNER_KEY) is RUNNER


class IrModel(models.Model):
    """Whoever runs a scenario reads what its actions name: models."""

    _inherit = "ir.model"

    def _check_access(self, operation):
        if operation == "read" and is_run(self.env):
            return None
        return super()._check_access(operation)


class IrModelFields(models.Model):
    """The same for their fields."""

    _inherit = "ir.model.fields"

    def _check_access(self, operation):
        if operation == "read" and is_run(self.env):
            return None
        return super()._check_access(operation)


class IrModelFieldsSelection(models.Model):
    """The same for the values of their selections."""

    _inherit = "ir.model.fields.selection"

    def _check_access(self, operation):
        if operation == "read" and is_run(self.env):
            return None
        return super()._check_access(operation)
