from odoo import models
from odoo.exceptions import UserError

from ...tools.graph import find_path


class CrmProcessTemplate(models.Model):
    """Whether the sub-processes of a map can run: active, and not in a circle."""

    _inherit = "crm.process.template"

    # === BUSINESS METHODS === #

    def _get_subprocess_problems(self, stages):
        problems = []
        for stage in stages.filtered("subprocess_id"):
            if problem := self._explain_subprocess(stage):
                problems.append(problem)
        return problems

    def _explain_subprocess(self, stage):
        """Return why `stage` cannot have its sub-process, or an empty text."""
        code, name = stage.subprocess_id.code, stage.subprocess_id.name
        if stage.is_end:
            return self.env._(
                "The end stage “%s” has a sub-process, but a case that has ended waits "
                "for nothing. Remove it, or untick “End”.",
                stage.name,
            )
        if loop := self._find_subprocess_loop(code):
            return self.env._(
                "The sub-process of the stage “%(stage)s” would start itself over and "
                "over: %(loop)s. Choose another.",
                stage=stage.name,
                loop=" → ".join(loop),
            )
        if not self._get_active_subprocesses(code):
            return self.env._(
                "The sub-process “%(process)s” of the stage “%(stage)s” has no active "
                "version. Activate it first.",
                process=name,
                stage=stage.name,
            )
        return ""

    def _check_no_stage_needs_it(self):
        """Raise when a stage would start none of the versions that are left.

        :raise UserError: naming the stage that cases could not enter any more
        """
        # An archived one starts nothing as it is.
        for template in self.filtered(lambda t: t.active and t.state == "active"):
            if stages := template._find_stages_left_alone():
                raise UserError(
                    self.env._(
                        "“%(process)s” cannot be retired: it is the sub-process of the "
                        "stage “%(stage)s”, and no other version of it is active. "
                        "Activate another version, or retire that process first.",
                        process=template.display_name,
                        stage=stages[0]._get_full_name(),
                    )
                )

    def _find_stages_left_alone(self):
        """Return the stages in use whose cases could start this version only."""
        self.ensure_one()
        # sudo: all that would break counts
        stages = self.env["crm.process.stage"].sudo()
        stages = stages.search(
            [("subprocess_id.code", "=", self.code), ("template_id", "!=", self.id)]
        )
        in_use = stages.template_id._filter_in_use()
        others = self.sudo().search(  # sudo: as above
            [
                ("code", "=", self.code),
                ("state", "=", "active"),
                ("id", "!=", self.id),
            ]
        )
        empty = self.company_id.browse()

        def is_left_alone(stage):
            company = stage.company_id or self.company_id
            is_served = self.company_id in (company, empty)
            return is_served and not any(
                other.company_id in (company, empty) for other in others
            )

        return stages.filtered(
            lambda stage: stage.template_id in in_use and is_left_alone(stage)
        )

    def _get_active_subprocesses(self, code):
        """Return the versions of `code` that a case of this process may start."""
        companies = [("company_id", "in", [self.company_id.id, False])]
        return self.search(
            [("code", "=", code), ("state", "=", "active")]
            + (companies if self.company_id else [])
        )

    def _find_subprocess_loop(self, code):
        """Return the codes of the loop that the sub-process `code` closes, or []."""
        edges, waiting = {self.code: [code]}, [code]
        while waiting:
            current = waiting.pop()
            if current in edges:
                continue
            subprocesses = self._get_active_subprocesses(
                current
            ).stage_ids.subprocess_id
            edges[current] = sorted(set(subprocesses.mapped("code")))
            waiting += edges[current]
        return find_path(self.code, self.code, edges)
