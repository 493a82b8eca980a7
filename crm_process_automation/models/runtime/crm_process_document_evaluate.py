from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models
from odoo.http import request

from ...tools.survey_marks import get_csat
from .crm_process_document_answer import Visitor
from .crm_process_document_in_force import FALLEN
from .crm_process_document_state import SOURCES


class CrmProcessDocument(models.Model):
    """What the client's answers come to: the paper is answered, and he is evaluated."""

    _inherit = "crm.process.document"

    evaluation_ids = fields.One2many(
        "crm.process.evaluation", "document_id", readonly=True
    )
    evaluation_count = fields.Integer(compute="_compute_evaluation_count")

    # === COMPUTE METHODS === #

    @api.depends("evaluation_ids")
    @api.depends_context("uid")
    def _compute_evaluation_count(self):
        for document in self:
            document.evaluation_count = len(document.evaluation_ids)

    # === ACTION METHODS === #

    def action_open_evaluations(self):
        """Open what the client has answered."""
        self.ensure_one()
        self.check_access("read")
        rows = self.env["crm.process.evaluation"]
        return rows._open_list(self.display_name, [("document_id", "=", self.id)])

    # === HOOKS === #

    def _explain_not(self, verb):
        """What a client has answered stands: asked again, it would count twice."""
        problem = super()._explain_not(verb)
        # sudo: only whether there are answers
        if problem or verb != "revise" or not self.sudo().evaluation_ids:
            return problem
        return self.env._(
            "the client has answered it, and his marks count. To ask him once more, "
            "issue another questionnaire."
        )

    # === BUSINESS METHODS === #

    def _take_evaluation(self):
        """Evaluate what the client has answered; the first time counts.

        A paper that was cancelled meanwhile is not answered any more.
        """
        self.ensure_one()
        lang = self._get_responsible().lang or self.company_id.partner_id.lang
        document = self.with_user(SUPERUSER_ID).with_context(lang=lang or "en_US")
        if document.evaluation_ids or document.state == "cancelled":
            return
        rows = document.env["crm.process.evaluation"]
        evaluation = rows.create(document._prepare_evaluation_values())
        comment = evaluation.comment or ""
        if document.state not in FALLEN:  # it would seem to be accepted after all
            visitor = document._get_answering_visitor()
            document._keep_evidence("accepted", visitor, comment=comment)
        document._tell_evaluation(evaluation)
        if document.state in SOURCES["accept"]:
            word = evaluation._describe_answer()
            document._take_answer("accepted", word, comment or None)
            return
        # A colleague had entered before that it was answered, or refused.
        document._tell_answer()
        if evaluation.is_dissatisfied:
            document._follow_dissatisfied(evaluation)

    def _prepare_evaluation_values(self):
        case, lines = self.case_id, self.survey_input_id.user_input_line_ids
        marks = self._read_marks(lines)
        nps = marks["nps"][0][0] if marks["nps"] else None
        csat = get_csat(marks["csat"])
        return {
            "document_id": self.id,
            "case_id": case.id,
            "template_id": case.template_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self._get_responsible().id,
            "company_id": self.company_id.id,
            "has_nps": nps is not None,
            "nps": nps or 0,
            "csat": csat,
            "comment": "\n".join(marks["comment"]) or False,
            "answers": self._write_answers(lines) or False,
            "is_dissatisfied": self.template_id._is_bad_evaluation(nps, csat),
        }

    def _read_marks(self, lines):
        """Return {measure: what was answered}; what was left out is not among it.

        What a question measures is what it did when the paper was issued.
        """
        printed = (self.snapshot or {}).get("questions") or []
        measures = {row["id"]: row.get("measure") for row in printed if "id" in row}
        marks = {"nps": [], "csat": [], "comment": []}
        for line in lines.filtered(lambda line: not line.skipped).sorted("id"):
            question = line.question_id
            measure = measures.get(question.id, question.process_measure)
            if measure:
                marks[measure] += getattr(self, f"_read_{measure}")(line)
        return marks

    def _read_csat(self, line):
        question, mark = line.question_id, line.value_scale
        low, high = question.scale_min, question.scale_max
        # The survey itself does not ask whether a mark is on its scale.
        is_mark = line.answer_type == "scale" and low <= mark <= high
        return [(mark, low, high)] if is_mark else []

    def _read_nps(self, line):
        is_score = line.answer_type == "scale" and 0 <= line.value_scale <= 10
        return [(line.value_scale, 0, 10)] if is_score else []

    def _read_comment(self, line):
        text = self._clean_text(line.value_text_box or line.value_char_box, 5000)
        return [text] if text else []

    def _write_answers(self, lines):
        """Return the questions with their answers, one in a line."""
        answered = lines.filtered(lambda line: not line.skipped)
        return "\n".join(
            f"{question.title}: {', '.join(map(self._write_answer, rows))}"
            for question, rows in answered.grouped("question_id").items()
        )

    def _write_answer(self, line):
        if line.answer_type == "scale":
            return str(line.value_scale)
        return self._clean_text(line.value_text_box or line.display_name, 5000)

    def _get_answering_visitor(self):
        """Return who answers, as far as the request tells it."""
        answer = self.survey_input_id
        person = answer.partner_id or self.partner_id
        name = person.name or answer.nickname or self.env._("The client")
        if not request:
            return Visitor(name=name)
        return Visitor(
            name=name,
            ip=request.httprequest.remote_addr or "",
            browser=request.httprequest.user_agent.string or "",
        )

    # === WHO IS TOLD === #

    def _tell_evaluation(self, evaluation):
        """Write it into the chatter of the client, and of the case."""
        told = self._get_story_records()
        body = Markup("%s: %s%s") % (
            self._get_html_link(),
            evaluation._describe_marks(),
            Markup("<br/>%s") % evaluation.comment if evaluation.comment else "",
        )
        for record in (self.case_id, self.partner_id):
            if record and record not in told:
                record._message_log(body=body)

    def _describe_accepted(self, who):
        if not self.evaluation_ids:
            return super()._describe_accepted(who)
        return self.env._(
            "%(who)s has answered “%(paper)s”: %(marks)s.",
            who=who,
            paper=self.display_name,
            marks=self.evaluation_ids[:1]._describe_marks(),
        )
