from collections import deque

from odoo import models
from odoo.exceptions import AccessError, RedirectWarning, UserError

from ..runtime.crm_process_case_dialog import NEXT_STEP_ACTION, RELOAD_KEY


class CrmProcessCase(models.Model):
    """What a wish on the pipeline means on the route map."""

    _inherit = "crm.process.case"

    # === WHICH ARROWS === #

    def _get_arrows_to_column(self, column):
        """Return the open arrows to the nearest stage mapped to the pipeline stage.

        The nearest is the fewest success arrows away; stages that no success route
        reaches (a way back) count by any arrows, behind the others.
        """
        self.ensure_one()
        every_stage = self.template_id._get_stages()
        stages = every_stage.filtered(
            lambda stage: stage.crm_stage_id == column and stage != self.stage_id
        )
        onward, anyhow = self._measure_ways(["success"]), self._measure_ways()
        far = len(every_stage)
        distances = {
            stage: (onward.get(stage, far), anyhow.get(stage, far)) for stage in stages
        }
        nearest = [s for s in stages if distances[s] == min(distances.values())]
        return self._get_open_transitions().filtered(
            lambda arrow: arrow.to_stage_id in nearest
        )

    def _measure_ways(self, kinds=None):
        """Return {stage: number of arrows from here}, by arrows of `kinds` only."""
        distances, queue = {self.stage_id: 0}, deque([self.stage_id])
        while queue:
            stage = queue.popleft()
            for arrow in stage._get_arrows():
                if (not kinds or arrow.kind in kinds) and (
                    arrow.to_stage_id not in distances
                ):
                    distances[arrow.to_stage_id] = distances[stage] + 1
                    queue.append(arrow.to_stage_id)
        return distances

    def _get_winning_arrows(self):
        """Return the open arrows from here to an end with success."""
        return self._get_open_transitions().filtered(
            lambda arrow: arrow.to_stage_id.outcome == "success"
        )

    def _get_losing_arrows(self):
        """Return the open arrows to a refused end, else those to a cancelled one."""
        arrows = self._get_open_transitions()
        for outcome in ("refused", "cancelled"):
            losing = arrows.filtered(
                lambda arrow, outcome=outcome: arrow.to_stage_id.outcome == outcome
            )
            if losing:
                return losing
        return arrows.browse()

    # === WISHES === #

    def _ask_for_column(self, column):
        """Take the arrow that leads to the pipeline stage, or open the dialogue."""
        self.template_id._get_stages().mapped("crm_stage_id")  # one reading for all
        asking = self.filtered(
            lambda case: (
                column not in (case.stage_id.crm_stage_id, case.lead_id.stage_id)
            )
        )
        if column.is_won and not asking.template_id._get_stages().filtered(
            lambda stage: stage.crm_stage_id == column
        ):
            return asking._ask_to_win()
        return asking._take_unique(
            {case: case._get_arrows_to_column(column) for case in asking},
            column.display_name,
        )

    def _ask_to_win(self):
        """Take the arrow to success, or open the dialogue."""
        return self._take_unique(
            {case: case._get_winning_arrows() for case in self}, self.env._("Won")
        )

    def _ask_to_lose(self, reason, text=""):
        """Take the arrow to a refused end with the reason, or open the dialogue."""
        return self._take_unique(
            {case: case._get_losing_arrows() for case in self},
            self.env._("Lost"),
            reason=reason or None,
            text=text or self._get_lost_feedback(),
        )

    def _take_unique(self, arrows_by_case, wish, **why):
        """Take the one arrow of each case, all cases of an arrow at once.

        :raise RedirectWarning: to the next-step dialogue, naming what is missing
        """
        for case, arrows in arrows_by_case.items():
            if len(arrows) != 1:
                case._redirect_to_next_step(case._explain_no_way(arrows, wish))
        for arrow, cases in self.grouped(arrows_by_case.get).items():
            try:
                cases._move_along(arrow, **why)
            except AccessError:
                raise
            except UserError as refusal:
                cases[:1]._redirect_to_next_step(str(refusal), refusal)

    def _explain_no_way(self, arrows, wish):
        """Return why the wish cannot be granted at once, and what is missing."""
        problem = self._explain_state()
        if problem:
            return problem
        text = (
            self.env._(
                "Several ways lead from “%(stage)s” to “%(wish)s”: choose one for "
                "“%(case)s”.",
                stage=self.stage_id.name,
                wish=wish,
                case=self.display_name,
            )
            if arrows
            else self.env._(
                "No way leads “%(case)s” from “%(stage)s” straight to “%(wish)s”.",
                stage=self.stage_id.name,
                wish=wish,
                case=self.display_name,
            )
        )
        blockers = [f"• {blocker}" for blocker in self._explain_blockers()]
        return "\n".join([f"{text} {self._describe_arrows()}", *blockers])

    def _redirect_to_next_step(self, text, cause=None, arrow=None):
        action = self.env.ref(NEXT_STEP_ACTION, raise_if_not_found=False)
        if not action:
            raise UserError(text) from cause
        raise RedirectWarning(
            text,
            action.id,
            self.env._("Choose the next step"),
            {
                "default_case_id": self.id,
                **({"default_transition_id": arrow.id} if arrow else {}),
                RELOAD_KEY: True,
            },
        ) from cause

    # === THE FIRST COLUMN OF A NEW DEAL === #

    def _find_way_to_first_column(self, column):
        """Return the arrow to the column a deal was created in, and what is missing.

        :return: (arrow or empty, sentence or empty)
        """
        self.ensure_one()
        none = self.env["crm.process.transition"]
        stages = self.template_id._get_stages()
        mapped = stages.filtered(lambda stage: stage.crm_stage_id == column)
        own = self.stage_id.crm_stage_id
        if column == own or (not mapped and not own and not column.is_won):
            return none, ""
        arrows = (
            self._get_arrows_to_column(column)
            if mapped or not column.is_won
            else self._get_winning_arrows()
        )
        if len(arrows) != 1 or arrows.needs_reason:
            problem = self._explain_no_way(arrows[:0], column.display_name)
            return none, problem
        if blockers := self._get_arrow_blockers(arrows):
            return none, self.env._(
                "“%(case)s” begins at “%(stage)s”; before “%(wish)s” it needs: "
                "%(blockers)s",
                case=self.display_name,
                stage=self.stage_id.name,
                wish=column.display_name,
                blockers=" ".join(blockers),
            )
        return arrows, ""
