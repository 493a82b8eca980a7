from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .account_move import CLOSED
from .crm_process_case_amount import CONFIRMED


class CrmProcessDocument(models.Model):
    """An invoice paper: it asks for the money that a posted invoice asks for.

    What is posted nowhere (a quotation, a draft, an order that nobody has billed) would
    be a demand that accounting knows nothing of.
    """

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _issue(self):
        if self.document_type == "invoice":
            self._take_posted_invoice()
        return super()._issue()

    def _take_posted_invoice(self):
        """Find the invoice that the paper prints, where it names none.

        :raise UserError: naming what is missing and the remedy
        """
        paper = self.sudo()  # sudo: whoever issues the paper need not see accounting
        if not paper.move_id and paper.order_id:
            move = paper.order_id._find_invoice_to_print()
            if not move:
                raise UserError(paper.order_id._explain_no_invoice())
            self._write_by_verb({"move_id": move.id})
        if problem := paper.move_id and (
            paper._find_invoice_problem() or paper._find_double()
        ):
            raise UserError(problem)

    def _find_invoice_problem(self):
        """Return in a sentence why the invoice is not to be printed, if so."""
        move = self.move_id
        if move.state == "draft":
            return self.env._(
                "The invoice of “%s” is a draft in accounting: nothing is demanded by "
                "it yet. Have an accountant post it, and issue the paper then.",
                self.order_id.name or move.partner_id.display_name,
            )
        if move.state == "cancel" or move._is_refunded():
            return self.env._(
                "%s is cancelled or credited: nothing is to be paid by it any more. "
                "Issue the paper of another invoice.",
                move.name or move.display_name,
            )
        return ""

    def _find_double(self):
        """Return in a sentence which other paper asks for the same money, if any."""
        others = self.search(
            self._get_in_force_domain()
            & Domain("document_type", "=", "invoice")
            & Domain("move_id", "=", self.move_id.id)
            & Domain("id", "not in", [self.id, *self._get_revisions_before().ids])
        )
        if not others:
            return ""
        return self.env._(
            "%(invoice)s has its paper already: “%(paper)s”. Send that one, or revise "
            "it.",
            invoice=self.move_id.name,
            paper=others[-1:].display_name,
        )


class SaleOrder(models.Model):
    """An order, and which of its invoices a paper prints."""

    _inherit = "sale.order"

    # === BUSINESS METHODS === #

    def _find_invoice_to_print(self):
        """Return the posted invoice that the client has no paper of yet, if any.

        Unpaid ones first, then the oldest. Where he has papers of all, the newest.
        """
        self.ensure_one()
        moves = self._get_invoices_to_credit().sorted("id")
        papers = self.env["crm.process.document"]
        printed = papers.search(
            papers._get_in_force_domain() & Domain("move_id", "in", moves.ids)
        ).move_id
        fresh = (moves - printed).sorted(lambda move: move.payment_state in CLOSED)
        return fresh[:1] or moves[-1:]

    def _explain_no_invoice(self):
        """Return in a sentence what is to be done before an invoice can be printed."""
        self.ensure_one()
        if self.state not in CONFIRMED:
            return self.env._(
                "“%s” is not a confirmed order yet, so nothing is to be paid. Confirm "
                "it, bill it on its tab “Payments”, and print that invoice.",
                self.name,
            )
        if drafts := self._get_drafts():
            return self.env._(
                "The invoice of “%(order)s” over %(amount)s is a draft in accounting. "
                "Have an accountant post it, and issue the paper then.",
                order=self.name,
                amount=drafts[:1].currency_id.format(drafts[:1].amount_total),
            )
        rows = self.instalment_ids.sorted().filtered(lambda row: not row._is_billed())
        if rows:
            return self.env._(
                "“%(order)s” is paid in parts. Press “Invoice” at “%(instalment)s” on "
                "its tab “Payments” first, and “Paper” there then.",
                order=self.name,
                instalment=rows[0].name,
            )
        return self.env._(
            "“%s” is not billed yet. Create its invoice and post it, and issue the "
            "paper then.",
            self.name,
        )


class CrmProcessIssuerMixin(models.AbstractModel):
    """An invoice paper is offered where there is an invoice to print."""

    _inherit = "crm.process.issuer.mixin"

    # === HOOKS === #

    def _is_offered_invoice(self, order):
        return order.state in CONFIRMED and bool(order._find_invoice_to_print())
