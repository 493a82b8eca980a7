from dataclasses import dataclass

from odoo import models
from odoo.tools import groupby


@dataclass(frozen=True)
class ClientStep:
    """A step of the way as the client sees it; `status` is done, now or next."""

    name: str
    status: str
    date: object = None  # Datetime, UTC: since when, or when it was reached


class CrmProcessCase(models.Model):
    """Where the matter stands and what is next, in the client's words."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _get_client_route(self):
        """Return the steps that the client may see; none when he sees none at all.

        Stages of one name are one step; those without a name belong to the step before
        them. An end without success is only shown when the matter came to it.
        """
        self.ensure_one()
        stages = self._get_client_stages()
        place = self._find_client_place(stages)
        reached = self._get_dates_of_stages()
        steps = []
        for name, group in groupby(stages, lambda stage: stage.client_name):
            places = [stages.index(stage) for stage in group]
            dates = [reached.get(stages[index]) for index in places if index <= place]
            dates = [date for date in dates if date]
            status = self._get_client_status(places, place)
            steps.append(ClientStep(name, status, max(dates) if dates else None))
        return steps

    def _get_client_stages(self):
        """Return the stages with a name for clients, in the order of the map."""
        self.ensure_one()
        stages = self.template_id.stage_ids.sorted(lambda s: (s.sequence, s.id))
        return list(
            stages.filtered(
                lambda stage: (
                    stage.client_name
                    and (
                        not stage.is_end
                        or stage.outcome == "success"
                        or stage == self.stage_id
                    )
                )
            )
        )

    def _find_client_place(self, stages):
        """Return the index of the last named stage up to where the case stands, or -1.

        A case that ended badly stands at its end, wherever that is drawn.
        """
        if self.stage_id in stages:
            return stages.index(self.stage_id)
        here = (self.stage_id.sequence, self.stage_id.id)
        passed = [stage for stage in stages if (stage.sequence, stage.id) < here]
        if self.stage_id.is_end and self.outcome != "success":
            passed = [stage for stage in passed if not stage.is_end]
        return len(passed) - 1

    def _get_client_status(self, places, place):
        if max(places) < place:
            return "done"
        if place in places:
            return "now" if self._is_open() else "done"
        return "next"

    def _get_dates_of_stages(self):
        """Return {stage: when the case came to it last}."""
        moves = self.move_ids.sorted(lambda move: (move.date, move.id))
        return {move.to_stage_id: move.date for move in moves}
