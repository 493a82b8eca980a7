from odoo import api, models
from odoo.exceptions import UserError

from ..definition.crew import Crew
from .passage import CONTEXT_KEY, Passage


class CrmProcessCase(models.Model):
    """How a case begins: at the start of an active version, with somebody answering."""

    _inherit = "crm.process.case"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            self._check_not_kept_by_door(vals.keys() - {"template_id"})
        # Whoever asks for a later stage starts like all others, then asks the door.
        later_stage_ids = [vals.pop("stage_id", False) for vals in vals_list]
        templates = self.env["crm.process.template"].browse(
            {vals["template_id"] for vals in vals_list if vals.get("template_id")}
        )
        templates._check_may_start()
        placed = Passage.from_env(self.env)
        # tracking_disable: the moves tell the story; a log entry for each is noise
        context = {"tracking_disable": True, CONTEXT_KEY: None}
        cases = super(CrmProcessCase, self.with_context(**context)).create(vals_list)
        cases = cases.with_context(**{**self.env.context, CONTEXT_KEY: None})
        if placed and placed.kind == "placed":
            cases._begin_at(later_stage_ids, placed)
        else:
            cases._begin()
            cases._ask_for_stages(later_stage_ids)
        return cases.with_env(self.env)

    # === BUSINESS METHODS === #

    @api.model
    def _create_placed(self, vals_list, text):
        """Create cases that stand at their `stage_id` from the first moment.

        For matters that were under way before: no start, no control points, no tasks of
        the stages behind them. The text tells why, on their first move.
        """
        passage = Passage(kind="placed", text=text)
        cases = self.with_context(**{CONTEXT_KEY: passage}).create(vals_list)
        return cases.with_env(self.env)

    def _begin(self):
        """Choose who answers, and enter the start of the map."""
        for template, cases in self.grouped("template_id").items():
            template = Crew.accompany(template)
            cases._assign_responsible(template)
            cases._enter_stage(template._get_start_stage(), Passage(kind="start"))

    def _begin_at(self, stage_ids, passage):
        """Enter the given stages; who answers does so already."""
        stages = self.env["crm.process.stage"].browse(stage_ids)
        stage_by_case = dict(zip(self, stages, strict=True))
        for stage, cases in self.grouped(stage_by_case.get).items():
            cases._enter_stage(stage, passage)

    def _ask_for_stages(self, stage_ids):
        """Ask the door for the later stages that were wished for, if any."""
        for case, stage_id in zip(self, stage_ids, strict=True):
            if stage_id and stage_id != case.stage_id.id:
                case.stage_id = stage_id

    def _assign_responsible(self, template):
        """Let the template choose who answers, and keep why."""
        if template.responsible_kind == "case":
            return
        crew = Crew.from_env(template.env)
        chosen, reasons = {}, {}
        for case in self:
            chosen[case], reasons[case] = template._choose_responsible(case)
            if chosen[case] and not case.parent_id:
                crew.hand_over(case.user_id, chosen[case])
        for reason, cases in self.grouped(reasons.get).items():
            cases.write({"assignment_reason": reason})
        for user, cases in self.grouped(chosen.get).items():
            # Nobody available: whoever brought the matter keeps it, and we say so.
            if user:
                cases.write({"user_id": user.id})


class CrmProcessTemplate(models.Model):
    """What a start asks of the template."""

    _inherit = "crm.process.template"

    def _check_may_start(self):
        """Raise unless a case may start on every template of `self`."""
        for template in self.sudo():  # sudo: starting needs no right on definitions
            if template.state != "active":
                raise UserError(
                    self.env._(
                        "No case can start on “%(process)s”: it is %(state)s. "
                        "Activate it first, or choose an active process.",
                        process=template.display_name,
                        state=dict(
                            template._fields["state"]._description_selection(self.env)
                        )[template.state].lower(),
                    )
                )
