from odoo import api, models
from odoo.exceptions import UserError

APPROVAL = "approval"


class CrmProcessTemplate(models.Model):
    """The process that a file goes through to be approved."""

    _inherit = "crm.process.template"

    # === BUSINESS METHODS === #

    @api.model
    def _activate_first_if_complete(self, template_ids):
        """Switch on ready processes that can be; others wait for a designer.

        For data files: an approval by two needs two people, who may not be there yet.
        """
        for template in self.browse(template_ids):
            try:
                with self.env.cr.savepoint():
                    self._activate_first(template.ids)
            except UserError:
                template.invalidate_recordset()

    @api.model
    def _search_for_approvals(self, company):
        """Return the active processes of the kind “Document approval”, first first."""
        return self.sudo().search(  # sudo: asking needs no right on definitions
            [
                ("kind", "=", APPROVAL),
                ("host_model", "=", "none"),
                ("state", "=", "active"),
                ("company_id", "in", [company.id, False]),
            ],
            order="company_id, sequence, id desc",
        )

    @api.model
    def _get_for_approvals(self, company):
        """Return the process that approvals of `company` go through, else raise."""
        if template := self._search_for_approvals(company)[:1]:
            return template.with_env(self.env)
        raise UserError(
            self.env._(
                "No process of the kind “Document approval” is active. Ask a process "
                "designer to name the approvers and to activate one."
            )
        )

    def _check_can_approve(self, company, asker):
        """Raise unless what `asker` brings can be approved by this process."""
        self.ensure_one()
        if problem := self._explain_no_approval(company, asker):
            raise UserError(problem)

    def _explain_no_approval(self, company, asker):
        """Return why nothing of `asker` can be approved here, or an empty text."""
        process = self.sudo()  # sudo: asking needs no right on definitions
        if process.kind != APPROVAL or process.state != "active":
            return self.env._(
                "“%s” approves nothing: it is no active process of the kind “Document "
                "approval”. Choose another, or ask a process designer to activate it.",
                process.display_name,
            )
        if process.company_id and process.company_id != company:
            return self.env._(
                "“%(process)s” is a process of another company. Choose one of "
                "%(company)s.",
                process=process.display_name,
                company=company.name,
            )
        steps = process._get_approval_steps()
        if not steps:
            return self.env._(
                "No required step of “%s” asks for an approval. Ask a process designer "
                "to add one, or choose another process.",
                process.display_name,
            )
        lacking = steps.filtered(lambda step: step._lacks_approvers(company, asker))
        return lacking[0]._explain_lack(company, asker) if lacking else ""

    def _get_approval_steps(self):
        """Return the steps that nothing passes without a decision."""
        return self.stage_ids.step_ids.filtered(
            lambda step: step.kind == "approval" and step.is_required
        )
