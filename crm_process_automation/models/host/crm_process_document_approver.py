from odoo import api, models
from odoo.fields import Domain


class CrmProcessDocument(models.Model):
    """Whoever is asked to approve a paper reads it, and nothing else of the deal."""

    _inherit = "crm.process.document"

    # === HOOKS === #

    @api.model
    def _get_access_domain(self, operation, rows=None, within=None):
        domain = super()._get_access_domain(operation, rows, within)
        if operation != "read":
            return domain
        return domain | self._get_approver_domain(rows, within)

    # === BUSINESS METHODS === #

    @api.model
    def _get_approver_domain(self, rows=None, within=None):
        """Return the papers that the user was given to decide on.

        By a step of a process, so nobody gives himself such a task; and not by one that
        was withdrawn.
        """
        # sudo: only which papers the user's own tasks are about
        tasks = self.env["crm.process.task"].sudo()
        domain = [
            ("user_id", "=", self.env.uid),
            ("document_id", "!=", False),
            ("step_id.kind", "=", "approval"),
            ("state", "!=", "cancelled"),
        ]
        if rows is not None:
            domain.append(("document_id", "in", rows.ids))
            return Domain("id", "in", tasks.search(domain).document_id.ids)
        query = tasks._search(domain)
        return Domain("id", "in", query.subselect("document_id"))
