from odoo import api, models
from odoo.exceptions import UserError


class CrmProcessMixin(models.AbstractModel):
    """Which case a record belongs to is the system's to say, or a right to the case.

    The amount of a case is that of its orders: who puts an order into a case writes it.
    """

    _inherit = "crm.process.mixin"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        named = any("case_id" in vals for vals in vals_list)
        if named or "default_case_id" in self.env.context:
            records._check_may_join_case()
        return records

    def write(self, vals):
        if "case_id" in vals and not self.env.su:
            for record in self:
                raise UserError(
                    self.env._(
                        "The process of “%s” is not written directly: start one, or "
                        "change the one that runs.",
                        record.display_name,
                    )
                )
        return super().write(vals)

    # === BUSINESS METHODS === #

    def _check_may_join_case(self):
        """Raise unless the user may write the cases that the records are put into."""
        # sudo: the link is read, whether the user may is asked
        self.sudo().case_id.with_env(self.env).check_access("write")
