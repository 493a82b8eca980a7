from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL


class CrmProcessDocument(models.Model):
    """A paper's number: drawn from the form at issue, kept when it is cancelled."""

    _inherit = "crm.process.document"

    _number_unique = models.UniqueIndex(
        "(company_id, document_type, number, revision) WHERE number IS NOT NULL",
        "This number was given already. Look at the next number of the sequence of the "
        "form.",
    )

    # === BUSINESS METHODS === #

    def _draw_number(self):
        """Return the next number of the form, for the date of the paper."""
        self.ensure_one()
        form = self.sudo().template_id  # sudo: numbers are the system's
        numbers = form._get_numbers(self.company_id)
        if not numbers.active:
            raise UserError(
                self.env._(
                    "The numbers “%(sequence)s” of the form “%(form)s” are archived. "
                    "Restore them, or choose others on a new version of the form.",
                    sequence=numbers.name,
                    form=form.display_name,
                )
            )
        self._begin_year(numbers)
        return form._next_number(self.company_id, self.date)

    def _begin_year(self, numbers):
        """Let a second one who issues the first paper of a year wait and try again."""
        dates = numbers.date_range_ids
        if numbers.use_date_range and not any(
            each.date_from <= self.date <= each.date_to for each in dates
        ):
            self.env.cr.execute(
                SQL(
                    "UPDATE ir_sequence SET write_date = write_date WHERE id = %s",
                    numbers.id,
                )
            )
