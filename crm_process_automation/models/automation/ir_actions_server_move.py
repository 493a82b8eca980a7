from odoo import fields, models

from ..definition.constants import TRANSITION_KINDS

KIND = "process_move"


class IrActionsServer(models.Model):
    """Move the case of a record along an arrow: to a stage, or by the arrow's kind.

    Through the door, in the rights of who acts. What is held back stays where it is,
    and the journal says what is missing.
    """

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[(KIND, "Move Along an Arrow"), ("code",)],
        ondelete={KIND: "cascade"},
    )
    process_arrow_kind = fields.Selection(
        TRANSITION_KINDS,
        string="Kind of Arrow",
        help="Which way to take: the only arrow of the kind, wherever the case stands. "
        "With a stage: the arrow of the kind that leads there.",
    )
    process_text = fields.Char(
        string="Reason in Words",
        translate=True,
        help="For arrows that need a reason. With placeholders.",
    )

    # === SETTINGS === #

    def _warning_depends(self):
        return [*super()._warning_depends(), "process_arrow_kind", "process_text"]

    def _get_models_process_move(self):
        return self._get_process_models() | {"crm.process.case", "crm.process.call"}

    def _get_name_process_move(self):
        if self.process_stage_id:
            return self.env._("Move to “%s”", self.process_stage_id.name)
        return self.env._("Move along an arrow")

    def _get_problems_process_move(self):
        problems = self._get_target_problems() + self._get_text_problems(
            self.process_text
        )
        if not self.process_stage_code and not self.process_arrow_kind:
            problems.append(
                self.env._("Choose the stage to move to, or the kind of arrow to take.")
            )
        if self.process_stage_code and not self.process_template_code:
            problems.append(self.env._("Choose the process of the stage."))
        return problems

    # === RUNNING === #

    def _run_action_process_move_multi(self, eval_context=None):
        records = self._get_records(eval_context)
        passages, seen = {}, set()
        for record in records:
            case = self._find_case(record)
            arrow, reason = self._find_way(record, case)
            if not reason and case in seen:
                reason = self.env._("The case was moved just now.")
            if reason:
                self._note_skip(record, reason)
                continue
            seen.add(case)
            key = arrow, self._write_reason(record)
            passages[key] = passages.get(key, records.browse()) | record
        for (arrow, text), group in passages.items():
            self._move_group(group, arrow, text)

    def _move_group(self, records, arrow, text):
        """Take the arrow with the cases of the records, all at once."""
        cases = records.env["crm.process.case"].union(
            *(self._find_case(record) for record in records)
        )
        cases._move_along(arrow.with_env(cases.env), text=text or None)
        sentence = self.env._(
            "Moved from “%(from_stage)s” to “%(to_stage)s”",
            from_stage=arrow.from_stage_id.name,
            to_stage=arrow.to_stage_id.name,
        )
        for record in records:
            self._note_effect(record, sentence, made=self._find_case(record))

    def _write_reason(self, record):
        action = self.sudo()  # sudo: settings of actions are for administrators
        return action._fill_in(action.process_text, record).strip()

    # === QUESTIONS === #

    def _find_way(self, record, case):
        """Return the arrow to take, or why there is nothing to move, in sentences."""
        if problem := self._explain_no_move(record, case):
            return None, problem
        arrows = self._find_arrows(case)
        if len(arrows) != 1:
            return None, self._explain_no_way(case, arrows)
        blockers = case._get_arrow_blockers(arrows)
        return arrows, "\n".join(blockers)

    def _explain_no_move(self, record, case):
        action = self.sudo()  # sudo: settings of actions are for administrators
        code = action.process_template_code
        if not case:
            return self.env._("“%s” goes through no process.", record.display_name)
        if code and case.template_code != code:
            return self.env._(
                "“%(case)s” goes through another process: “%(process)s”.",
                case=case.display_name,
                process=case.template_id.name,
            )
        if case.stage_code == action.process_stage_code:
            return self.env._(
                "“%(case)s” is at “%(stage)s” already.",
                case=case.display_name,
                stage=case.stage_id.name,
            )
        return case._explain_state()

    def _find_arrows(self, case):
        """Return the arrows meant that are open to who acts.

        Of several to the same stage, the ones that can be taken without a reason where
        the action gives none.
        """
        action = self.sudo()  # sudo: settings of actions are for administrators
        stage_code, kind = action.process_stage_code, action.process_arrow_kind
        arrows = case._get_open_transitions()
        if stage_code:
            arrows = arrows.filtered(lambda arrow: arrow.to_stage_id.code == stage_code)
        if kind:
            arrows = arrows.filtered(lambda arrow: arrow.kind == kind)
        if len(arrows) > 1 and not action.process_text:
            return arrows.filtered(lambda arrow: not arrow.needs_reason)
        return arrows

    def _explain_no_way(self, case, arrows):
        if arrows:
            return self.env._(
                "Several arrows may be meant: %s. Say in the action which of them.",
                ", ".join(arrows.mapped("display_name")),
            )
        return case._describe_arrows()
