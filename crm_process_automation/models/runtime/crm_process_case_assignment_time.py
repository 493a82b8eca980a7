from odoo import api, fields, models

from ..definition.constants import FORWARD_KINDS

PROMISED = "date_promised"


class CrmProcessCase(models.Model):
    """What became of the promise: read from the moves, so an undo counts, too."""

    _inherit = "crm.process.case"

    date_accepted = fields.Datetime(string="Accepted", readonly=True, copy=False)
    date_reported = fields.Datetime(string="Reported Done", readonly=True, copy=False)
    return_count = fields.Integer(string="Returns", readonly=True, copy=False)
    hours_late = fields.Float(
        string="Late (Hours)",
        readonly=True,
        copy=False,
        help="Working hours of the executor from the promised deadline until it was "
        "reported done.",
    )
    promise_state = fields.Selection(
        [
            ("open", "In time so far"),
            ("overdue", "Overdue"),
            ("on_time", "Done on time"),
            ("late", "Done late"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        string="Promise",
        compute="_compute_promise_state",
    )

    # === COMPUTE METHODS === #

    @api.depends("outcome", "date_promised", "date_reported")
    def _compute_promise_state(self):
        now = fields.Datetime.now()
        for case in self:
            case.promise_state = case.issuer_id and case._get_promise_state(now)

    # === BUSINESS METHODS === #

    def _get_promise_state(self, now):
        self.ensure_one()
        if self.outcome in ("refused", "cancelled"):
            return "refused" if self.outcome == "refused" else "withdrawn"
        if not self.date_promised:
            return "on_time" if self.date_reported else "open"
        if self.date_reported:
            return "on_time" if self.date_reported <= self.date_promised else "late"
        return "open" if now <= self.date_promised else "overdue"

    def _prepare_stage_values(self, stage, clock):
        """The stage in which the promise is kept ends with the promise."""
        values = super()._prepare_stage_values(stage, clock)
        is_promised = self.issuer_id and self.date_promised
        if is_promised and PROMISED in stage._get_steps().mapped("date_field"):
            values["date_deadline"] = self.date_promised
        return values

    def _prepare_task_values(self, step, move, clock):
        """The executor works for the promised deadline, and never past it."""
        values = super()._prepare_task_values(step, move, clock)
        promised = self.date_promised
        if not self.issuer_id or not promised:
            return values
        if step.date_field == PROMISED:
            return values | {
                "deadline": promised,
                "remind_before": self.remind_before,
                "escalate_after": self.escalate_after,
            }
        is_executors = step.responsible_kind != "issuer"
        if is_executors and (values["deadline"] or promised) > promised:
            values["deadline"] = promised
        return values

    def _prepare_resume_values(self):
        """Nobody had to keep the promise while the assignment was paused."""
        values = super()._prepare_resume_values()
        if self.issuer_id and self.date_promised and not self.date_reported:
            clock = self.env["crm.process.clock"]._wind()
            values["date_promised"] = self._postpone(
                self.date_promised, self.user_id, clock
            )
        return values

    # === AFTERWARDS === #

    def _after_moves(self, moves):
        result = super()._after_moves(moves)
        if assignments := self.filtered("issuer_id"):
            assignments._note_what_became()
            for move in moves:
                if move.case_id in assignments:
                    move.case_id._tell_of_end(move)
        return result

    def _note_what_became(self):
        """Keep on the cases what their lasting moves tell of the promise."""
        clock = self.env["crm.process.clock"]._wind()
        for case in self:
            values = case._prepare_promise_values(clock)
            changes = {
                name: value for name, value in values.items() if case[name] != value
            }
            if changes:
                case._write_past_door(changes)
            if case.date_reported and (requests := case._get_open_requests()):
                requests.action_cancel(self.env._("It was reported done meanwhile."))

    def _prepare_promise_values(self, clock):
        self.ensure_one()
        moves = self._get_lasting_moves()
        accepted = moves.filtered(
            lambda move: move.from_stage_id.is_start and move.kind in FORWARD_KINDS
        )
        returned = moves.filtered(lambda move: move.kind == "rework")
        reported = moves.filtered(
            lambda move: (
                move.to_stage_id.responsible_kind == "issuer"
                and move.id > (returned[-1:].id or 0)
            )
        )
        date = reported[-1:].date
        return {
            "date_accepted": accepted[-1:].date,
            "date_reported": date,
            "return_count": len(returned),
            "hours_late": clock.measure(
                self.date_promised, date, self.user_id, self.company_id
            ),
        }

    def _tell_of_end(self, move):
        """Tell whoever has no task from it how the assignment has ended."""
        self.ensure_one()
        if self._is_open() or move.kind == "undo":
            return
        other = self.issuer_id if self.outcome == "refused" else self.user_id

        def get_text(case):
            return move.with_env(case.env)._describe()

        self._tell(other, get_text)
