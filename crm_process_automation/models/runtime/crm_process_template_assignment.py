from odoo import api, models
from odoo.exceptions import UserError

ASSIGNMENT = "assignment"


class CrmProcessTemplate(models.Model):
    """The process that assignments go through."""

    _inherit = "crm.process.template"

    # === BUSINESS METHODS === #

    @api.model
    def _activate_first(self, template_ids):
        """Switch on ready processes that no version of was ever active.

        For data files: neither does an update retire the company's own version, nor
        wake what the company has retired.
        """
        for template in self.browse(template_ids):
            versions = template._with_archived().search([("code", "=", template.code)])
            if set(versions.mapped("state")) == {"draft"}:
                template.action_activate()

    @api.model
    def _get_for_assignments(self, company):
        """Return the process that assignments of `company` go through, else raise."""
        if template := self._search_for_assignments(company):
            return template.with_env(self.env)
        raise UserError(
            self.env._(
                "No process of the kind “Assignment” is active. Ask a process designer "
                "to activate one."
            )
        )

    @api.model
    def _search_for_assignments(self, company):
        return self.sudo().search(  # sudo: issuing needs no right on definitions
            [
                ("kind", "=", ASSIGNMENT),
                ("host_model", "=", "none"),
                ("state", "=", "active"),
                ("company_id", "in", [company.id, False]),
            ],
            order="company_id, sequence, id desc",
            limit=1,
        )
