from odoo import api, models
from odoo.http import request

from .ledger import Ledger


class Base(models.AbstractModel):
    """What any record has to do with scenarios."""

    _inherit = "base"
    _event_of_creation = "create"  # the kind of event that the creation is

    @api.readonly
    def web_read(self, specification):
        """The web client reads back what the scenarios have made of what it saved."""
        if Ledger.peek(self.env):
            self.env["crm.process.run"]._drain()
        return super().web_read(specification)

    @api.model
    def load(self, fields, data):
        """Whatever comes of a file until the commit has come with the import."""
        Ledger.of(self.env).is_import = True
        return super().load(fields, data)

    def _find_event_occurrences(self, rule, kind):
        """Return {id: text} of what tells this event from the next one of its kind.

        For what knows better than that one transaction makes one event of a record.
        """
        return {}


class IrHttp(models.AbstractModel):
    """A request ends when its scenarios have run."""

    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        result = super()._dispatch(endpoint)
        if request.env.cr and not request.env.cr.closed and Ledger.peek(request.env):
            request.env["crm.process.run"]._drain()
        return result


class IrCron(models.Model):
    """A batch of a scheduled job ends when its scenarios have run."""

    _inherit = "ir.cron"

    @api.model
    def _commit_progress(self, processed=0, *, remaining=None, deactivate=False):
        if Ledger.peek(self.env):
            self.env["crm.process.run"]._drain()
        return super()._commit_progress(
            processed, remaining=remaining, deactivate=deactivate
        )
