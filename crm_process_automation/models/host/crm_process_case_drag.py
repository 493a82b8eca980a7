from odoo import models


class CrmProcessCase(models.Model):
    """A card that is dragged onto a stage whose arrow needs a reason: it is asked for.

    Only on screens. Other writers read at the door which arrows there are.
    """

    _inherit = "crm.process.case"

    # === CRUD METHODS === #

    def web_save(self, vals, specification, next_id=None):
        if self and vals.get("stage_id"):
            self._ask_reason_for(self.stage_id.browse(vals["stage_id"]))
        return super().web_save(vals, specification, next_id=next_id)

    # === BUSINESS METHODS === #

    def _ask_reason_for(self, stage):
        """Open the dialogue when every way to `stage` needs a reason."""
        for case in self.filtered(lambda case: case.stage_id != stage):
            ways = case._get_open_transitions().filtered(
                lambda arrow: arrow.to_stage_id == stage
            )
            if ways and all(arrow.needs_reason for arrow in ways):
                text = self.env._(
                    "Say why “%(case)s” goes from “%(from_stage)s” to “%(to_stage)s”.",
                    case=case.display_name,
                    from_stage=case.stage_id.name,
                    to_stage=stage.name,
                )
                case._redirect_to_next_step(text, arrow=ways[:1])
