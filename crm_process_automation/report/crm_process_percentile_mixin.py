from odoo import api, models
from odoo.tools import SQL

# {aggregator of a field: the share of the values that are not greater}
PERCENTILES = {"median": 0.5, "p90": 0.9}


class CrmProcessPercentileMixin(models.AbstractModel):
    """Medians and 90th percentiles of a report, right for whatever it is grouped by.

    A field with `aggregator="median"` (or "p90") is so counted in pivots, graphs and
    groups: an average of medians would be no median.
    """

    _name = "crm.process.percentile.mixin"
    _description = "Percentiles in a Report"

    # === GROUPING === #

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        name, _colon, aggregator = aggregate_spec.partition(":")
        if aggregator not in PERCENTILES:
            return super()._read_group_select(aggregate_spec, query)
        # Whether the field exists and may be read is Odoo's to check.
        super()._read_group_select(f"{name}:max", query)
        return SQL(
            "PERCENTILE_CONT(%s) WITHIN GROUP (ORDER BY %s)",
            PERCENTILES[aggregator],
            self._field_to_sql(self._table, name, query),
        )
