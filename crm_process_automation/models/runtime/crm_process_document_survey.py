import logging
import uuid
from datetime import time, timedelta

import pytz

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.local_time import to_moment

_logger = logging.getLogger(__name__)

QUESTIONS = "/questions"


class CrmProcessDocument(models.Model):
    """The client's own copy of the survey that a questionnaire sends him.

    People who send questionnaires have no right to surveys, nor need they: sending one
    makes the client's copy in the system's name (`_ensure_survey_input`), for him alone
    and for this paper. His link to it lives and dies with the link of the paper.
    """

    _inherit = "crm.process.document"

    survey_input_id = fields.Many2one(
        "survey.user_input",
        string="Answers to the Survey",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="survey.group_survey_user",
    )

    # === HOOKS === #

    def _follow_dispatches(self):
        """Each sending sees to it that there is a copy: the link makes none."""
        result = super()._follow_dispatches()
        for document in self.sudo():  # sudo: what follows from a mail, see above
            if document.document_type == "questionnaire" and document.state == "sent":
                document._ensure_survey_input()
        return result

    def _explain_not(self, verb):
        problem = super()._explain_not(verb)
        if problem or verb != "send" or self.document_type != "questionnaire":
            return problem
        return self._explain_closed_survey()

    def _get_mail_link(self):
        """The mail of a questionnaire leads straight to its questions."""
        link = super()._get_mail_link()
        is_asked = self.document_type == "questionnaire"
        return f"{link}{QUESTIONS}" if is_asked else link

    def _write_link(self, token):
        # sudo: whether the link is a new one, not the link itself
        is_new = self.sudo().access_token != token
        result = super()._write_link(token)
        if is_new:
            self._change_survey_link()
        return result

    def action_revoke_link(self):
        """Take the link back: nobody answers by it any more, either."""
        result = super().action_revoke_link()
        self._change_survey_link()
        return result

    # === QUESTIONS === #

    def _explain_closed_survey(self):
        """Return why nobody can answer the survey any more, or an empty text."""
        self.ensure_one()
        survey = self.sudo().template_id.survey_id  # sudo: only whether it is open
        if survey.active:
            return ""
        return self.env._(
            "its survey is closed. Have it opened in the app Surveys, or issue the "
            "questionnaire on another form."
        )

    def _explain_no_questions(self):
        """Return for the client why he cannot answer, or an empty text."""
        self.ensure_one()
        if problem := self._explain_no_answer():
            return problem
        if self.state in ("sent", "accepted") and not self._explain_closed_survey():
            return ""
        return self._explain_questions_gone()

    def _explain_questions_gone(self):
        """Return for the client that the questionnaire takes no answers."""
        return self.env._(
            "“%(paper)s” is closed: it is not to be answered any more. Ask %(whom)s.",
            paper=self.display_name,
            whom=self._get_whom_to_ask(),
        )

    def _get_questions_state(self):
        """Return how far the client is: none, new, in_progress or done."""
        self.ensure_one()
        if self.document_type != "questionnaire":
            return "none"
        return self.sudo().survey_input_id.state or "new"  # sudo: only how far he is

    def _may_client_answer(self, user):
        """Return whether whoever comes by the link of the survey is let in.

        :param user: who is logged in, or the public user
        """
        self.ensure_one()
        document = self.sudo()  # sudo: the visitor has no rights, this is the question
        if not document._is_shown_to_client():
            return False
        is_done = document.survey_input_id.state == "done"
        if document.is_superseded and not is_done:
            return False
        if document._is_link_alive():
            return True
        return not user._is_public() and document._is_of_client(user)

    # === BUSINESS METHODS === #

    def _ensure_survey_input(self):
        """Return the client's copy of the survey, made if it is not there yet.

        It is empty when the survey lets nobody in any more: the paper says so then.
        """
        self.ensure_one()
        # sudo: who sends or gets a questionnaire has no right to surveys, see above
        document = self.sudo()
        survey = document.template_id.survey_id
        if document.survey_input_id or not survey or document._explain_closed_survey():
            return document.survey_input_id
        try:
            with self.env.cr.savepoint():
                answer = survey._create_answer(
                    partner=document.partner_id,
                    check_attempts=False,
                    **document._prepare_survey_input_values(),
                )
        except UserError as error:
            _logger.warning("No copy of the survey for paper %s: %s", self.id, error)
            return document.survey_input_id
        document.survey_input_id = answer
        return answer

    def _prepare_survey_input_values(self):
        lang = self.env["res.lang"]._lang_get(self._get_language())
        return {"deadline": self._get_answer_deadline(), "lang_id": lang.id}

    def _get_answer_deadline(self):
        """Return when the last day ends on which the paper holds, False without one."""
        self.ensure_one()
        if not self.date_valid_until:
            return False
        zone = pytz.timezone(self._get_time_zone())
        return to_moment(self.date_valid_until + timedelta(days=1), time.min, zone)

    def _change_survey_link(self):
        """Let the address that the client has of his copy lead nowhere."""
        # sudo: the token is nobody's to read or write
        for answer in self.sudo().survey_input_id:
            answer.access_token = str(uuid.uuid4())


class SurveyUserInput(models.Model):
    """The answers to a survey, which may be those to a questionnaire of ours."""

    _inherit = "survey.user_input"

    process_document_ids = fields.One2many(
        "crm.process.document", "survey_input_id", groups=fields.NO_ACCESS
    )

    # === HOOKS === #

    def _mark_done(self):
        result = super()._mark_done()
        # sudo: the client has no rights, his answers are the system's to evaluate
        for document in self.sudo().process_document_ids:
            document._take_evaluation()
        return result
