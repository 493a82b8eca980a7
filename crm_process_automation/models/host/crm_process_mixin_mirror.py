from odoo import models


class CrmProcessMixin(models.AbstractModel):
    """What a record says of itself, its case says, too."""

    _inherit = "crm.process.mixin"

    # Fields whose change may change a mirrored one (a person brings a team, …).
    _mirror_triggers = frozenset()

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if not self._mirror_triggers.isdisjoint(vals):
            self._mirror_to_cases()
        return result

    # === BUSINESS METHODS === #

    def _mirror_to_cases(self):
        """Write what differs onto the open cases that were started on the records."""

        def get_changes(record):
            case = record._get_own_case()
            values = record._prepare_mirrored_values(case) if case else {}
            return tuple(
                (name, value)
                for name, value in sorted(values.items())
                if case._fields[name].convert_to_write(case[name], case) != value
            )

        records = self.sudo()  # sudo: whoever writes the record writes its case
        for changes, group in records.grouped(get_changes).items():
            if changes:
                group.case_id.write(dict(changes))

    def _prepare_mirrored_values(self, case):
        """Return what `case` should say of the record.

        A company that the process is not for, or a person who does not work for the
        company, is not mirrored: Odoo's own change of the record must not fail on it.
        """
        self.ensure_one()
        company, own = case.company_id, case.template_id.company_id
        if self.company_id and own in (own.browse(), self.company_id):
            company = self.company_id
        values = {
            "name": self.display_name,
            "partner_id": self.partner_id.id,
            "team_id": self.team_id.id,
            "company_id": company.id,
        }
        if company in self.user_id.company_ids or not self.user_id:
            values["user_id"] = self.user_id.id
        return values
