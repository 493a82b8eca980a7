from contextlib import contextmanager

from odoo import models

from .face import GATHERING_KEY, Gathering


class CrmProcessCase(models.Model):
    """The faces of the tasks of a batch follow together, once the batch is through."""

    _inherit = "crm.process.case"

    # === CRUD METHODS === #

    def write(self, vals):
        if {"state", "active", "user_id"}.isdisjoint(vals):
            return super().write(vals)
        with self._gather_faces() as cases:
            result = super(CrmProcessCase, cases).write(vals)
            if {"state", "active"}.intersection(vals):
                cases._change_faces_of_open_tasks()
        return result

    # === ACTION METHODS === #

    def action_resume(self):
        with self._gather_faces() as cases:
            return super(CrmProcessCase, cases).action_resume()

    def action_undo_move(self):
        with self._gather_faces() as cases:
            return super(CrmProcessCase, cases).action_undo_move()

    # === BUSINESS METHODS === #

    def _enter_stage(self, stage, passage):
        with self._gather_faces() as cases:
            return super(CrmProcessCase, cases)._enter_stage(stage, passage)

    def _cancel(self, reason):
        with self._gather_faces() as cases:
            return super(CrmProcessCase, cases)._cancel(reason)

    def _change_faces_of_open_tasks(self):
        # sudo: the tasks of colleagues, too
        tasks = self.env["crm.process.task"].sudo()
        tasks = tasks.search([("case_id", "in", self.ids), ("state", "=", "open")])
        tasks._change_faces(frozenset())

    @contextmanager
    def _gather_faces(self):
        """Yield the cases such that the faces of all tasks follow at the end."""
        if Gathering.from_env(self.env):
            yield self
            return
        gathering = Gathering()
        yield self.with_context(**{GATHERING_KEY: gathering})
        gathering.is_over = True
        tasks = self.env["crm.process.task"].browse(gathering.task_ids)
        tasks._sync_faces(gathering.names)
