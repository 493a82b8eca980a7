from odoo import models


class IrActionsServer(models.Model):
    """A scenario's action that cannot work says why, to whoever runs it."""

    _inherit = "ir.actions.server"

    # === COMPUTE METHODS === #

    def _compute_warning(self):
        # sudo: it is asked for at each run, and looks at what administrators may read
        return super(IrActionsServer, self.sudo())._compute_warning()
