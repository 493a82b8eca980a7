from odoo import api, models

from .pipeline import Writer


class CrmLead(models.Model):
    """A closed deal that lives again: a fresh case goes on where the last one ended.

    A lost deal is restored; a won one is dragged back into the open pipeline.
    """

    _inherit = "crm.lead"

    # === CRUD METHODS === #

    def write(self, vals):
        if Writer.from_env(self.env) is Writer.CASE:
            return super().write(vals)
        reopened = self._filter_reopened_by(vals)
        if won := reopened.filtered(lambda lead: lead._would_be_won_by(vals)):
            # Won straight from lost: first alive again, then the case is asked.
            won.action_unarchive()
            reopened -= won
        result = super().write(vals)
        if reopened:
            reopened._reopen_cases(self.env._("was taken up again"))
        return result

    # === BUSINESS METHODS === #

    def _would_be_won_by(self, vals):
        return self.env["crm.stage"].browse(vals.get("stage_id") or []).is_won

    def _filter_reopened_by(self, vals):
        """Return the deals with an ended case that `vals` bring back to life.

        From lost: by `active`, or by a won stage (Odoo then sets `active`).
        From won: by any other stage.
        """
        column = self.env["crm.stage"].browse(vals.get("stage_id") or [])
        if not (vals.get("active") or column) or self._is_loss(vals):
            return self.browse()
        leaves = {
            "lost": vals.get("active") or column.is_won,
            "won": column and not column.is_won,
            "pending": False,
        }
        return self.filtered(
            lambda lead: leaves[lead.won_status] and lead._has_ended_case()
        )

    @api.model
    def _is_loss(self, vals):
        return vals.get("probability", 100) == 0

    def _has_ended_case(self):
        """Return whether a case was started on the deal and none is open."""
        case = self.sudo().case_id  # sudo: which case it is, is no secret
        return case._is_started_on(self) and not case._is_open()

    def _get_stage_to_reopen(self, last):
        """The last visited stage that is mapped to where the deal stands now."""
        visited = last.move_ids.sorted("id", reverse=True).to_stage_id
        mapped = visited.filtered(
            lambda stage: not stage.is_end and stage.crm_stage_id == self.stage_id
        )
        return mapped[:1] or super()._get_stage_to_reopen(last)
