from odoo import api, models

from ..definition.crew import Crew


class CrmProcessStage(models.Model):
    """Whether steps of the stage wait for one another."""

    _inherit = "crm.process.stage"

    # === BUSINESS METHODS === #

    def _is_in_order(self):
        """Return whether a step of the stage is given only after those before it."""
        return any(step.is_after_previous for step in self._get_steps())


class CrmProcessCase(models.Model):
    """The order of the steps: one that comes after another waits for it.

    A stage gives out at once what waits for nothing. The finish of a task brings what
    comes after it; so do the end of a pause and a move that is taken back.
    """

    _inherit = "crm.process.case"

    # === ACTION METHODS === #

    def action_resume(self):
        """Let the clocks run again, and go on with what was finished meanwhile."""
        result = super().action_resume()
        self._give_following_steps()
        return result

    def action_undo_move(self):
        """Take the last move back, and go on with what was finished meanwhile."""
        result = super().action_undo_move()
        self._give_following_steps()
        return result

    # === BUSINESS METHODS === #

    def _get_visit_moves(self):
        """Return the move by which the case came to its stage, and those within it.

        Who changes the version and stays has not come anew.
        """
        self.ensure_one()
        moves = self.move_ids.filtered(
            lambda move: not move.is_undone and move.kind != "undo"
        ).sorted("id")
        start = 0
        for index, move in enumerate(moves):
            if not move._is_staying():
                start = index
        return moves[start:]

    def _get_round(self, step):
        """Return the tasks by which `step` was given out last, all its approvers'.

        What was taken back or asked again since does not count. A step that waits for
        its turn was not given out yet, even if it was in an earlier passage.
        """
        self.ensure_one()
        tasks = self.task_ids.filtered(
            lambda task: (
                task.step_id == step
                and not task.is_asked_again
                and not task.move_id.is_undone
            )
        )
        if step.is_after_previous and step.stage_id == self.stage_id:
            visit = self._get_visit_moves()
            tasks = tasks.filtered(lambda task: task.move_id in visit)
        last = tasks.sorted("id")[-1:]
        return tasks.filtered(lambda task: task.move_id == last.move_id)

    @api.model
    def _filter_by_turn(self, steps, rounds):
        """Return those of `steps`, in their order, that are given out now.

        :param rounds: {step: its tasks} of those that were given out already
        """
        chosen, is_free = steps.browse(), True
        for step in steps:
            if step in rounds:
                is_free = is_free and rounds[step]._is_out_of_the_way()
                continue
            if is_free or not step.is_after_previous:
                chosen += step
            is_free = False
        return chosen

    def _get_rounds(self, steps):
        """Return {step: its tasks} of those of `steps` that were given out."""
        self.ensure_one()
        rounds = {step: self._get_round(step) for step in steps}
        return {step: tasks for step, tasks in rounds.items() if tasks}

    def _get_following_steps(self, stage):
        """Return the steps of `stage` whose turn has come. A question."""
        self.ensure_one()
        steps = self._filter_wanted(stage._get_steps())
        rounds = self._get_rounds(steps)
        # One that waits for nothing was left out on purpose, by a change of version.
        counted = steps.filtered(lambda s: s in rounds or s.is_after_previous)
        return self._filter_by_turn(counted, rounds)

    def _give_following_steps(self):
        """Give out the steps whose turn has come, each counted from now.

        The move that brought the case here gives them: taken back, it takes them along.
        """
        given = []
        for stage, group in self._behind_door().grouped("stage_id").items():
            if not stage._is_in_order():
                continue
            crew_stage = Crew.accompany(stage)
            for case in group:
                steps = case.state in ("running", "waiting") and (
                    case._get_following_steps(crew_stage)
                )
                if steps:
                    given.append((case._get_visit_moves()[:1], steps))
        if given:
            self._give_steps(given, self.env["crm.process.clock"]._wind())

    @api.model
    def _give_steps(self, given, clock):
        """Make the tasks of `given`, a list of (move, steps)."""
        # sudo: tasks are the system's to give
        tasks = self.env["crm.process.task"].sudo()
        return tasks.create(
            [
                move.case_id._prepare_task_values(part, move, clock)
                for move, steps in given
                for step in steps
                for part in step._split_among_executors(move.case_id)
            ]
        )

    # === CONTROL POINTS === #

    def _is_step_done(self, step):
        """Return whether `step` is done: the newest task of it, or enough approvals.

        A cancelled one is not: else a step that was done in an earlier passage would be
        skipped by cancelling it in this one.
        """
        self.ensure_one()
        tasks = self._get_round(step)
        if step.kind == "approval":
            return tasks._is_approved() or self._is_not_asked(step, tasks)
        return tasks.sorted("id")[-1:].state == "done"

    def _is_not_asked(self, step, tasks):
        """Return whether the approval was or is not worth asking for.

        Below its amount. Once the turn of the step has passed, what the matter is worth
        later on does not bring it back: only a new paper asks anew.
        """
        if not step.amount_from:
            return False
        if not step._is_wanted(self):
            return True
        return not tasks and not self._get_step_in_the_way(step)

    def _explain_step(self, step):
        """Return what keeps `step` from being done, empty when it is just to be done.

        The definition asks it for its control points.
        """
        self.ensure_one()
        if tasks := self._get_round(step):
            return self._explain_approvals(tasks) if step.kind == "approval" else ""
        if step.is_after_previous and (before := self._get_step_in_the_way(step)):
            return self.env._(
                "“%(step)s” comes after “%(before)s”.",
                step=step.with_env(self.env).name,
                before=before.with_env(self.env).name,
            )
        return ""

    def _explain_approvals(self, tasks):
        if tasks.filtered(lambda task: task.state == "open"):
            return tasks._explain_waiting() if len(tasks) > 1 else ""
        failure = tasks._explain_failure()
        arrows = self._get_open_transitions().filtered(
            lambda arrow: arrow.kind == "rework"
        )
        if not arrows:
            return self.env._("%s Ask again when it is corrected.", failure)
        names = [self.env._("“%(name)s”", name=arrow.display_name) for arrow in arrows]
        return self.env._(
            "%(failure)s Take %(arrows)s, or ask again.",
            failure=failure,
            arrows=", ".join(names),
        )

    def _get_step_in_the_way(self, step):
        """Return the first step before `step` that is not out of the way yet."""
        steps = self.stage_id._get_steps()
        steps = self._filter_wanted(steps) | step
        rounds = self._get_rounds(steps)
        for before in steps.sorted():
            if before == step:
                break
            if before in rounds:
                if not rounds[before]._is_out_of_the_way():
                    return before
            elif before.is_after_previous:
                return before
        return steps.browse()
