from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmProcessInstalment(models.Model):
    """The paper that asks the client for the money: it prints Odoo's invoice."""

    _inherit = "crm.process.instalment"

    # === ACTION METHODS === #

    def action_issue_paper(self):
        """Open the invoice paper of the instalment; issue it when there is none.

        :raise UserError: when the instalment has no invoice yet
        """
        self.ensure_one()
        self.check_access("read")
        paper = self._find_paper() or self._issue_paper()
        return {
            "type": "ir.actions.act_window",
            "res_model": paper._name,
            "res_id": paper.id,
            "view_mode": "form",
        }

    # === BUSINESS METHODS === #

    def _find_paper(self):
        """Return the last paper that prints the invoice and holds."""
        # sudo: whether there is a paper, is no secret to whoever sees the instalment
        papers = self.env["crm.process.document"].sudo()
        if not self._is_billed():
            return papers
        move = self.sudo().move_id  # sudo: as above
        domain = papers._get_in_force_domain() & Domain("move_id", "=", move.id)
        return papers.search(domain, order="id desc", limit=1).with_env(self.env)

    def _issue_paper(self):
        if not self._is_billed():
            raise UserError(
                self.env._(
                    "“%s” has no invoice yet. Create it first, and print it then.",
                    self.display_name,
                )
            )
        # sudo: the link is read, whether the user may write the order is asked
        order = self.sudo().order_id.with_env(self.env)
        if self._may_bill() and not order.has_access("write"):
            order = order.sudo()  # sudo: the accountant's, who need not see orders
        move = self.sudo().move_id  # sudo: the salesperson need not see invoices
        return order._issue_document("invoice", move_id=move.id).with_env(self.env)
