from odoo import api, fields, models

from ..definition.constants import PROCESS_USER


class CrmProcessIssuerMixin(models.AbstractModel):
    """How clients have judged a case, a deal, an order."""

    _inherit = "crm.process.issuer.mixin"

    evaluation_count = fields.Integer(
        compute="_compute_evaluation_count", groups=PROCESS_USER
    )

    # === COMPUTE METHODS === #

    @api.depends_context("uid")
    def _compute_evaluation_count(self):
        link = self._document_link
        groups = self.env["crm.process.evaluation"]._read_group(
            [(link, "in", self.ids)], [link], ["__count"]
        )
        counts = {record.id: count for record, count in groups}
        for record in self:
            record.evaluation_count = counts.get(record._origin.id, 0)

    # === ACTION METHODS === #

    def action_open_evaluations(self):
        """Open how the client has judged it."""
        self.ensure_one()
        self.check_access("read")
        return self.env["crm.process.evaluation"]._open_list(
            self.env._("Evaluations of %s", self.display_name),
            [(self._document_link, "=", self.id)],
        )
