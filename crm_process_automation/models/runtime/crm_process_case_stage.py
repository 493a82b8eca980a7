from dataclasses import replace

from markupsafe import Markup

from odoo import fields, models

from ..definition.crew import Crew


class CrmProcessCase(models.Model):
    """What happens behind the door: the move, the clock, the tasks of the stage."""

    _inherit = "crm.process.case"

    stage_assignment_reason = fields.Char(
        string="Why They Answer for the Stage", readonly=True, copy=False
    )
    paused_hours = fields.Float(
        readonly=True, copy=False, help="Working hours of pause in this stage."
    )

    def _enter_stage(self, stage, passage):
        """Leave the present stage for `stage`. All cases of `self` by one passage."""
        stage = Crew.accompany(stage)
        passage = replace(passage, clock=self.env["crm.process.clock"]._wind())
        cases = self._behind_door()
        moves = cases.env["crm.process.move"].create(
            [case._prepare_move_values(stage, passage) for case in cases]
        )
        cases._stop_at_old_stage(moves, passage)
        for values, group in cases._group_by_stage_values(stage, passage):
            group._write_past_door(values)
        cases._start_at_new_stage(stage, moves, passage)
        cases._after_moves(moves)
        if stage.is_end:
            cases._end(moves)

    # === THE STAGE THAT IS LEFT === #

    def _prepare_move_values(self, stage, passage):
        self.ensure_one()
        clock = passage.clock or self.env["crm.process.clock"]._wind()
        now, left = fields.Datetime.now(), self.stage_id
        person = self.stage_user_id or self.user_id
        spent = clock.measure(self.date_stage_entered, now, person, self.company_id)
        return {
            "case_id": self.id,
            "case_name": self.name,
            "template_id": stage.template_id.id,
            "from_stage_id": left.id,
            "to_stage_id": stage.id,
            "transition_id": passage.transition.id if passage.transition else False,
            "ended_case_id": passage.ended_case.id if passage.ended_case else False,
            "kind": passage.kind or passage.transition.kind,
            "user_id": self.env.uid,
            "company_id": self.company_id.id,
            "date": now,
            "duration_hours": max(spent - self.paused_hours, 0.0),
            "planned_hours": clock.get_hours(
                left.time_limit, left.time_unit, person, self.company_id
            ),
            "reason_id": passage.reason.id if passage.reason else False,
            "reason_text": passage.text,
            "left_values": self._get_left_values(),
        }

    def _get_left_values(self):
        """Return what taking the move back has to restore."""
        self.ensure_one()
        to_text = fields.Datetime.to_string
        return {
            "stage_user_id": self.stage_user_id.id,
            "stage_assignment_reason": self.stage_assignment_reason,
            "date_stage_entered": to_text(self.date_stage_entered),
            "date_deadline": to_text(self.date_deadline),
            "paused_hours": self.paused_hours,
        }

    def _stop_at_old_stage(self, moves, passage):
        """Note the deviation, and take back the tasks that have no sense any more."""
        arrow = passage.transition
        if not arrow:
            return
        if arrow.deviation_kind:
            self.env["crm.process.deviation"].create(
                [move._prepare_deviation_values(arrow.deviation_kind) for move in moves]
            )
        if not arrow._is_forward() or arrow.kind == "skip":
            self._cancel_open_tasks(moves, self.stage_id)

    def _cancel_open_tasks(self, moves, stages=None):
        """Cancel the open tasks (of `stages`), saying which move did it."""
        tasks = self.env["crm.process.task"].search_fetch(
            [
                ("case_id", "in", moves.case_id.ids),
                ("state", "=", "open"),
                *([("stage_id", "in", stages.ids)] if stages else []),
            ],
            ["case_id", "name", "state", "date_escalated", "kind", "document_id"],
        )
        tasks_by_case = tasks.grouped("case_id")
        for move in moves:
            if given := tasks_by_case.get(move.case_id):
                given.write({"cancel_move_id": move.id})
                given._withdraw(move._describe())
                given._note_withdrawn(move._describe())

    # === THE STAGE THAT IS ENTERED === #

    def _group_by_stage_values(self, stage, passage):
        """Return [(values, cases)], so that a batch is written with few statements.

        What stays as it is, is not written: a written field has all that depends on it
        computed anew.
        """

        def get_changes(case):
            values = case._prepare_stage_values(stage, passage.clock)
            return tuple(
                (name, value)
                for name, value in sorted(values.items())
                if case._fields[name].convert_to_write(case[name], case) != value
            )

        groups = self.grouped(get_changes)
        return [(dict(changes), cases) for changes, cases in groups.items()]

    def _prepare_stage_values(self, stage, clock):
        self.ensure_one()
        now = fields.Datetime.now()
        user, reason = stage._choose_responsible(self)
        user = user or self.user_id
        return {
            "stage_id": stage.id,
            "stage_user_id": user.id,
            "stage_assignment_reason": reason,
            "date_stage_entered": now,
            "date_deadline": self._plan_deadline(stage, now, user, clock),
            "paused_hours": 0.0,
            "state": "done" if stage.is_end else "running",
            "outcome": stage.outcome if stage.is_end else False,
            "date_end": now if stage.is_end else False,
        }

    def _plan_deadline(self, part, start, user, clock):
        """Return when the time frame of `part` (a stage or a step) ends, or False."""
        if not part.time_limit:
            return False
        hours = clock.get_hours(part.time_limit, part.time_unit, user, self.company_id)
        return clock.plan(start, hours, user, self.company_id)

    def _start_at_new_stage(self, stage, moves, passage):
        """Give out the tasks of the stage and start its sub-process."""
        self._give_tasks(stage, moves, passage.clock)
        if stage.subprocess_id:
            self._start_subprocess(stage)

    def _give_tasks(self, stage, moves, clock):
        """Make a task of every step that waits for no other, for every case."""
        all_steps, given = stage._get_steps(), []
        for move in moves:
            wanted = move.case_id._filter_wanted(all_steps)
            if steps := self._filter_by_turn(wanted, {}):
                given.append((move, steps))
        if given:
            self._give_steps(given, clock)

    def _prepare_task_values(self, step, move, clock):
        self.ensure_one()
        user, reason = step._choose_responsible(self)
        return {
            "case_id": self.id,
            "case_name": self.name,
            "step_id": step.id,
            "stage_id": step.stage_id.id,
            "move_id": move.id,
            "kind": step.kind,
            "name": step.name,
            "sequence": step.sequence,
            "instruction": step.instruction,
            "is_required": step.is_required,
            "remind_before": step.remind_before,
            "escalate_after": step.escalate_after,
            "user_id": user.id or self.user_id.id,
            "assignment_reason": reason,
            "company_id": self.company_id.id,
            "deadline": self._plan_deadline(
                step, fields.Datetime.now(), user or self.user_id, clock
            )
            or self.date_deadline,
        }

    # === AFTERWARDS === #

    def _after_moves(self, moves):
        """Tell the story in the chatter. A host adds what follows for its record."""
        cases_by_model, left_open = {}, self._count_left_open(moves)
        for move in moves.filtered(lambda move: move.kind != "start"):
            record = move.case_id._get_chatter_record()
            cases_by_model.setdefault(record._name, {})[record.id] = Markup(
                "<p>%s</p>"
            ) % move._tell(left_open.get(move.case_id))
        for model, bodies in cases_by_model.items():
            # sudo: whoever may move the case may leave its trace
            self.env[model].sudo().browse(bodies)._message_log_batch(bodies)


class CrmProcessMove(models.Model):
    """What a move says and leaves behind."""

    _inherit = "crm.process.move"

    def _describe(self):
        """Return the move in words, with its reason."""
        self.ensure_one()
        if self.kind == "undo":
            return self.env._(
                "%(process)s: back at “%(stage)s”, the last move was taken back",
                process=self.template_id.name,
                stage=self.to_stage_id.name,
            )
        text = self.env._(
            "%(process)s: %(from_stage)s → %(to_stage)s",
            process=self.template_id.name,
            from_stage=self.from_stage_id.name or "…",
            to_stage=self.to_stage_id.name or "…",
        )
        reason = ". ".join(filter(None, [self.reason_id.name, self.reason_text]))
        return f"{text} ({reason})" if reason else text

    def _prepare_deviation_values(self, kind):
        self.ensure_one()
        case = self.case_id
        return case._prepare_deviation_values(kind, self.reason_text, self.user_id) | {
            "template_id": self.template_id.id,
            "stage_id": self.from_stage_id.id,
            "move_id": self.id,
            "reason_id": self.reason_id.id,
            "date": self.date,
            "company_id": self.company_id.id,
        }
