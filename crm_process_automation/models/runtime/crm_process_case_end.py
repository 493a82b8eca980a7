from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank
from .passage import Passage

ARROW_BY_OUTCOME = {"success": "success", "refused": "refuse"}


class CrmProcessCase(models.Model):
    """How a case ends, and how a sub-process hands over to its main case."""

    _inherit = "crm.process.case"

    # === ACTION METHODS === #

    def action_cancel(self, reason):
        """Cancel the cases and their sub-processes, saying why.

        :raise UserError: when a case has ended already, or the reason is empty
        """
        self.check_access("write")
        if is_blank(reason):
            raise UserError(self.env._("Say why the case is cancelled."))
        for case in self:
            if not case._is_open():
                raise UserError(case._explain_state())
        self._lock_for_passage()
        self._behind_door()._cancel(reason)
        return True

    # === BUSINESS METHODS === #

    def _cancel(self, reason):
        if children := self.child_ids.filtered(lambda child: child._is_open()):
            children._cancel(reason)
        empty = self.env["crm.process.stage"]
        clock = self.env["crm.process.clock"]._wind()
        passage = Passage(kind="cancel", text=reason, clock=clock)
        moves = self.env["crm.process.move"].create(
            [
                case._prepare_move_values(empty, passage)
                | {"template_id": case.template_id.id}
                for case in self
            ]
        )
        self.env["crm.process.deviation"].create(
            [move._prepare_deviation_values("cancelled") for move in moves]
        )
        self._write_past_door(
            {
                "state": "cancelled",
                "outcome": "cancelled",
                "date_end": fields.Datetime.now(),
                "date_deadline": False,
            }
        )
        self._after_moves(moves)
        self._end(moves)

    def _end(self, moves):
        """Leave nothing open behind, and wake the cases that waited.

        :param moves: the moves by which the cases ended
        """
        self._cancel_open_tasks(moves)
        for case in self:
            if case.parent_id.state == "waiting":
                case.parent_id._go_on_after(case)

    # === SUB-PROCESSES === #

    def _start_subprocess(self, stage):
        """Start the sub-process of `stage` for each case, and wait for it."""
        versions = {
            company: stage.subprocess_id._get_active_version(company)
            for company in self.company_id
        }
        self._write_past_door({"state": "waiting"})
        self.create(
            [case._prepare_child_values(versions[case.company_id]) for case in self]
        )

    def _prepare_child_values(self, template):
        """Return the values of a sub-process. A host adds its own links."""
        self.ensure_one()
        return {
            "name": f"{self.name} / {template.name}",
            "template_id": template.id,
            "parent_id": self.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "company_id": self.company_id.id,
            "amount": self.amount,
            "priority": self.priority,
        }

    def _go_on_after(self, child):
        """Go on when a sub-process has ended: by the arrow that its outcome asks for.

        When none, several or a shut arrow is there, the case stays and runs again: its
        responsible decides.
        """
        self.ensure_one()
        if self.child_ids.filtered(lambda other: other._is_open()):
            return
        self._write_past_door({"state": "running"})
        kind = ARROW_BY_OUTCOME.get(child.outcome)
        arrows = self._get_open_transitions().filtered(lambda arrow: arrow.kind == kind)
        if len(arrows) == 1 and not self._get_arrow_blockers(arrows):
            last_move = child.move_ids.sorted("id")[-1:]
            self._move_along(
                arrows,
                reason=last_move.reason_id or None,
                text=last_move._describe(),
                ended_case=child,
            )


class CrmProcessTemplate(models.Model):
    """Which version a new case runs on."""

    _inherit = "crm.process.template"

    def _find_active_version(self, company):
        """Return the active version of this process for `company`, empty if none."""
        self.ensure_one()
        return self._find_active_by_code(self.code, company)

    @api.model
    def _find_active_by_code(self, code, company):
        """Return the active version of the process `code`, the company's own first."""
        return self.sudo().search(  # sudo: starting needs no right on definitions
            [
                ("code", "=", code),
                ("state", "=", "active"),
                ("company_id", "in", [company.id, False]),
            ],
            order="company_id, version desc",
            limit=1,
        )

    def _get_active_version(self, company):
        """Return the active version of this process for `company`, else raise."""
        if version := self._find_active_version(company):
            return version
        raise UserError(
            self.env._(
                "The process “%s” has no active version. Activate one first.", self.name
            )
        )
