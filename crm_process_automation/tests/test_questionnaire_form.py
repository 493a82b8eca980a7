from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .form_common import FormCase


@tagged("post_install", "-at_install")
class TestQuestionnaireForm(FormCase):
    """The form of a questionnaire: clients can answer it, and it measures something."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey = cls.env["survey.survey"].create(
            {"title": "Opinion", "access_mode": "token"}
        )
        cls.scale = cls._ask("Recommend us?", "scale", scale_min=0, scale_max=10)
        cls.form = cls._create_form(
            "Opinion", document_type="questionnaire", survey_id=cls.survey.id
        )

    @classmethod
    def _ask(cls, title, kind, **values):
        return cls.env["survey.question"].create(
            {
                "survey_id": cls.survey.id,
                "title": title,
                "question_type": kind,
                **values,
            }
        )

    # === BEFORE IT IS APPROVED === #

    def test_form_without_a_survey_is_not_approved(self):
        self.form.survey_id = False
        with self.assertRefused("Choose one in the field"):
            self.form.action_approve()

    def test_survey_without_questions_is_named(self):
        self.scale.unlink()
        with self.assertRefused("“Opinion” has no questions"):
            self.form.action_approve()

    def test_closed_survey_is_named(self):
        self.survey.active = False
        with self.assertRefused("“Opinion” is closed"):
            self.form.action_approve()

    def test_survey_that_asks_for_a_login_is_named(self):
        self.survey.users_login_required = True
        with self.assertRefused("asks for a login"):
            self.form.action_approve()

    def test_survey_that_does_not_measure_nps_is_warned_of(self):
        self.assertIn("“Opinion” measures NPS", self.form.survey_warning)
        self.form.action_approve()
        self.assertEqual(self.form.state, "approved")

    def test_survey_that_measures_everything_is_not(self):
        self.scale.process_measure = "nps"
        self._ask("Happy?", "scale", scale_min=1, scale_max=5).process_measure = "csat"
        self.assertFalse(self.form.survey_warning)

    def test_two_scores_are_warned_of(self):
        self.scale.process_measure = "nps"
        other = self._ask("Again?", "scale", scale_min=0, scale_max=10)
        other.process_measure = "nps"
        self.assertIn("only the first counts", self.form.survey_warning)

    def test_other_forms_have_no_such_warning(self):
        self.assertFalse(self._create_form("A contract").survey_warning)

    # === AFTERWARDS === #

    def test_survey_of_an_approved_form_stays(self):
        self.form.action_approve()
        for values in ({"survey_id": False}, {"nps_threshold": 3}):
            with self.assertRefused("not a draft any more"):
                self.form.write(values)

    def test_next_version_asks_the_same_survey(self):
        self.form.nps_threshold = 5
        self.form.action_approve()
        new = self.form.action_new_version()
        self.assertEqual((new.survey_id, new.nps_threshold), (self.survey, 5))

    def test_sample_shows_the_questions_of_the_survey(self):
        questions = self.form._get_sample_snapshot("en_US")["questions"]
        self.assertEqual([row["text"] for row in questions], ["Recommend us?"])
        self.assertIn("Recommend us?", str(self.form.preview_html))

    def test_designer_sees_the_survey_and_changes_nothing(self):
        mine = self.survey.with_user(self.designer)
        self.assertTrue(mine.has_access("read"))
        self.assertFalse(mine.has_access("write"))
        self.assertIn(
            self.survey.id, [found for found, _name in mine.name_search("Opinion")]
        )
        self.form.with_user(self.designer).survey_id = self.survey

    # === WHAT A QUESTION MEASURES === #

    def test_nps_needs_a_scale_to_ten(self):
        for question in (
            self._ask("Happy?", "scale", scale_min=1, scale_max=5),
            self._ask("Why?", "text_box"),
        ):
            with self.assertRaisesRegex(ValidationError, "cannot measure"):
                question.process_measure = "nps"

    def test_satisfaction_needs_a_scale(self):
        with self.assertRaisesRegex(ValidationError, "cannot measure"):
            self._ask("Why?", "text_box").process_measure = "csat"

    def test_measured_scale_is_not_cut_short(self):
        self.scale.process_measure = "nps"
        with self.assertRaisesRegex(ValidationError, "from 0 to 10"):
            self.scale.scale_max = 5

    # === THE READY ONES === #

    def test_ready_form_can_be_approved_and_warns_of_nothing(self):
        form = self.env.ref("crm_process_automation.document_questionnaire_v1")
        self.assertFalse(form.survey_warning)
        form.action_approve()
        self.assertEqual(form.state, "approved")

    def test_ready_survey_is_for_every_language_and_one_answer(self):
        survey = self.env.ref("crm_process_automation.survey_satisfaction")
        self.assertIn("uk_UA", survey._get_supported_lang_codes())
        self.assertEqual((survey.is_attempts_limited, survey.attempts_limit), (True, 1))
        measures = survey.question_ids.sorted().mapped("process_measure")
        self.assertEqual(measures, ["nps", *["csat"] * 4, "comment"])
        self.assertFalse(any(survey.question_ids.mapped("constr_mandatory")))
