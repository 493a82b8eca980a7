from odoo import api, models
from odoo.http import request

from .ledger import Ledger


class Base(models.AbstractModel):
    """The web client reads back what the scenarios have made of what it saved."""

    _inherit = "base"

    @api.readonly
    def web_read(self, specification):
        if Ledger.peek(self.env):
            self.env["crm.process.run"]._drain()
        return super().web_read(specification)


class IrHttp(models.AbstractModel):
    """A request ends when its scenarios have run."""

    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        result = super()._dispatch(endpoint)
        if request.env.cr and not request.env.cr.closed and Ledger.peek(request.env):
            request.env["crm.process.run"]._drain()
        return result
