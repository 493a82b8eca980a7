from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.text import clean_text, is_blank
from .crm_process_document_answer import LONGEST_COMMENT, LONGEST_NAME, Visitor

# Who answers, on the way through the survey's own methods. Only Python code can make a
# `Visitor`: a context that arrives by RPC holds plain JSON.
CONTEXT_KEY = "process_visitor"
TEXT_KINDS = ("text_box", "char_box")


class CrmProcessDocument(models.Model):
    """The marks that a client gives by phone or at a meeting: a colleague enters them.

    They go into the client's own copy of the survey and count as if he had answered
    himself; the evaluation and the evidence say who has entered them.
    """

    _inherit = "crm.process.document"

    may_enter_marks = fields.Boolean(compute="_compute_may_enter_marks")

    # === COMPUTE METHODS === #

    @api.depends("state", "document_type", "date_issued", "is_superseded")
    @api.depends_context("uid")
    def _compute_may_enter_marks(self):
        for document in self:
            is_asked = document.document_type == "questionnaire"
            is_mine = is_asked and document.has_access("write")
            document.may_enter_marks = is_mine and not document._explain_no_marks()

    # === ACTION METHODS === #

    def action_enter_marks(self, answers, way, who=None):
        """Enter what the client has answered, told to the user.

        :param answers: {id of the question: mark or text}; blank ones are left out
        :param way: how he said it: `phone`, `mail`, `person` or `other`
        :param who: the name of who said it; none: the client of the paper
        :return: the evaluation
        :raise UserError: when it is answered already, or an answer does not suit
        """
        self.ensure_one()
        self.check_access("write")
        if problem := self._explain_no_marks():
            raise UserError(
                self.env._(
                    "%(paper)s: %(problem)s", paper=self.display_name, problem=problem
                )
            )
        copy = self._ensure_survey_input()
        found = self._find_marked_questions(copy.survey_id, answers)
        if not copy or not found:
            raise UserError(self.env._("Enter what the client has answered."))
        for question, value in found.items():
            copy._save_lines(question, value)
        visitor = self._make_staff_visitor(way, who)
        copy.with_context(**{CONTEXT_KEY: visitor})._mark_done()
        return self.evaluation_ids

    # === BUSINESS METHODS === #

    def _explain_no_marks(self):
        """Return why no marks can be entered any more or yet, or an empty text."""
        self.ensure_one()
        paper = self.sudo()  # sudo: only whether there are answers
        if self.document_type != "questionnaire":
            return self.env._("only a questionnaire asks for marks.")
        if paper.evaluation_ids or paper.survey_input_id.state == "done":
            return self.env._("the client has answered it, and his marks count.")
        # One that was taken down as accepted has no marks yet.
        if self.state != "accepted" and (problem := self._explain_not("accept")):
            return problem
        if self.is_superseded:
            return self.env._("there is a newer revision of it. Use that one.")
        return self._explain_closed_survey()

    def _make_staff_visitor(self, way, who):
        if not way:
            raise UserError(self.env._("Say how the client has told it."))
        name = who if not is_blank(who) else self.partner_id.name
        name = clean_text(name or self.env._("The client"), LONGEST_NAME)
        return Visitor(name=name, side="staff", user=self.env.user, way=way)

    def _get_answering_visitor(self):
        visitor = self.env.context.get(CONTEXT_KEY)
        is_ours = isinstance(visitor, Visitor)
        return visitor if is_ours else super()._get_answering_visitor()

    def _prepare_evaluation_values(self):
        values = super()._prepare_evaluation_values()
        visitor = self._get_answering_visitor()
        values["answered_by"] = visitor.name
        if visitor.side == "staff":
            values |= {"entered_by_id": visitor.user.id, "way": visitor.way}
        return values

    # === THE QUESTIONS === #

    def _get_enterable_questions(self):
        """Return the printed questions whose answers a colleague can enter.

        A choice, a number, a date or a table is answered by the client himself.
        """
        self.ensure_one()
        rows = (self.sudo().snapshot or {}).get("questions") or []  # sudo: the paper
        # sudo: salespeople have no right to surveys; only the kind is looked at
        questions = (
            self.env["survey.question"]
            .sudo()
            .browse(row["id"] for row in rows if row.get("id"))
        )
        kinds = ("scale", *TEXT_KINDS)
        ids = {row.id for row in questions.exists() if row.question_type in kinds}
        return [row for row in rows if row.get("id") in ids]

    def _find_marked_questions(self, survey, answers):
        """Return {question: its answer} of what is not blank, each checked."""
        printed = {row["id"] for row in self._get_enterable_questions()}
        questions = survey.question_ids.filtered(lambda row: row.id in printed)
        # The keys of JSON are texts; nought is a mark.
        texts = {
            str(key): "" if value is None or value is False else str(value)
            for key, value in answers.items()
        }
        given = {
            question: texts[str(question.id)].strip()
            for question in questions
            if not is_blank(texts.get(str(question.id)))
        }
        return {
            question: self._check_mark(question, text)
            for question, text in given.items()
        }

    def _check_mark(self, question, text):
        if question.question_type in TEXT_KINDS:
            return self._clean_text(text, LONGEST_COMMENT)
        low, high = question.scale_min, question.scale_max
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise UserError(
                self.env._(
                    "“%(text)s” is no mark for “%(question)s”: enter a number from "
                    "%(low)s to %(high)s, or leave it blank.",
                    text=text,
                    question=question.title,
                    low=low,
                    high=high,
                )
            )
        return text


class CrmProcessCase(models.Model):
    """A case whose client is asked for his marks: they are entered from there, too."""

    _inherit = "crm.process.case"

    may_enter_marks = fields.Boolean(compute="_compute_may_enter_marks")

    # === COMPUTE METHODS === #

    @api.depends("document_ids.state", "document_ids.document_type")
    @api.depends_context("uid")
    def _compute_may_enter_marks(self):
        for case in self:
            case.may_enter_marks = bool(case._get_questionnaire_to_mark())

    # === ACTION METHODS === #

    def action_enter_marks(self):
        """Open the dialogue that asks what the client has answered.

        :raise UserError: when no questionnaire of the case waits for an answer
        """
        self.ensure_one()
        self.check_access("read")
        paper = self._get_questionnaire_to_mark()
        if not paper:
            raise UserError(
                self.env._(
                    "No questionnaire of “%s” waits for an answer. Issue one first.",
                    self.display_name,
                )
            )
        action = self.env["ir.actions.actions"]._for_xml_id(
            "crm_process_automation.crm_process_document_marks_action"
        )
        return action | {"context": {"default_document_id": paper.id}}

    # === BUSINESS METHODS === #

    def _get_questionnaire_to_mark(self):
        """Return the newest questionnaire whose marks the user may enter, or none."""
        self.ensure_one()
        papers = self.document_ids.filtered("may_enter_marks")
        return papers.sorted("id")[-1:]
