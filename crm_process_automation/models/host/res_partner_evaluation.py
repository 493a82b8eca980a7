from odoo import api, fields, models


class ResPartner(models.Model):
    """How a client has judged our work, his contacts among him."""

    _inherit = "res.partner"

    evaluation_count = fields.Integer(compute="_compute_evaluation_count")

    # === COMPUTE METHODS === #

    @api.depends_context("uid")
    def _compute_evaluation_count(self):
        self.evaluation_count = 0
        rows = self.env["crm.process.evaluation"]
        if not rows.has_access("read"):  # colleagues without processes: none
            return
        groups = rows._read_group(
            self._get_document_domain(), ["partner_id"], ["__count"]
        )
        by_id = {partner._origin.id: partner for partner in self}
        for contact, count in groups:
            above = contact.sudo()  # sudo: only whose contact it is
            while above:
                if partner := by_id.get(above.id):
                    partner.evaluation_count += count
                above = above.parent_id

    # === ACTION METHODS === #

    def action_open_evaluations(self):
        """Open the client's evaluations."""
        self.ensure_one()
        self.check_access("read")
        rows = self.env["crm.process.evaluation"]
        name = self.env._("Evaluations by %s", self.display_name)
        return rows._open_list(name, self._get_document_domain())
