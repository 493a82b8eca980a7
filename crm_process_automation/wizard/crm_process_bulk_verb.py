from odoo import models
from odoo.exceptions import UserError

DEMANDED = {"move": ["stage_id"], "pause": ["date_until", "reason_text"]}


class CrmProcessBulk(models.TransientModel):
    """The verbs: each acts on a batch, and returns what became of each case."""

    _inherit = "crm.process.bulk"

    # === BUSINESS METHODS === #

    def _check_demands(self):
        """Raise when the verb lacks what it needs for every case alike."""
        for name in DEMANDED.get(self.verb, []):
            value = self[name]
            if not (value.strip() if isinstance(value, str) else value):
                raise UserError(
                    self.env._(
                        "Fill “%s” first.",
                        self._fields[name]._description_string(self.env),
                    )
                )
        if self.verb == "reassign" and not (self.user_id or self.assignment_id):
            raise UserError(self.env._("Choose a person or a rule to hand over to."))

    def _act_move(self, cases):
        cases_by_arrow = {}
        for case in cases:
            arrow = self._find_arrow(case)
            cases_by_arrow[arrow] = cases_by_arrow.get(arrow, cases.browse()) | case
        for arrow, group in cases_by_arrow.items():
            group._move_along(arrow, self.lost_reason_id or None, self.reason_text)
        return {case.id: case.stage_id.name for case in cases}

    def _act_reassign(self, cases):
        if self.assignment_id:
            cases._reassign_by_rule(self.assignment_id)
        else:
            cases._reassign(self.user_id)
        return {
            case.id: ", ".join(
                filter(None, [case.user_id.name, case.assignment_reason])
            )
            for case in cases
        }

    def _act_lose(self, cases):
        cases._ask_to_lose(self.lost_reason_id, self.reason_text or "")
        return {case.id: case.stage_id.name for case in cases}

    def _act_pause(self, cases):
        cases.action_pause(self.date_until, self.reason_text)
        text = self.env._("Paused until %s", self.date_until)
        return dict.fromkeys(cases.ids, text)

    def _act_resume(self, cases):
        cases.action_resume()
        return dict.fromkeys(cases.ids, self.env._("Runs again"))

    # === THE WAY TO A STAGE === #

    def _find_arrow(self, case):
        """Return the arrow to the chosen stage on the map of `case`, else raise."""
        stage = self._find_stage(case)
        arrows = case._get_open_transitions().filtered(
            lambda arrow: (
                arrow.to_stage_id == stage
                and self.transition_kind in (False, arrow.kind)
            )
        )
        if not self.lost_reason_id and not (self.reason_text or "").strip():
            # Without a reason, the way that needs none is meant.
            free = arrows.filtered(lambda arrow: not arrow.needs_reason)
            arrows = free if len(free) == 1 else arrows
        if len(arrows) != 1:
            raise UserError(case._explain_no_way(arrows, stage.name))
        return arrows

    def _find_stage(self, case):
        """Return the stage of the same code on the version that `case` runs on."""
        stage = case.template_id.stage_ids.filtered(
            lambda stage: stage.code == self.stage_id.code
        )
        if not stage:
            raise UserError(
                self.env._(
                    "“%(case)s” goes through “%(process)s”, which has no stage "
                    "“%(stage)s”.",
                    case=case.display_name,
                    process=case.template_id.display_name,
                    stage=self.stage_id.name,
                )
            )
        if stage == case.stage_id:
            raise UserError(
                self.env._(
                    "“%(case)s” stands at “%(stage)s” already.",
                    case=case.display_name,
                    stage=stage.name,
                )
            )
        return stage
