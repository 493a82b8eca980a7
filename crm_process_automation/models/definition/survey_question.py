from odoo import api, fields, models
from odoo.exceptions import ValidationError

MEASURES = [
    ("nps", "Recommendation (NPS)"),
    ("csat", "Satisfaction (CSAT)"),
    ("comment", "What to improve"),
]
TEXT_KINDS = ("text_box", "char_box")


class SurveyQuestion(models.Model):
    """A question of a questionnaire: it may measure how satisfied the client is."""

    _inherit = "survey.question"

    process_measure = fields.Selection(
        MEASURES,
        string="Measures",
        help="What the answer of a client counts for in the evaluations of CRM "
        "processes. NPS: a scale from 0 to 10. CSAT: any scale; all such questions are "
        "averaged.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("process_measure", "question_type", "scale_min", "scale_max")
    def _check_process_measure(self):
        for question in self.filtered("process_measure"):
            check = getattr(question, f"_is_measure_{question.process_measure}")
            if not check():
                raise ValidationError(
                    self.env._(
                        "“%(question)s” cannot measure “%(measure)s”: NPS needs a "
                        "scale from 0 to 10, CSAT a scale, and “What to improve” a "
                        "text. Change the type of the question, or what it measures.",
                        question=question.title,
                        measure=dict(
                            self._fields["process_measure"]._description_selection(
                                self.env
                            )
                        )[question.process_measure],
                    )
                )

    # === BUSINESS METHODS === #

    def _is_measure_nps(self):
        is_whole = (self.scale_min, self.scale_max) == (0, 10)
        return self.question_type == "scale" and is_whole

    def _is_measure_csat(self):
        return self.question_type == "scale"

    def _is_measure_comment(self):
        return self.question_type in TEXT_KINDS
