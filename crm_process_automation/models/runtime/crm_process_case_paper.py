from odoo import models
from odoo.fields import Domain

from ..definition.constants import DOCUMENT_TYPES


class CrmProcessCase(models.Model):
    """Whether the papers of a matter are there. Questions never write."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _has_paper(self, form, state):
        """Return whether a paper in force has come as far as `state`.

        Papers of the main case and of sub-processes count: it is one matter.

        :param form: a document form (any version of it counts), its code, or a type
        :param state: `issued`, `sent`, `accepted` or `signed`
        """
        self.ensure_one()
        # sudo: that a paper is there opens the gate, whoever wrote it
        papers = self.env["crm.process.document"].sudo()
        domain = (
            papers._get_in_force_domain(state)
            & Domain("case_id", "in", self._get_matter().ids)
            & Domain([self._get_form_condition(form)])
        )
        return bool(papers.search_count(domain, limit=1))

    def _get_form_condition(self, form):
        if not isinstance(form, str):
            return ("template_id.code", "=", form.code)
        if form in dict(DOCUMENT_TYPES):
            return ("document_type", "=", form)
        return ("template_id.code", "=", form)

    def _get_matter(self):
        """Return the case with its main case and its sub-processes."""
        case = self.sudo()  # sudo: the sub-process may be a colleague's
        return case | case.parent_id | case.child_ids
