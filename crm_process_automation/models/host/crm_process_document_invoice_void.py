from odoo import models
from odoo.fields import Domain

DEMANDING = ("send", "accept")
UNANSWERED = ("draft", "approved", "sent")


class CrmProcessDocument(models.Model):
    """An invoice paper that asks for no money any more: nobody sends or accepts it."""

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _explain_not(self, verb):
        problem = super()._explain_not(verb)
        return problem or (verb in DEMANDING and self._find_void_demand()) or ""

    def _get_answers(self):
        return [] if self._find_void_demand() else super()._get_answers()

    def _explain_no_answer(self):
        problem = super()._explain_no_answer()
        if problem or not self._find_void_demand():
            return problem
        return self.env._(
            "Nothing is to be paid by “%(paper)s” any more. Ask %(whom)s.",
            paper=self.display_name,
            whom=self._get_whom_to_ask(),
        )

    def _find_void_demand(self):
        """Return in a sentence why nothing is to be paid by the paper, if so."""
        self.ensure_one()
        paper = self.sudo()  # sudo: whoever has the paper need not see accounting
        if paper.document_type != "invoice" or not paper.move_id:
            return ""
        return paper._find_invoice_problem()


class SaleOrder(models.Model):
    """An order that is taken back asks for no money any more."""

    _inherit = "sale.order"

    # === BUSINESS METHODS === #

    def _credit_invoices(self, reason):
        notes = super()._credit_invoices(reason)
        self._cancel_demands(reason)
        return notes

    def _cancel_demands(self, reason):
        """Cancel the invoice papers of the order that the client has not answered."""
        papers = self.env["crm.process.document"]
        open_ones = papers.search(
            Domain("document_type", "=", "invoice")
            & Domain("order_id", "in", self.ids)
            & Domain("state", "in", UNANSWERED)
        )
        if open_ones:
            open_ones.action_cancel(reason)
