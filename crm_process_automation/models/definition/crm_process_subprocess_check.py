from odoo import models

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
