from odoo import api, fields, models
from odoo.fields import Domain

ACCOUNTANT = "crm_process_automation.group_process_accountant"


class CrmProcessDocument(models.Model):
    """A paper of a deal; its responsible and the accountants see it in any case."""

    _name = "crm.process.document"
    _inherit = ["crm.process.document", "crm.process.history.mixin"]

    move_id = fields.Many2one(
        "account.move",
        string="Accounting Invoice",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    # === HOOKS === #

    @api.model
    def _get_access_people(self):
        return ["user_id"]

    @api.model
    def _get_guarded_links(self):
        return super()._get_guarded_links() | {"partner_id"}

    # === BUSINESS METHODS === #

    @api.model
    def _get_access_domain(self, operation, rows=None, within=None):
        """Accountants read all papers, and write those that they made themselves."""
        domain = super()._get_access_domain(operation, rows, within)
        if not self.env.user.has_group(ACCOUNTANT):
            return domain
        is_read = operation == "read"
        return (
            Domain.TRUE if is_read else domain | Domain("create_uid", "=", self.env.uid)
        )
