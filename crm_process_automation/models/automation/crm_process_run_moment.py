import json

from odoo import fields, models
from odoo.fields import Domain

from .conditions import parse_condition
from .spot import Spot


class CrmProcessRun(models.Model):
    """What the conditions looked at when the event came, kept for who asks later."""

    _inherit = "crm.process.run"

    condition_values = fields.Json(
        readonly=True,
        groups=fields.NO_ACCESS,  # the explanation shows to each what is open to him
        help="Each value that a condition looked at, as it was then.",
    )


class BaseAutomation(models.Model):
    """A rule that notes what its conditions saw."""

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _prepare_run_values(self, event, *args, **kwargs):
        values = super()._prepare_run_values(event, *args, **kwargs)
        return values | {"condition_values": json.dumps(self._look_at(event.record))}

    def _look_at(self, record):
        """Return {path: value} of what the conditions after the change look at."""
        # sudo: whoever asks later is shown what is open to him
        record = record.sudo()
        domain = Domain(parse_condition(self.filter_domain, self.env.uid))
        values = {}
        for path in {leaf.field_expr for leaf in domain.iter_conditions()}:
            try:
                values[path] = Spot(record, path).get_value()
            except ValueError:
                continue  # the condition is broken; the explanation says so
        return values
