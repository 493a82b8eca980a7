from odoo import api, fields, models

# Whom a survey lets in who has nothing but his link.
OPEN_TO_CLIENTS = ("public", "token")


class CrmProcessDocumentTemplate(models.Model):
    """A questionnaire asks the questions of a survey, and says what is a bad answer."""

    _inherit = "crm.process.document.template"

    survey_id = fields.Many2one(
        "survey.survey",
        index="btree_not_null",
        ondelete="restrict",
        help="Its questions stand on the paper, and the client answers them by the "
        "link that he gets.",
    )
    nps_threshold = fields.Integer(
        string="Dissatisfied below NPS Score",
        default=7,
        help="A client who recommends us with less than this, of 10, counts as "
        "dissatisfied. 0: never.",
    )
    csat_threshold = fields.Float(
        string="Dissatisfied below Satisfaction",
        default=3.0,
        digits=(2, 1),
        help="A client whose marks average less than this, of 5, counts as "
        "dissatisfied. 0: never.",
    )
    survey_warning = fields.Text(compute="_compute_survey_warning")

    _nps_threshold_is_score = models.Constraint(
        "CHECK(nps_threshold BETWEEN 0 AND 10)", "An NPS score is one of 0 to 10."
    )
    _csat_threshold_is_mark = models.Constraint(
        "CHECK(csat_threshold BETWEEN 0 AND 5)",
        "Satisfaction is measured from 1 to 5.",
    )

    # === COMPUTE METHODS === #

    @api.depends("survey_id", "document_type", "nps_threshold", "csat_threshold")
    @api.depends_context("lang")
    def _compute_survey_warning(self):
        for form in self:
            form.survey_warning = "\n".join(form._get_survey_warnings()) or False

    # === BUSINESS METHODS === #

    def _get_form_problems(self):
        return [*super()._get_form_problems(), *self._get_survey_problems()]

    def _get_survey_problems(self):
        """Return why clients could not answer the questionnaire."""
        if self.document_type != "questionnaire":
            return []
        survey = self.survey_id
        if not survey:
            return [
                self.env._(
                    "A questionnaire asks the questions of a survey. Choose one in the "
                    "field “Survey”."
                )
            ]
        name = survey.title
        problems = []
        if not survey.question_ids:
            problems.append(
                self.env._("The survey “%s” has no questions. Add some.", name)
            )
        if not survey.active:
            problems.append(
                self.env._(
                    "The survey “%s” is closed. Take it out of the archive, or choose "
                    "another.",
                    name,
                )
            )
        if survey.access_mode not in OPEN_TO_CLIENTS or survey.users_login_required:
            problems.append(
                self.env._(
                    "The survey “%s” asks for a login, which clients have not. Open "
                    "it to whoever has the link, in its options.",
                    name,
                )
            )
        return problems

    def _get_survey_warnings(self):
        """Return what the questionnaire will not tell; it may be approved so."""
        survey = self.sudo().survey_id  # sudo: designers may have no right to surveys
        if self.document_type != "questionnaire" or not survey:
            return []
        measures = survey.question_ids.mapped("process_measure")
        warnings = []
        if "nps" not in measures:
            warnings.append(
                self.env._(
                    "No question of the survey “%s” measures NPS, so that reports will "
                    "not show how many clients recommend us. Say in a question with a "
                    "scale from 0 to 10 that it does.",
                    survey.title,
                )
            )
        if "csat" not in measures:
            warnings.append(
                self.env._(
                    "No question of the survey “%s” measures satisfaction. Say in a "
                    "question with a scale that it does.",
                    survey.title,
                )
            )
        if measures.count("nps") > 1:
            warnings.append(
                self.env._(
                    "Several questions of the survey “%s” measure NPS: only the first "
                    "counts.",
                    survey.title,
                )
            )
        return warnings

    def _is_bad_evaluation(self, nps, csat):
        """Return whether these marks are those of a dissatisfied client.

        :param nps: 0 to 10, None when he has not said
        :param csat: 1 to 5, 0 when he has not said
        """
        self.ensure_one()
        is_bad_nps = nps is not None and nps < self.nps_threshold
        return is_bad_nps or 0 < csat < self.csat_threshold
