from odoo import SUPERUSER_ID, http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request
from odoo.tools.misc import get_lang

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as make_pager

PAGE = "crm_process_automation.portal_paper"
REFUSAL = "crm_process_automation.portal_paper_refused"
LARGEST_ID = 2**31 - 1
PAPERS_A_PAGE = 20

# The address holds the token: no other site, cache or frame is to get it.
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Robots-Tag": "noindex, nofollow",
}


class CrmProcessDocumentPortal(CustomerPortal):
    """The client's page of a paper: he reads it here, and answers.

    He comes by the link of the paper, or is logged in. A colleague sees what the client
    sees, and cannot answer for him here. Whatever the reason why a paper is not to be
    opened, the answer is the same, so that it tells nothing.
    """

    # === THE PAGE OF A PAPER === #

    @http.route(
        "/my/papers/<int:paper_id>",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["GET"],
    )
    def show_paper(self, paper_id, access_token=None, message=None, **_unused):
        """Show the paper, where the matter stands, and what may be answered."""
        paper = self._open_paper(paper_id, access_token)
        if not paper:
            return self._refuse()
        if self._is_client() and not self._is_link_preview():
            user = request.env.user
            paper._look_by_client(None if user._is_public() else user.partner_id)
        return self._show(paper, access_token, message=message)

    @http.route(
        ["/my/papers/<int:paper_id>/pdf", "/my/papers/<int:paper_id>/signed"],
        type="http",
        auth="public",
        website=True,
        multilang=False,
        methods=["GET"],
    )
    def show_file(self, paper_id, access_token=None, download=None, **_unused):
        """Serve the very file that was issued, or the signed copy, if it is whole."""
        paper = self._open_paper(paper_id, access_token)
        if not paper:
            return self._refuse()
        is_signed = request.httprequest.path.endswith("/signed")
        file = paper.signed_attachment_id if is_signed else paper.attachment_id
        if not file:
            return self._refuse()
        try:
            paper._check_is_whole()
        except UserError as error:
            return self._show(paper, access_token, error=str(error), status=409)
        return self._serve(file, is_inline=not (download or is_signed))

    def _serve(self, file, is_inline):
        disposition = content_disposition(
            file.name, "inline" if is_inline else "attachment"
        )
        headers = {"Content-Type": file.mimetype, "Content-Disposition": disposition}
        return self._seal(request.make_response(file.raw, list(headers.items())))

    # === THE LIST === #

    @http.route(
        ["/my/papers", "/my/papers/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def list_papers(self, page=1, **_unused):
        """List the papers of the client who is logged in, the newest first."""
        # sudo: clients have no right to the model, the domain names what is theirs
        papers = request.env["crm.process.document"].sudo()
        domain = papers._get_client_domain(request.env.user)
        pager = make_pager(
            url="/my/papers",
            total=papers.search_count(domain),
            page=page,
            step=PAPERS_A_PAGE,
        )
        values = self._prepare_portal_layout_values() | {
            "papers": papers.search(
                domain, limit=PAPERS_A_PAGE, offset=pager["offset"]
            ),
            "pager": pager,
            "page_name": "papers",
            "default_url": "/my/papers",
            "html_data": {"lang": (request.env.lang or "en").replace("_", "-")},
        }
        return self._seal(
            request.render("crm_process_automation.portal_my_papers", values)
        )

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "paper_count" in counters:
            # sudo: as in the list
            papers = request.env["crm.process.document"].sudo()
            domain = papers._get_client_domain(request.env.user)
            values["paper_count"] = papers.search_count(domain)
        return values

    # === WHO MAY OPEN IT === #

    def _open_paper(self, paper_id, token):
        """Return the paper as the system reads it, or none when it is not to be opened.

        Its texts are in the language of the visitor, its days those of the company.
        """
        papers = request.env["crm.process.document"]
        # sudo: clients have no right to the model, whether they may is asked below
        paper = (
            papers.sudo().browse(paper_id if paper_id <= LARGEST_ID else []).exists()
        )
        if not paper or not self._may_open(paper, token):
            return papers
        request.update_context(lang=self._choose_lang(paper), tz=paper._get_time_zone())
        return paper.with_env(request.env(user=SUPERUSER_ID, su=True))

    def _may_open(self, paper, token):
        user = request.env.user
        if user._is_internal():
            mine = paper.with_user(user).with_context(
                allowed_company_ids=user.company_ids.ids
            )
            return bool(paper.attachment_id) and mine.has_access("read")
        if not paper._is_shown_to_client():
            return False
        if paper._is_open_by_token(token):
            return True
        return not user._is_public() and paper._is_of_client(user)

    def _is_client(self):
        """Return whether a client looks at it, and no colleague."""
        return not request.env.user._is_internal()

    def _is_link_preview(self):
        return request.httprequest.headers.get("Odoo-Link-Preview") == "True"

    def _choose_lang(self, paper):
        """Return the visitor's language; at his first visit by a link, the paper's."""
        user, lang = request.env.user, request.env.lang
        if user._is_public() and "frontend_lang" not in request.cookies:
            lang = get_lang(request.env, paper.lang or paper.partner_id.lang).code
            request.lang = request.env["res.lang"]._get_data(code=lang)
            request.future_response.set_cookie("frontend_lang", lang)
        return lang

    # === WHAT IS ANSWERED === #

    def _show(self, paper, token, message=None, error=None, status=200, given=None):
        """Return the page of the paper."""
        case = paper.case_id
        values = self._prepare_portal_layout_values() | {
            "paper": paper,
            "answers": paper._get_answers() if self._is_client() else [],
            "takes_copies": self._is_client() and paper._takes_copies(),
            "is_client": self._is_client(),
            "route": case._get_client_route() if case else [],
            "message": message,
            "error": error,
            "given": given or {},
            "visitor_name": self._get_visitor_name(paper),
            "get_url": lambda suffix="": self._get_url(paper, token, suffix),
            "backend_url": f"/odoo/{paper._name}/{paper.id}",
            "no_breadcrumbs": request.env.user._is_public(),
            "page_name": "paper",
            "title": paper.display_name,
            "html_data": {"lang": (paper.env.lang or "en").replace("_", "-")},
            "res_company": paper.company_id,
        }
        return self._seal(request.render(PAGE, values, status=status))

    def _get_visitor_name(self, paper):
        user = request.env.user
        person = paper.partner_id if user._is_public() else user.partner_id
        return "" if person.is_company else person.name

    def _get_url(self, paper, token, suffix=""):
        """Return an address of the paper, as the visitor came to it."""
        url = f"/my/papers/{paper.id}{suffix}"
        is_by_link = token and paper._is_open_by_token(token)
        return f"{url}?access_token={token}" if is_by_link else url

    def _refuse(self):
        """Return the one answer for every paper that is not to be opened."""
        html = request.env["ir.qweb"]._render(
            REFUSAL, {"html_lang": (request.env.lang or "en").partition("_")[0]}
        )
        response = request.make_response(f"<!DOCTYPE html>\n{html}", status=404)
        return self._seal(response)

    def _seal(self, response):
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
