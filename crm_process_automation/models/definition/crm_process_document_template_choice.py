from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmProcessDocumentTemplate(models.Model):
    """Which form a paper is made from: a form is named by its code, not its version."""

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    def _get_current(self, company=None):
        """Return the approved version of this form; empty when there is none.

        :param company: its own version comes before the common one
        """
        self.ensure_one()
        return self._find_approved([("code", "=", self.code)], company)

    @api.model
    def _get_form(self, document_type, company, case=None):
        """Return the form that a paper of this type is made from.

        Forms that the stage of the case names come first, then those that its other
        stages name, then the first of the list.

        :raise UserError: when none of the type is approved
        """
        for named in self._get_named_forms(case):
            of_type = named.filtered(lambda form: form.document_type == document_type)
            for form in of_type.sorted():
                if current := form._get_current(company):
                    return current
        form = self._find_approved([("document_type", "=", document_type)], company)
        return form or self._refuse_without_form(document_type, company)

    @api.model
    def _get_named_forms(self, case):
        """Return the forms that the process of the case names, its own stage first."""
        if not case:
            return []
        case = case.sudo()  # sudo: which forms a process names is no secret
        return [
            stages.document_template_ids
            for stages in (case.stage_id, case.template_id._get_stages())
        ]

    @api.model
    def _find_approved(self, domain, company):
        """Return the first approved form, the company's own before a common one."""
        # sudo: which form is in force is no secret, and is asked for other companies
        forms = self.sudo().search(
            Domain(domain)
            & Domain("state", "=", "approved")
            & Domain("company_id", "in", [company.id if company else False, False])
        )
        first = forms.sorted(lambda form: (form.sequence, not form.company_id))
        same = first.filtered(lambda form: form.code == first[:1].code)
        return (same.filtered("company_id") or first)[:1].with_env(self.env)

    @api.model
    def _refuse_without_form(self, document_type, company):
        types = dict(self._fields["document_type"]._description_selection(self.env))
        raise UserError(
            self.env._(
                "No form of the type “%(type)s” is approved for %(company)s. A manager "
                "approves one in Configuration, Document Forms.",
                type=types.get(document_type, document_type),
                company=(company or self.env.company).display_name,
            )
        )
