from odoo import models

KINDS = {
    "scale": "scale",
    "simple_choice": "choice",
    "multiple_choice": "choice",
    "matrix": "matrix",
}


class CrmProcessDocument(models.Model):
    """The questions of a questionnaire, as its paper prints them.

    They stay as they were when the paper was issued, and so does what each measures,
    whatever becomes of the survey.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _collect_questions(self):
        survey = self.template_id.survey_id.with_context(lang=self.env.lang)
        return {"questions": survey._get_printed_questions() or None}


class SurveySurvey(models.Model):
    """A survey, as a questionnaire on paper asks for it."""

    _inherit = "survey.survey"

    # === BUSINESS METHODS === #

    def _get_printed_questions(self):
        """Return the questions in their order, each as the layout reads it."""
        rows = []
        for question in self.question_ids.sorted():
            kind = KINDS.get(question.question_type, "text")
            rows += getattr(question, f"_print_{kind}")()
        return rows


class SurveyQuestion(models.Model):
    """A question on paper: `_print_<kind>` returns its lines, most have one."""

    _inherit = "survey.question"

    # === BUSINESS METHODS === #

    def _print_scale(self):
        return [
            self._prepare_print("scale")
            | {
                "scale_min": self.scale_min,
                "scale_max": self.scale_max,
                "min_label": self.scale_min_label or "",
                "max_label": self.scale_max_label or "",
            }
        ]

    def _print_choice(self):
        return [self._prepare_print("choice") | {"answers": self._get_choices()}]

    def _print_matrix(self):
        return [
            self._prepare_print("choice", f"{self.title}: {row.value}")
            | {"answers": self._get_choices()}
            for row in self.matrix_row_ids
        ]

    def _print_text(self):
        return [self._prepare_print("text")]

    def _prepare_print(self, kind, text=None):
        return {
            "id": self.id,
            "text": text or self.title,
            "kind": kind,
            "measure": self.process_measure or "",
        }

    def _get_choices(self):
        return [answer.value or "" for answer in self.suggested_answer_ids]


class CrmProcessDocumentTemplate(models.Model):
    """The sample of a questionnaire shows its own questions."""

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    def _get_sample_snapshot(self, lang=None):
        snapshot = super()._get_sample_snapshot(lang)
        # sudo: designers may have no right to surveys, their form shows the questions
        survey = self.sudo().survey_id.with_context(lang=snapshot["lang"])
        if self.document_type != "questionnaire" or not survey:
            return snapshot
        return snapshot | {"questions": survey._get_printed_questions()}
