from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.runtime.crm_process_document_answer import Visitor
from ..tools.signed_file import LARGEST
from .crm_process_document_portal import HEADERS, CrmProcessDocumentPortal

# Above what we take, so that a file that is too large is answered with a sentence.
LARGEST_REQUEST = 4 * LARGEST


def answer_route(verb, **options):
    """Return the route of an answer that a form on the page sends."""
    return http.route(
        f"/my/papers/<int:paper_id>/{verb}",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["POST"],
        **options,
    )


class CrmProcessDocumentAnswer(CrmProcessDocumentPortal):
    """What the client sends from the page of a paper."""

    @answer_route("accept")
    def accept_paper(self, paper_id, access_token=None, name="", comment="", **_unused):
        """Accept the paper, with a comment."""

        def give(paper):
            paper._answer_accept(self._get_visitor(name), comment)

        given = {"name": name, "comment": comment}
        return self._answer(paper_id, access_token, give, "accepted", given)

    @answer_route("reject")
    def reject_paper(self, paper_id, access_token=None, name="", reason="", **_unused):
        """Reject the paper; the reason is required."""

        def give(paper):
            paper._answer_reject(self._get_visitor(name), reason)

        given = {"name": name, "reason": reason}
        return self._answer(paper_id, access_token, give, "rejected", given)

    @answer_route("upload", max_content_length=LARGEST_REQUEST)
    def upload_copy(self, paper_id, access_token=None, name="", copy=None, **_unused):
        """Hand in a signed copy: a scan or an electronic signature."""

        def give(paper):
            content = copy.read(LARGEST + 1) if hasattr(copy, "read") else b""
            paper._answer_upload(self._get_visitor(name), content)

        return self._answer(paper_id, access_token, give, "uploaded", {"name": name})

    @http.route(
        "/my/papers/<int:paper_id>/sign",
        type="jsonrpc",
        auth="public",
        website=True,
        max_content_length=LARGEST_REQUEST,
    )
    def sign_paper(self, paper_id, access_token=None, name="", signature="", **_unused):
        """Sign the paper with the drawn signature. Called by Odoo's own pad."""
        request.future_response.headers["Cache-Control"] = HEADERS["Cache-Control"]
        token = access_token or request.httprequest.args.get("access_token")
        paper = self._open_paper(paper_id, token)
        if not paper or not self._is_client():
            return {"error": request.env._("This paper is not to be opened.")}
        try:
            with request.env.cr.savepoint():
                paper._answer_sign(self._get_visitor(name), signature)
        except UserError as error:
            return {"error": str(error)}
        return {
            "force_refresh": True,
            "redirect_url": self._add_message(paper, token, "signed"),
        }

    # === ALL OF THEM === #

    def _answer(self, paper_id, token, give, message, given):
        """Give an answer and show the page again, with thanks or with what is wrong."""
        paper = self._open_paper(paper_id, token)
        if not paper or not self._is_client():
            return self._refuse()
        try:
            with request.env.cr.savepoint():
                give(paper)
        except UserError as error:
            return self._show(paper, token, error=str(error), status=422, given=given)
        url = self._add_message(paper, token, message)
        return self._seal(request.redirect(url, code=303))

    def _add_message(self, paper, token, message):
        url = self._get_url(paper, token)
        return f"{url}{'&' if '?' in url else '?'}message={message}"

    def _get_visitor(self, name):
        """Return who answers, as far as the request tells it."""
        user = request.env.user
        return Visitor(
            name=str(name or ""),
            user=None if user._is_public() else user,
            ip=request.httprequest.remote_addr or "",
            browser=request.httprequest.user_agent.string or "",
        )
