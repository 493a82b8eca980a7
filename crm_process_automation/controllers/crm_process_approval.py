from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

from ..models.runtime.crm_process_document_answer import LONGEST_COMMENT
from ..tools.text import clean_text
from .crm_process_document_portal import HEADERS, LARGEST_ID

PAGE = "crm_process_automation.approval_page"
REFUSAL = "crm_process_automation.approval_refused"
ROUTE = "/process/approval/<int:task_id>"
DECISIONS = ("approve", "refuse")
# Only what cannot run in our name is shown within the page.
SHOWN_TYPES = ("application/pdf", "image/png", "image/jpeg")


class CrmProcessApproval(http.Controller):
    """The page that the mail to an approver leads to: what to decide, and two buttons.

    Following the link decides nothing; only the form on the page does. Whoever may not
    read the task gets the same answer as for a task that is not there.
    """

    @http.route(ROUTE, type="http", auth="user", methods=["GET"])
    def show_approval(self, task_id, **_unused):
        """Show what is to be decided, by whom, and what was decided already."""
        task = self._find_approval(task_id)
        return self._show(task) if task else self._refuse()

    @http.route(ROUTE, type="http", auth="user", methods=["POST"])
    def decide(self, task_id, decision="", comment="", **_unused):
        """Approve or refuse, and show the page with what came of it."""
        task = self._find_approval(task_id)
        if not task:
            return self._refuse()
        if decision not in DECISIONS:
            error = request.env._("Choose whether to approve or to refuse.")
            return self._show(task, error=error, status=422)
        comment = clean_text(comment, LONGEST_COMMENT)
        try:
            with request.env.cr.savepoint():
                getattr(task, f"action_{decision}")(comment)
                request.env.flush_all()
        except (UserError, AccessError) as error:
            request.env.invalidate_all()
            return self._show(task, error=str(error), given=comment, status=422)
        return self._seal(request.redirect(f"/process/approval/{task.id}", code=303))

    @http.route(f"{ROUTE}/file", type="http", auth="user", methods=["GET"])
    def show_file(self, task_id, download=None, **_unused):
        """Serve the file that is decided on, if it is the one that was issued."""
        task = self._find_approval(task_id)
        file = task._get_file_to_decide() if task else None
        if not file:
            return self._refuse()
        is_shown = file.mimetype in SHOWN_TYPES and not download
        disposition = content_disposition(
            file.name, "inline" if is_shown else "attachment"
        )
        headers = {
            "Content-Type": file.mimetype,
            "Content-Disposition": disposition,
            "X-Content-Type-Options": "nosniff",
        }
        return self._seal(request.make_response(file.raw, list(headers.items())))

    # === BUSINESS METHODS === #

    def _find_approval(self, task_id):
        """Return the approval, with the user's own rights; none when it is not his."""
        user = request.env.user
        companies = user.company_id | user.company_ids
        request.update_context(allowed_company_ids=companies.ids)
        tasks = request.env["crm.process.task"]
        if task_id > LARGEST_ID or not tasks.has_access("read"):
            return None
        task = tasks.search([("id", "=", task_id), ("kind", "=", "approval")])
        return task or None

    def _show(self, task, error=None, given="", status=200):
        values = {
            "task": task,
            "paper": task._get_paper_of_approval(),
            "file": task._get_file_to_decide(),
            "request_of_approval": task._describe_request(),
            "problem": task._explain_no_decision(),
            "error": error,
            "given": given,
            "shown_types": SHOWN_TYPES,
            "csrf_token": request.csrf_token(),
            "backend_url": f"/odoo/{task._name}/{task.id}",
        }
        return self._render(PAGE, values, status)

    def _refuse(self):
        return self._render(REFUSAL, {}, 404)

    def _render(self, template, values, status):
        values["html_lang"] = (request.env.lang or "en").replace("_", "-")
        html = request.env["ir.qweb"]._render(template, values)
        response = request.make_response(f"<!DOCTYPE html>\n{html}", status=status)
        return self._seal(response)

    def _seal(self, response):
        response.headers.update(HEADERS)
        return response
