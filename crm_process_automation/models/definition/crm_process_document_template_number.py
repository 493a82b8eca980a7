from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

CODE = "crm.process.document.%s"


class CrmProcessDocumentTemplate(models.Model):
    """Where the numbers of the papers come from.

    Without numbers of its own a form counts with all others of its type in the company,
    anew each year: “17/2026” is what contracts, acts and invoices bear by custom.

    The numbers are unique, not gapless. No law asks it of these six papers (a tax
    invoice is another matter, and Odoo's), a number is given at issue and kept when
    the paper is cancelled; a gap comes only from an issue that failed. Gapless numbers
    would make everybody wait for whoever makes a hundred papers. A company that wants
    them sets numbers of its own with “No gap”.
    """

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    def _next_number(self, company, date=None):
        """Return the number of the next paper; it is used up.

        :param date: of the paper: it says of which year the number is
        """
        self.ensure_one()
        numbers = self._get_numbers(company)
        number = numbers.with_company(company).next_by_id(sequence_date=date)
        if not number:
            raise UserError(
                self.env._(
                    "“%s” gives no numbers. Choose others on the document form.",
                    numbers.name,
                )
            )
        return number

    def _get_numbers(self, company):
        """Return the sequence of the form, or of its type and the company."""
        self.ensure_one()
        form = self.sudo()  # sudo: whoever issues a paper need not know of sequences
        return form.sequence_id or form._get_default_numbers(company)

    def _get_default_numbers(self, company):
        sequences, code = self.env["ir.sequence"], CODE % self.document_type
        found = sequences.search(
            [("code", "=", code), ("company_id", "=", company.id)], limit=1
        )
        return found or self._make_numbers(company)

    def _make_numbers(self, company):
        # Two who issue the first paper of the company: the second tries again.
        self.env.cr.execute(
            SQL(
                "UPDATE res_company SET write_date = write_date WHERE id = %s",
                company.id,
            )
        )
        return self.env["ir.sequence"].create(self._prepare_numbers(company))

    def _prepare_numbers(self, company):
        """Return the values of the sequence, in the language of the company."""
        lang = company.partner_id.lang or self.env.lang
        form = self.with_context(lang=lang)
        types = dict(form._fields["document_type"]._description_selection(form.env))
        return {
            "name": f"{types[self.document_type]}, {company.name}",
            "code": CODE % self.document_type,
            "company_id": company.id,
            "prefix": form._get_number_prefix(),
            "suffix": "/%(range_year)s",
            "use_date_range": True,
        }

    @api.model
    def _get_number_prefixes(self):
        """Return what stands before the number, so that papers are told apart by it."""
        return {
            "minutes": self.env._("MM-"),
            "proposal": self.env._("CP-"),
            "contract": self.env._("CT-"),
            "act": self.env._("AC-"),
            "invoice": self.env._("INV-"),
            "questionnaire": self.env._("QN-"),
        }

    def _get_number_prefix(self):
        return self._get_number_prefixes()[self.document_type]


class IrSequence(models.Model):
    """The numbers of a document type: one for each company."""

    _inherit = "ir.sequence"

    _document_type_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) "
        "WHERE starts_with(code, 'crm.process.document.')",
        "The company counts papers of this type already. Try again.",
    )
