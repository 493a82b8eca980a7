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
        for vals in vals_list:
            self._check_not_kept_by_door(vals.keys() - self._given_at_birth)
        vals_list = [self._complete_values(vals) for vals in vals_list]
        # Whoever asks for a later stage starts like all others, then asks the door.
        later_stage_ids = [vals["stage_id"] for vals in vals_list]
        vals_list = [vals | {"stage_id": False} for vals in vals_list]
        templates = self.env["crm.process.template"].browse(
            {vals["template_id"] for vals in vals_list if vals.get("template_id")}
        )
        templates._check_may_start()
        placed = Passage.from_env(self.env)
        # tracking_disable: the moves tell the story; a log entry for each is noise
        born = self.with_context(tracking_disable=True, **{CONTEXT_KEY: None})
        cases = super(CrmProcessCase, born).create(vals_list)
        cases = cases.with_context(**{**self.env.context, CONTEXT_KEY: None})
        if placed and placed.kind == "placed":
            cases._begin_at(later_stage_ids, placed)
        else:
            cases._begin()
            cases._ask_for_stages(later_stage_ids)
        return cases.with_env(self.env)

    @api.ondelete(at_uninstall=False)
    def _unlink_nothing_that_waits(self):
        """A case that waits for its sub-process, or is waited for, cannot vanish."""
        for case in self:
            children = case.child_ids.filtered(lambda child: child._is_open())
            if case.state == "waiting" and children - self:
                raise UserError(case._explain_state())
            parent = case.parent_id
            if parent.state == "waiting" and case._is_open() and parent not in self:
                raise UserError(
                    self.env._(
                        "“%(parent)s” waits for “%(case)s”. Finish or cancel it "
                        "before you delete it.",
                        case=case.display_name,
                        parent=parent.display_name,
                    )
                )

    def unlink(self):
        """Leave no open task behind: nobody could know any more what it is for."""
        self.check_access("unlink")
        # sudo: the tasks of colleagues, too
        tasks = self.sudo().task_ids.filtered(lambda task: task.state == "open")
        if tasks:
            tasks._withdraw(self.env._("The case was deleted."))
        return super().unlink()

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

    @api.model
    def _complete_values(self, vals):
        """Return `vals` with all that the door decides.

        Nobody puts a case past the door by the defaults of a view, or by own ones. A
        column of a kanban view is a wish, like a stage in `vals`.
        """
        decided = {
            name: field.default(self) if field.default else False
            for name in self._kept_by_door - self._given_at_birth
            if not (field := self._fields[name]).related
        }
        wished = {
            name: self.env.context.get(f"default_{name}", False)
            for name in self._given_at_birth | {"stage_id"}
        }
        return decided | wished | vals

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
        wish_by_case = dict(zip(self, stage_ids, strict=True))
        for stage_id, cases in self.grouped(wish_by_case.get).items():
            if stage_id:
                cases.write({"stage_id": stage_id})

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

    def _find_missing_subprocess(self, company):
        """Return the sub-process that the start needs and that nobody can start."""
        self.ensure_one()
        version = self.sudo()  # sudo: starting needs no right on definitions
        subprocess = version._get_start_stage().subprocess_id
        if not subprocess:
            return subprocess
        active = subprocess._find_active_version(company)
        return active._find_missing_subprocess(company) if active else subprocess

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
