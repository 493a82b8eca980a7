from odoo import models
from odoo.exceptions import MissingError, UserError
from odoo.tools.misc import clean_context

from .passage import CONTEXT_KEY, Passage

# Only what happens behind the door may write these: they are the truth of the reports.
KEPT_BY_THE_DOOR = frozenset(
    {
        "state",
        "outcome",
        "template_id",
        "stage_code",
        "template_code",
        "stage_user_id",
        "assignment_reason",
        "stage_assignment_reason",
        "date_start",
        "date_stage_entered",
        "date_end",
        "date_paused",
        "date_pause_until",
        "pause_reason",
        "paused_hours",
        "parent_id",
        "previous_case_id",
        # An assignment: a promise, and what became of it.
        "issuer_id",
        "origin_case_id",
        "date_promised",
        "date_promised_first",
        "extension_count",
        "date_accepted",
        "date_reported",
        "return_count",
        "hours_late",
        # An approval: who asked, and what is decided on.
        "asked_by_id",
        "date_decide_by",
        "approval_document_id",
        "approval_attachment_id",
        "approval_name",
        "approval_checksum",
        "returned_checksum",
    }
)


class CrmProcessCase(models.Model):
    """The one door: nothing else writes `stage_id`.

    Buttons, kanban, `write`, RPC, imports and server actions all pass here. The door
    finds the arrow, asks whether it may be taken, and hands over to `_enter_stage`.
    """

    _inherit = "crm.process.case"
    _kept_by_door = KEPT_BY_THE_DOOR
    _given_at_birth = frozenset(
        {"template_id", "issuer_id", "origin_case_id"}
        | {"date_promised", "date_promised_first"}
        | {"asked_by_id", "date_decide_by", "approval_document_id"}
    )

    # === CRUD METHODS === #

    def write(self, vals):
        self._check_not_kept_by_door(vals)
        if "stage_id" not in vals:
            return super().write(vals)
        vals = dict(vals)
        stage = self.env["crm.process.stage"].browse(vals.pop("stage_id"))
        passage = Passage.from_env(self.env)
        # What happens behind the door must not inherit this passage.
        cases = self.with_context(**{CONTEXT_KEY: None})
        cases.check_access("write")  # behind the door everything is the system's
        cases._check_is_stage(stage)
        if vals:
            super(CrmProcessCase, cases).write(vals)
        for to_pass, group in cases._get_passages(stage, passage):
            group._check_may_pass(to_pass, stage)
            group._enter_stage(stage, to_pass)
        return True

    def _write_past_door(self, vals):
        """Write what the door decided. For the methods behind the door only."""
        # pylint: disable-next=super-method-mismatch
        return super().write(vals)

    def _behind_door(self):
        """Return the cases as the system writes them.

        Moves, tasks and deviations are the system's, and the defaults of the view that
        the user came from (or has forged) mean other records.
        """
        context = clean_context(self.env.context)
        return self.with_env(self.env(su=True, context=context))

    def _check_not_kept_by_door(self, vals):
        """Raise when a user writes past the buttons what the door alone decides."""
        if self.env.su or not (forbidden := self._kept_by_door.intersection(vals)):
            return
        raise UserError(
            self.env._(
                "%(fields)s of a case cannot be written directly: move, pause, resume "
                "or cancel the case instead.",
                fields=", ".join(
                    self._fields[name]._description_string(self.env)
                    for name in sorted(forbidden)
                ),
            )
        )

    def _check_is_stage(self, stage):
        """Raise unless `stage` is there; the present stages are read along with it."""
        try:
            (self.stage_id | stage).mapped("template_id")
        except MissingError:
            stage = stage.browse()
        if not stage:
            raise UserError(
                self.env._(
                    "“%s” always stands at a stage of its process, and the one asked "
                    "for is not there (any more). Reload the page and choose another.",
                    ", ".join(self.mapped("display_name")),
                )
            )

    # === BUSINESS METHODS === #

    def _move_along(self, transition, reason=None, text=None, ended_case=None):
        """Take the arrow `transition` with every case of `self`.

        :param reason: a `crm.lost.reason`, where the arrow needs one
        :param text: the same in the user's own words
        :param ended_case: the sub-process whose end makes the cases go on, if one does
        :raise UserError: naming the case, what is missing and the remedy
        """
        transition.ensure_one()
        passage = Passage(
            transition=transition,
            reason=reason,
            text=text or "",
            ended_case=ended_case,
        )
        cases = self.with_context(**{CONTEXT_KEY: passage})
        return cases.write({"stage_id": transition.to_stage_id.id})

    def _get_passages(self, stage, passage):
        """Return [(passage, cases)]: with the given one, or each case's own arrow."""
        if passage:
            return [(passage, self)]
        leaving = self.filtered(lambda case: case.stage_id != stage)
        cases_by_arrow = leaving.grouped(lambda case: case._find_arrow_to(stage))
        return [(Passage(transition=arrow), c) for arrow, c in cases_by_arrow.items()]

    def _find_arrow_to(self, stage):
        """Return the only arrow to `stage` that needs no reason, else raise."""
        self.ensure_one()
        self._check_is_running()
        arrows = self._get_open_transitions().filtered(
            lambda arrow: arrow.to_stage_id == stage and not arrow.needs_reason
        )
        if len(arrows) == 1:
            return arrows
        raise UserError(
            self.env._(
                "“%(case)s” cannot go from “%(from_stage)s” straight to "
                "“%(to_stage)s”. %(arrows)s",
                case=self.display_name,
                from_stage=self.stage_id.name,
                to_stage=stage.name,
                arrows=self._describe_arrows(),
            )
        )
