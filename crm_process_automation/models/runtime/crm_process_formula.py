from odoo import api, models


class CrmProcessFormula(models.Model):
    """Formulas are about cases, and about whatever takes part in processes."""

    _inherit = "crm.process.formula"

    # === BUSINESS METHODS === #

    @api.model
    def _get_record_models(self):
        hosts = self.pool["crm.process.mixin"]._inherit_children
        return [*super()._get_record_models(), "crm.process.case", *sorted(hosts)]

    @api.model
    def _get_properties(self, record):
        """Return what the record's process asks, as the reader may read it."""
        is_case = record._name == "crm.process.case"
        name = "properties" if is_case else "case_properties"
        if not record or name not in record._fields:
            return super()._get_properties(record)
        field = record._fields[name]
        record.check_access("read")
        record._check_field_access(field, "read")
        rows = field.convert_to_read(record[name], record, use_display_name=False)
        return {row["name"]: row for row in rows}
