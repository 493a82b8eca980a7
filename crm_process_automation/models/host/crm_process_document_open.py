from odoo import models


class CrmProcessDocument(models.Model):
    """From a paper to what it belongs to: deal, order, case, invoice."""

    _inherit = "crm.process.document"

    # === ACTION METHODS === #

    def action_open_lead(self):
        """Open the deal that the paper is about."""
        return self._open_link("lead_id")

    def action_open_order(self):
        """Open the order that the paper is about."""
        return self._open_link("order_id")

    def action_open_case(self):
        """Open the process that the paper belongs to."""
        return self._open_link("case_id")

    def action_open_move(self):
        """Open the invoice in the accounts."""
        return self._open_link("move_id")

    def action_open_previous(self):
        """Open the revision before."""
        return self._open_link("previous_id")

    def action_open_next(self):
        """Open the revision that has taken the place of the paper."""
        self.ensure_one()
        self.check_access("read")
        latest = self.next_ids.filtered("date_issued").sorted("revision")[-1:]
        return latest._get_form_action()

    # === BUSINESS METHODS === #

    def _open_link(self, name):
        self.ensure_one()
        self.check_access("read")
        return self.env["crm.process.case"]._open_record(self[name])
