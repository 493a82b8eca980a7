from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank


class CrmProcessCase(models.Model):
    """What the door asks before it opens. Questions never write."""

    _inherit = "crm.process.case"

    def _get_open_transitions(self):
        """Return the arrows that this user may take now, control points aside."""
        self.ensure_one()
        if self.state != "running":
            return self.env["crm.process.transition"]
        return self._get_ways()

    def _get_ways(self):
        """Return the arrows that lead on from here, were the case free to go on."""
        self.ensure_one()
        case = self.sudo()  # sudo: conditions may look at what the user cannot read
        return self.stage_id._get_arrows().filtered(
            lambda arrow: arrow._is_open_to(case, self.env.user)
        )

    def _describe_arrows(self):
        """Return a sentence that names the ways open from here."""
        arrows = self._get_open_transitions()
        if not arrows:
            return self.env._("No way leads on from here for you.")
        names = [
            self.env._("%s (give a reason)", arrow.display_name)
            if arrow.needs_reason
            else arrow.display_name
            for arrow in arrows
        ]
        return self.env._("From here you can take: %s.", ", ".join(names))

    def _check_may_pass(self, passage, stage):
        """Raise unless every case of `self` may go to `stage` with `passage` now."""
        self._lock_for_passage()
        if not passage.transition:
            return
        for case in self:
            case._check_is_running()
            case._check_arrow(passage.transition)
            case._check_reason(passage)
            if blockers := case._get_arrow_blockers(passage.transition):
                raise UserError(
                    self.env._(
                        "“%(case)s” cannot leave “%(stage)s” yet:\n%(blockers)s",
                        case=case.display_name,
                        stage=case.stage_id.name,
                        blockers="\n".join(f"• {text}" for text in blockers),
                    )
                )

    def _lock_for_passage(self):
        """Let nobody else move these cases meanwhile: one wins, the other is told."""
        if len(self.try_lock_for_update(allow_referencing=True)) < len(self):
            raise UserError(
                self.env._(
                    "Somebody else is moving “%s” at this moment. Reload and look "
                    "where it stands now.",
                    ", ".join(self.mapped("display_name")),
                )
            )

    def _check_is_running(self):
        if problem := self._explain_state():
            raise UserError(problem)

    def _check_arrow(self, arrow):
        """Raise unless the arrow starts here and is open to the user."""
        if arrow.from_stage_id != self.stage_id:
            raise UserError(
                self.env._(
                    "“%(case)s” is at “%(stage)s” now, so it cannot leave "
                    "“%(from_stage)s”: somebody has moved it meanwhile. Reload the "
                    "page.",
                    case=self.display_name,
                    stage=self.stage_id.name,
                    from_stage=arrow.from_stage_id.name,
                )
            )
        if arrow not in self._get_open_transitions():
            raise UserError(
                self.env._(
                    "“%(arrow)s” is not open to you with “%(case)s”: it is for "
                    "certain people or certain cases only. %(arrows)s",
                    arrow=arrow.display_name,
                    case=self.display_name,
                    arrows=self._describe_arrows(),
                )
            )

    def _check_reason(self, passage):
        arrow = passage.transition
        if arrow.needs_reason and not passage.reason and is_blank(passage.text):
            raise UserError(
                self.env._(
                    "Give the reason why “%(case)s” takes “%(arrow)s”.",
                    case=self.display_name,
                    arrow=arrow.display_name,
                )
            )

    def _explain_state(self):
        """Return why the case cannot move in its state, or an empty text."""
        self.ensure_one()
        if self.state == "paused":
            return self.env._("“%s” is paused. Resume it first.", self.display_name)
        if self.state == "waiting":
            return self.env._(
                "“%(case)s” waits for “%(child)s”. Finish or cancel that first.",
                case=self.display_name,
                child=", ".join(
                    self.sudo()  # sudo: the sub-process may be a colleague's
                    .child_ids.filtered(lambda child: child._is_open())
                    .mapped("display_name")
                ),
            )
        if not self._is_open():
            return self.env._(
                "“%(case)s” ended on %(date)s and cannot move any more.",
                case=self.display_name,
                date=fields.Datetime.context_timestamp(self, self.date_end).date()
                if self.date_end
                else "?",
            )
        return ""

    def _get_arrow_blockers(self, arrow):
        """Return the sentences of the control points that hold `arrow` shut."""
        self.ensure_one()
        if not arrow._is_forward():
            return []
        case = self.sudo()  # sudo: a gate may look at what the user cannot read
        gates = case._get_gates_of(arrow)
        unmet = gates._unmet_by(case).with_env(self.env).sudo()  # sudo: as above
        return [control._explain(case) for control in unmet.sorted()]

    def _get_gates_of(self, arrow):
        """Return the control points that are asked before `arrow` is taken."""
        self.ensure_one()
        return self.stage_id._get_gates()

    def _explain_blockers(self, stage=None):
        """Return in sentences what is missing before the case may leave.

        :param stage: or before it may go to this stage
        :return: a list, empty when the way is free
        """
        self.ensure_one()
        if problem := self._explain_state():
            return [problem]
        arrows = self._get_open_transitions().filtered(
            lambda arrow: arrow.to_stage_id == stage if stage else arrow._is_forward()
        )
        if not arrows:
            return [self._describe_arrows()] if stage else []
        return min((self._get_arrow_blockers(arrow) for arrow in arrows), key=len)
