from odoo import http
from odoo.http import request

from odoo.addons.survey.controllers.main import Survey

from .crm_process_document_portal import CrmProcessDocumentPortal


class CrmProcessDocumentQuestions(CrmProcessDocumentPortal):
    """From the page or the mail of a questionnaire to its questions."""

    @http.route(
        "/my/papers/<int:paper_id>/questions",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["GET"],
    )
    def show_questions(self, paper_id, access_token=None, **_unused):
        """Lead the client to his copy of the survey, or say why he cannot answer."""
        paper = self._open_paper(paper_id, access_token)
        if not paper:
            return self._refuse()
        if not self._is_client() or paper.document_type != "questionnaire":
            return self._seal(request.redirect(self._get_url(paper, access_token)))
        if not self._is_link_preview():
            user = request.env.user
            paper._look_by_client(None if user._is_public() else user.partner_id)
        answer = paper.survey_input_id
        if answer.state != "done" and (problem := paper._explain_no_questions()):
            return self._show(paper, access_token, error=problem, status=409)
        if not answer:  # sending makes it, and a link that is only followed does not
            problem = paper._explain_questions_gone()
            return self._show(paper, access_token, error=problem, status=409)
        return self._seal(request.redirect(answer.get_start_url()))


class CrmProcessSurvey(Survey):
    """Odoo's pages of a survey: to a questionnaire of ours its paper opens the door."""

    def _check_validity(
        self,
        survey_sudo,
        answer_sudo,
        answer_token,
        ensure_token=True,
        check_partner=True,
    ):
        # sudo: the visitor has no rights, whether he is let in is asked of the paper
        paper = answer_sudo.sudo().process_document_ids[:1]
        user = request.env.user
        if paper and not user._is_internal() and not paper._may_client_answer(user):
            return "token_wrong"
        if paper and user._is_internal() and check_partner:
            return "token_wrong"  # a colleague does not answer for the client
        return super()._check_validity(
            survey_sudo,
            answer_sudo,
            answer_token,
            ensure_token=ensure_token,
            # Whoever of the client's people comes is asked of the paper, above.
            check_partner=check_partner and not paper,
        )

    @http.route()
    def survey_retry(self, survey_token, answer_token, **post):
        """A questionnaire is answered once: it has no second copy."""
        _survey, answer = self._fetch_from_access_token(survey_token, answer_token)
        if answer.process_document_ids:
            return request.redirect(f"/survey/{survey_token}/{answer_token}")
        return super().survey_retry(survey_token, answer_token, **post)
