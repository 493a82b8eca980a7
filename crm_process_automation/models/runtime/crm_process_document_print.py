from odoo import models

from ...tools.file_name import make_file_name


class CrmProcessDocument(models.Model):
    """A paper on its way to the printer: an issued one is its file, never made anew."""

    _inherit = "crm.process.document"

    # === BUSINESS METHODS === #

    def _is_issued(self):
        """Return whether the paper has its file, which is shown from then on."""
        self.ensure_one()
        return bool(self.attachment_id)

    def _print_pdf(self, variant=None):
        """Return the bytes of the paper: its file, or a draft with a watermark.

        :param variant: such as "pdf/a-3b": made anew of the same snapshot
        """
        self.ensure_one()
        if self._is_issued() and not variant:
            # sudo: the file is read by whoever may read the paper
            return self.sudo().attachment_id.raw
        return self._render_pdf(self._get_printed_snapshot(), variant)

    def _get_printed_snapshot(self):
        """Return what was kept at issue, or for a draft what it would be now."""
        self.ensure_one()
        return self.snapshot if self._is_issued() else self._take_snapshot()

    def _get_file_name(self):
        """Return what the file is called, without its ending."""
        self.ensure_one()
        return make_file_name(self.display_name)
