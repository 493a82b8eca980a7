import logging

from markupsafe import Markup

from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

# Which departure it is when a paper of this type is rejected, returned or revised.
REJECTIONS = {"proposal": "rework_proposal", "contract": "contract_approval"}
OTHER_REJECTION = "other"
# Papers whose answer ends the stage that they were issued at. An invoice is paid, not
# answered, and the questionnaire is for afterwards.
ENDS_STAGE = ("minutes", "proposal", "contract", "act")
HOURS_TO_ANSWER = 8.0  # working hours for the responsible to agree what is to change


class CrmProcessDocument(models.Model):
    """What follows a client's answer: the responsible is told, the case goes on.

    It goes on by itself only where nobody has to decide: the answer belongs to the
    present stage, one way is open, and nothing else is missing.
    """

    _inherit = "crm.process.document"

    # === HOOKS === #

    def _after_answer(self):
        result = super()._after_answer()
        for document in self.with_user(SUPERUSER_ID):
            document._tell_answer()
            getattr(document, f"_follow_{document.state}")()
        return result

    def _note_rework(self, reason):
        """One departure, not two: that of the rejection is written down already."""
        return None if self.state == "rejected" else super()._note_rework(reason)

    # === BUSINESS METHODS === #

    def _follow_accepted(self):
        """Let the case go on when the client agrees."""
        arrow = self._find_way("success")
        if arrow and not self.case_id._get_arrow_blockers(arrow):
            self._take_way(arrow)

    def _follow_signed(self):
        self._follow_accepted()

    def _follow_rejected(self):
        """Write the departure down; go the way back, else give a task."""
        arrow = self._find_way("rework")
        is_moved = bool(arrow) and self._take_way(arrow, self._get_last_comment())
        kind = self._get_deviation_kind()
        # Where the paper has no departure of its own, that of the way is the one.
        is_noted = is_moved and (
            arrow.deviation_kind == kind
            or (bool(arrow.deviation_kind) and kind == OTHER_REJECTION)
        )
        if self.case_id and not is_noted:
            self.env["crm.process.deviation"].create(
                self._prepare_rejection_values(kind)
            )
        if not is_moved:
            values = self._prepare_rework_task_values()
            self.rework_task_id = self.env["crm.process.task"].create(values)

    def _find_way(self, kind):
        """Return the only arrow of the kind that the answer may take, or none."""
        self.ensure_one()
        case = self.case_id
        if case.state != "running" or not self._belongs_to_stage():
            return case.stage_id.transition_ids.browse()
        arrows = case._get_open_transitions().filtered(
            # An arrow for certain people is theirs to take.
            lambda arrow: arrow.kind == kind and not arrow.group_ids
        )
        if kind == "success":
            arrows = arrows.filtered(lambda arrow: not arrow.needs_reason)
        return arrows if len(arrows) == 1 else arrows.browse()

    def _belongs_to_stage(self):
        """Return whether the present stage of the case waits for this answer.

        A gate of the stage names the paper, or the paper was issued at the stage. So an
        answer that comes late does not push a case that has long gone on.
        """
        self.ensure_one()
        case = self.case_id
        if any(gate._names_paper(self) for gate in case.stage_id._get_gates()):
            return True
        return bool(
            self.document_type in ENDS_STAGE
            and self.date_issued
            and case.date_stage_entered
            and self.date_issued >= case.date_stage_entered
        )

    def _take_way(self, arrow, text=""):
        """Take the arrow; return whether it could be taken after all."""
        try:
            with self.env.cr.savepoint():
                self.case_id._move_along(arrow, text=text)
        except UserError as error:
            _logger.info("Case %s stays after an answer: %s", self.case_id.id, error)
            return False
        return True

    def _get_last_comment(self):
        """Return what the client has written with his answer."""
        self.ensure_one()
        return self.answer or self.env._("“%s” was rejected.", self.display_name)

    def _get_deviation_kind(self):
        """Return which departure it is when the paper has to be made anew."""
        self.ensure_one()
        return REJECTIONS.get(self.document_type, OTHER_REJECTION)

    def _prepare_rejection_values(self, kind):
        """Return the values of a departure that the client's words have caused."""
        return self.case_id._prepare_deviation_values(
            kind, self._get_last_comment(), self._get_responsible()
        )

    def _prepare_rework_task_values(self):
        user = self._get_responsible()
        document = self.with_context(lang=user.lang or self.env.lang)
        clock = self.env["crm.process.clock"]._wind()
        now = fields.Datetime.now()
        return {
            "name": document.env._(
                "Agree with the client what to change: %s", document.display_name
            ),
            "kind": "todo",
            "case_id": self.case_id.id if self.case_id._is_in_progress() else False,
            "company_id": self.company_id.id,
            "user_id": user.id,
            "document_id": self.id,
            "instruction": Markup("<p>%s</p>") % self._get_last_comment(),
            "date_planned": now,
            "deadline": clock.plan(now, HOURS_TO_ANSWER, user, self.company_id),
        }

    def _get_responsible(self):
        """Return who answers for the paper, else for its case."""
        self.ensure_one()
        users = self.user_id | self.case_id.user_id
        return users.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )[:1]


class CrmProcessCase(models.Model):
    """A case, as papers ask for it."""

    _inherit = "crm.process.case"

    def _is_in_progress(self):
        """Return whether there is a case, and it has not ended."""
        return bool(self) and self._is_open()


class CrmProcessControl(models.Model):
    """A gate, as papers ask for it."""

    _inherit = "crm.process.control"

    def _names_paper(self, document):
        """Return whether the gate waits for this very paper."""
        self.ensure_one()
        if self.kind != "paper":
            return False
        if form := self.document_template_id:
            return form.code == document.template_id.code
        return self.document_type == document.document_type
