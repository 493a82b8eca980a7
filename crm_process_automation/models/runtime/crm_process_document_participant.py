from odoo import api, fields, models


class CrmProcessDocumentParticipant(models.Model):
    """Somebody who took part in a meeting, as its minutes name them."""

    _name = "crm.process.document.participant"
    _description = "Participant in a Meeting"
    _inherit = ["crm.process.document.line.mixin"]
    _order = "document_id, side, sequence, id"

    name = fields.Char(
        string="Name and Surname",
        compute="_compute_name",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    side = fields.Selection(
        [("ours", "Our side"), ("client", "The client's side")],
        compute="_compute_side",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    position = fields.Char(
        compute="_compute_name", store=True, precompute=True, readonly=False
    )
    partner_id = fields.Many2one(
        "res.partner", string="Contact", ondelete="set null", check_company=True
    )

    # === COMPUTE METHODS === #

    @api.depends("partner_id")
    def _compute_name(self):
        for row in self:
            partner = row.partner_id
            row.name = partner.name or row.name
            row.position = partner.function or row.position

    @api.depends("partner_id")
    def _compute_side(self):
        for row in self:
            is_ours = row.partner_id and not row.partner_id.partner_share
            row.side = "ours" if is_ours else row.side or "client"
