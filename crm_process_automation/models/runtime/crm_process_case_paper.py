from odoo import models

from ..definition.constants import DOCUMENT_TYPES

# What a paper has been through when it has come this far.
STATES_BY_STEP = {
    "issued": ("draft", "approved", "sent", "accepted", "signed"),
    "sent": ("sent", "accepted", "signed"),
    "accepted": ("accepted", "signed"),
    "signed": ("signed",),
}


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
        in_force = papers.search(
            [
                ("case_id", "in", self._get_matter().ids),
                ("date_issued", "!=", False),
                ("state", "not in", ("rejected", "cancelled")),
                self._get_form_condition(form),
            ]
        )
        # A revision takes the place of what it corrects.
        in_force -= in_force.previous_id
        return any(paper.state in STATES_BY_STEP[state] for paper in in_force)

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
