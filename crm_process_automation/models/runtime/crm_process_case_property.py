from datetime import date, datetime

from odoo import fields, models


class CrmProcessCase(models.Model):
    """One of the details that the process asks for, written without the others."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _set_property(self, name, value):
        """Write a property of the case; days and moments are kept as texts."""
        self.ensure_one()
        field = self._fields["properties"]
        rows = field.convert_to_read(self.properties, self, use_display_name=False)
        values = {row["name"]: row.get("value", False) for row in rows}
        if isinstance(value, datetime):
            value = fields.Datetime.to_string(value)
        elif isinstance(value, date):
            value = fields.Date.to_string(value)
        self.write({"properties": values | {name: value}})
