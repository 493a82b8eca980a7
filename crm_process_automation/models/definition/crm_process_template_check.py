from odoo import models
from odoo.exceptions import UserError

from ...tools.graph import find_reachable, reverse_edges
from .constants import FORWARD_KINDS


class CrmProcessTemplate(models.Model):
    """Whether a map may go live: everything that is wrong with it, said at once."""

    _inherit = "crm.process.template"

    # === BUSINESS METHODS === #

    def _check_map(self):
        """Raise one error that lists everything that is wrong with the map."""
        self.ensure_one()
        # sudo: what is wrong counts, not whether the designer may see all of it
        if problems := self.sudo()._get_map_problems():
            raise UserError(
                self.env._(
                    "“%(process)s” cannot be activated yet:\n%(problems)s",
                    process=self.display_name,
                    problems="\n".join(f"• {problem}" for problem in problems),
                )
            )

    def _get_map_problems(self):
        """Return in sentences what keeps the map from going live. A host adds its own.

        Each names the stage or arrow, and the remedy.
        """
        self.ensure_one()
        stages = self.stage_ids.sorted()
        if not stages:
            return [self.env._("It has no stages yet. Add a start and an end.")]
        return [
            *self._get_start_problems(stages),
            *self._get_end_problems(stages),
            *self._get_arrow_problems(stages),
            *self._get_double_problems(stages),
            *self._get_subprocess_problems(stages),
            *self._get_part_problems(),
        ]

    def _get_part_problems(self):
        parts = [
            self,
            *(part for group in self._get_parts().values() for part in group),
        ]
        problems = []
        for part in parts:
            if "responsible_kind" in part._fields:
                problems += part._get_responsible_problems()
            problems += part._get_problems()
        return problems

    def _get_parts(self):
        """Return all the parts of the version, by model name."""
        return {
            model: self.env[model]
            .with_context(active_test=False)
            .search([("template_id", "in", self.ids)])
            for model in self._get_part_models()
        }

    # === THE SHAPE OF THE MAP === #

    def _get_edges(self, stages, kinds=None):
        """Return where the arrows (of `kinds`) lead: {stage: stages}."""
        return {
            stage: stage.transition_ids.filtered(
                lambda arrow: (
                    arrow.to_stage_id in stages and (not kinds or arrow.kind in kinds)
                )
            ).to_stage_id
            for stage in stages
        }

    def _get_start_problems(self, stages):
        starts = stages.filtered("is_start")
        if not starts:
            return [self.env._("No stage is the start. Tick “Start” on one.")]
        if len(starts) > 1:
            return [
                self.env._(
                    "%s are starts all of them. Leave “Start” ticked on one only.",
                    self._quote(starts),
                )
            ]
        problems = []
        if starts.is_end:
            problems.append(
                self.env._(
                    "“%s” is both start and end: a case would be over before it "
                    "began. Make another stage the end.",
                    starts.name,
                )
            )
        reached = find_reachable(starts, self._get_edges(stages))
        problems += [
            self.env._(
                "No way leads from the start to the stage “%s”. Draw an arrow to it, "
                "or delete it.",
                stage.name,
            )
            for stage in stages
            if stage not in reached
        ]
        return problems + self._get_success_problems(stages, starts)

    def _get_success_problems(self, stages, start):
        """A matter that can only fail is no process: somewhere it must succeed."""
        ends = stages.filtered(
            lambda stage: stage.is_end and stage.outcome == "success"
        )
        if not ends:
            return [
                self.env._(
                    "No end stage has the outcome “success”. Add one, or set it on the "
                    "end that the process is for."
                )
            ]
        forward = self._get_edges(stages, FORWARD_KINDS)
        if not find_reachable(start, forward).isdisjoint(ends):
            return []
        return [
            self.env._(
                "No chain of success arrows leads from the start “%(start)s” to "
                "%(ends)s. Draw the success route first, the deviations afterwards.",
                start=start.name,
                ends=self._quote(ends),
            )
        ]

    def _get_end_problems(self, stages):
        ends = stages.filtered("is_end")
        if not ends:
            return [self.env._("No stage is an end. Tick “End” on the last ones.")]
        led_out = find_reachable(ends, reverse_edges(self._get_edges(stages)))
        return [
            self.env._(
                "From the stage “%s” no way leads to an end. Draw an arrow onward.",
                stage.name,
            )
            for stage in stages
            if stage not in led_out
        ]

    def _get_arrow_problems(self, stages):
        problems = []
        for arrow in stages.transition_ids:
            name = arrow._get_part_name()
            if arrow.from_stage_id.is_end:
                problems.append(
                    self.env._(
                        "The arrow “%(arrow)s” leaves the end stage “%(stage)s”. "
                        "Delete the arrow, or untick “End”.",
                        arrow=name,
                        stage=arrow.from_stage_id.name,
                    )
                )
            if arrow.to_stage_id not in stages:
                problems.append(
                    self.env._(
                        "The arrow “%(arrow)s” leads to a stage of “%(process)s”. Use "
                        "a sub-process instead.",
                        arrow=name,
                        process=arrow.to_stage_id.template_id.display_name,
                    )
                )
        return problems

    def _get_double_problems(self, stages):
        """Two of the same cannot be told apart by whoever has to choose."""
        stages_by_name = stages.grouped(lambda stage: stage.name.strip().lower())
        arrows_by_look = stages.transition_ids.grouped(
            lambda arrow: (
                *arrow._get_part_key(),
                arrow.domain or "[]",
                arrow.group_ids,
            )
        )
        return [
            self.env._(
                "%(count)s stages are called “%(stage)s”. Give each its own name.",
                count=len(same),
                stage=same[0].name,
            )
            for same in stages_by_name.values()
            if len(same) > 1
        ] + [
            self.env._(
                "%(count)s arrows “%(arrow)s” are the same. Delete all but one, or "
                "name them.",
                count=len(same),
                arrow=same[0]._get_part_name(),
            )
            for same in arrows_by_look.values()
            if len(same) > 1
        ]

    def _quote(self, records):
        return ", ".join(
            self.env._("“%(name)s”", name=name) for name in records.mapped("name")
        )
