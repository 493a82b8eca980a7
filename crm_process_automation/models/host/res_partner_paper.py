from odoo import api, fields, models


class ResPartner(models.Model):
    """The papers of a client, those of his contacts among them."""

    _inherit = "res.partner"

    document_count = fields.Integer(compute="_compute_document_count")

    # === COMPUTE METHODS === #

    @api.depends_context("uid")
    def _compute_document_count(self):
        papers = self.env["crm.process.document"]
        can_read = papers.has_access("read")  # colleagues without processes: none
        for partner in self:
            domain = partner._get_document_domain()
            partner.document_count = papers.search_count(domain) if can_read else 0

    # === ACTION METHODS === #

    def action_open_documents(self):
        """Open the papers of the client."""
        self.ensure_one()
        self.check_access("read")
        papers = self.env["crm.process.document"]
        name = self.env._("Papers of %s", self.display_name)
        return papers._open_list(name, self._get_document_domain())

    # === BUSINESS METHODS === #

    def _get_document_domain(self):
        return [("partner_id", "child_of", self._origin.ids)]
