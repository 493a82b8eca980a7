from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..definition.constants import PROCESS_MANAGER
from .passage import Passage

UNDO_MINUTES = "crm_process_automation.undo_minutes"
DEFAULT_MINUTES = 15
MOST_DIGITS = 6  # a date that far back is still one


class CrmProcessCase(models.Model):
    """Taking back the last move within minutes, on the record."""

    _inherit = "crm.process.case"

    can_undo = fields.Boolean(compute="_compute_can_undo")

    # === COMPUTE METHODS === #

    @api.depends("move_ids.is_undone", "state")
    @api.depends_context("uid")
    def _compute_can_undo(self):
        for case in self:
            case.can_undo = not case._explain_no_undo()

    # === ACTION METHODS === #

    def action_undo_move(self):
        """Take the last move back, with what it gave out.

        :raise UserError: when there is nothing to take back, or it is too late
        """
        self.ensure_one()
        self.check_access("write")
        if problem := self._explain_no_undo():
            raise UserError(problem)
        self._lock_for_passage()
        case = self._behind_door()
        move = case._get_last_move()
        case._take_back_what_was_given(move)
        case._place_back(move)
        return True

    # === BUSINESS METHODS === #

    def _get_last_move(self):
        """Return the newest move that has not been taken back."""
        return self.move_ids.filtered(
            lambda move: not move.is_undone and move.kind != "undo"
        ).sorted("id")[-1:]

    @api.model
    def _get_undo_limit(self):
        """Return for how many minutes a move may be taken back."""
        # sudo: a setting of the house, not a secret
        text = self.env["ir.config_parameter"].sudo().get_param(UNDO_MINUTES)
        is_number = str(text or "").isdecimal() and len(text) <= MOST_DIGITS
        return int(text) if is_number else DEFAULT_MINUTES

    def _explain_no_undo(self):
        """Return why the last move cannot be taken back, or an empty text."""
        self.ensure_one()
        move = self.sudo()._get_last_move()  # sudo: its own history
        if not move or not move.transition_id:
            return self.env._("There is no move to take back.")
        limit = self._get_undo_limit()
        if move.date < fields.Datetime.now() - timedelta(minutes=limit):
            return self.env._(
                "The last move of “%(case)s” is older than %(limit)s minutes. Take an "
                "arrow back instead.",
                case=self.display_name,
                limit=limit,
            )
        if move.user_id != self.env.user and not self.env.user.has_group(
            PROCESS_MANAGER
        ):
            return self.env._(
                "%(user)s made the last move; only they or a manager can take it back.",
                user=move.user_id.name,
            )
        return self._explain_no_way_back(move)

    def _explain_no_way_back(self, move):
        """Return what was done since and cannot be undone, or an empty text."""
        if self.state == "paused":
            return self._explain_state()
        if not self._is_open() and self._is_replaced():
            return self.env._(
                "Another case has taken the place of “%s” since, or its record is "
                "gone.",
                self.display_name,
            )
        # Nothing would wait at the stage any more, nor start another sub-process.
        if move.ended_case_id:
            return self.env._(
                "“%s” has ended, and the case went on after it; take an arrow back "
                "instead.",
                move.sudo().from_stage_id.subprocess_id.name,  # sudo: only its name
            )
        return self._explain_what_went_on(move)

    def _explain_what_went_on(self, move):
        if self.parent_id and not self._is_open():
            return self.env._(
                "“%s” has gone on since this sub-process ended.",
                self.sudo().parent_id.display_name,  # sudo: only the name is told
            )
        done = move.sudo().given_task_ids.filtered(  # sudo: tasks of colleagues, too
            lambda task: task.state == "done"
        )
        if done:
            return self.env._(
                "“%s” is done already; take an arrow back instead.",
                ", ".join(done.mapped("name")),
            )
        return ""

    def _is_replaced(self):
        """Return whether another case goes on in its place. A host knows its record."""
        self.ensure_one()
        cases = self.sudo().with_context(active_test=False)  # sudo: whosever it is
        return bool(cases.search_count([("previous_case_id", "=", self.id)], limit=1))

    def _take_back_what_was_given(self, move):
        """Withdraw the tasks and sub-processes of `move`, revive what it cancelled."""
        note = self.env._("The move was taken back.")
        children = self.child_ids.filtered(
            lambda child: child._is_open() and child.date_start >= move.date
        )
        if children:
            children._cancel(note)
        open_tasks = move.given_task_ids.filtered(lambda task: task.state == "open")
        if open_tasks:
            open_tasks._withdraw(note)
        move.cancelled_task_ids.write(
            {"state": "open", "comment": False, "cancel_move_id": False}
        )
        move.deviation_ids.write({"active": False})

    def _place_back(self, move):
        """Write the undo as a move of its own, and restore what was at the stage."""
        stage = move.from_stage_id
        values = self._prepare_move_values(stage, Passage(kind="undo"))
        undo = self.env["crm.process.move"].create(
            values | {"undone_move_id": move.id, "reason_text": move._describe()}
        )
        (move | undo).write({"is_undone": True})
        self._write_past_door(
            {
                "stage_id": stage.id,
                "state": "running",
                "outcome": False,
                "date_end": False,
                **self._prepare_restored_values(move),
            }
        )
        self._after_moves(undo)

    def _prepare_restored_values(self, move):
        """Return who answered and how the clock stood, less the pauses since."""
        self.ensure_one()
        values = dict(move.left_values or {})
        deadline = fields.Datetime.to_datetime(values.get("date_deadline"))
        if self.paused_hours:
            values["paused_hours"] = values.get("paused_hours", 0) + self.paused_hours
            if deadline:
                person = self.env["res.users"].browse(values["stage_user_id"])
                values["date_deadline"] = (
                    self.env["crm.process.clock"]
                    ._wind()
                    .plan(
                        deadline,
                        self.paused_hours,
                        person or self.user_id,
                        self.company_id,
                    )
                )
        return values


class CrmProcessMove(models.Model):
    """What taking back the move has to restore."""

    _inherit = "crm.process.move"

    left_values = fields.Json(
        readonly=True,
        help="Who answered for the stage that was left, and how its clock stood.",
    )
