from odoo import models

CASE = "crm.process.case"


class IrActionsServer(models.Model):
    """What an action asks of the record it acts on: its case, client and company.

    A host adds what only it knows of its records.
    """

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _get_process_models(self):
        """Return the names of the models that take part in processes."""
        names = self.env.registry.descendants(["crm.process.mixin"], "_inherit")
        return {name for name in names if not self.env[name]._abstract}

    def _find_case(self, record):
        """Return the case of `record`, ended or not; empty when it has none."""
        cases = record.env[CASE]
        if record._name == CASE:
            return record
        field = record._fields.get("case_id")
        if field is None or field.comodel_name != CASE:
            return cases
        return record.sudo().case_id.with_env(record.env)  # sudo: which one, no secret

    def _find_open_case(self, record):
        """Return the case of `record` that runs, or waits or is paused."""
        case = self._find_case(record)
        # sudo: whether it runs is no secret
        return case if case and case.sudo()._is_open() else case.browse()

    def _find_client(self, record):
        """Return the client that `record` is about; empty when there is none."""
        if record._name == "res.partner":
            return record
        field = record._fields.get("partner_id")
        partners = record.env["res.partner"]
        is_client = field is not None and field.comodel_name == partners._name
        return record.partner_id if is_client else partners

    def _find_company(self, record):
        field = record._fields.get("company_id")
        has_company = field is not None and field.comodel_name == "res.company"
        return (has_company and record.company_id) or record.env.company

    def _find_responsible(self, record):
        """Return who answers for `record`: by itself, else for its case."""
        users = record.env["res.users"]
        if record._name == "crm.process.call":
            # sudo: who answers for what the call was about is no secret
            return record.sudo()._get_callback_user().with_env(record.env)
        field = record._fields.get("user_id")
        if field is not None and field.comodel_name == users._name and record.user_id:
            return record.user_id
        # sudo: who answers for a case is no secret
        return self._find_open_case(record).sudo().user_id.with_env(record.env)

    def _imagine_case(self, record):
        """Return the case of `record`, or what a case of it would be.

        For rules that look at a case: of a record that has none.
        """
        if case := self._find_open_case(record):
            return case.sudo()  # sudo: a rule may look at what is closed to the user
        values = self._prepare_imagined_values(record)
        return record.env[CASE].sudo().new(values)  # sudo: as above

    def _prepare_imagined_values(self, record):
        company = self._find_company(record)
        return {
            "partner_id": self._find_client(record).id,
            "user_id": self._find_responsible(record).id,
            "company_id": company.id,
            "currency_id": company.currency_id.id,
        }
