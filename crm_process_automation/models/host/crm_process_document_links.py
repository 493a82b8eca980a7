from odoo import models

from ...tools.date_words import spell_date
from ...tools.text import is_filled
from ..runtime.crm_process_document_guard import CrmProcessDocument as Document


class CrmProcessDocument(models.Model):
    """The deal of a paper: fixed at issue, told of it, and read for its details."""

    _inherit = "crm.process.document"
    _kept_by_verbs = Document._kept_by_verbs | {"move_id"}
    _fixed_at_issue = Document._fixed_at_issue | {"lead_id", "order_id"}

    # === HOOKS === #

    def _get_story_records(self):
        record = self.lead_id or self.order_id
        return [record] if record else super()._get_story_records()

    def _prepare_revision_values(self, reason):
        return super()._prepare_revision_values(reason) | {"move_id": self.move_id.id}

    # === BUSINESS METHODS === #

    def _collect_properties(self):
        case = self.case_id
        field = case._fields["properties"]
        rows = field.convert_to_read(case.properties, case) if case else []
        return {
            "properties": [
                {
                    "name": row["name"],
                    "label": row["string"],
                    "value": self._say_detail(row),
                    # What cards do not show is for us: the budget, what to offer next.
                    "is_printed": bool(row.get("view_in_cards")),
                }
                for row in rows
                if is_filled(row.get("value"))
            ]
        }

    def _say_detail(self, row):
        """Return a detail in words; days as papers write them."""
        if row["type"] == "date":
            return spell_date(row["value"], self.env.lang)
        return str(self.env["crm.process.wording"]._say_property_row(row))
