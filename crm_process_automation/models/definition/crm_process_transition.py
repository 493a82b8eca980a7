from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .constants import DEVIATION_KINDS, FORWARD_KINDS, TRANSITION_KINDS

DEFAULT_DEVIATION = {
    "repeat": "repeated",
    "rework": "other",
    "refuse": "lost",
    "cancel": "cancelled",
    "refund": "refund",
    "skip": "skipped",
}


class CrmProcessTransition(models.Model):
    """An arrow of the route map: a way from one stage to another."""

    _name = "crm.process.transition"
    _description = "Process Transition"
    _inherit = ["crm.process.versioned.mixin"]
    _order = "from_stage_id, sequence, id"

    from_stage_id = fields.Many2one(
        "crm.process.stage",
        string="From",
        required=True,
        index=True,
        ondelete="cascade",
    )
    to_stage_id = fields.Many2one(
        "crm.process.stage",
        string="To",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('template_id', '=', template_id)]",
    )
    template_id = fields.Many2one(
        related="from_stage_id.template_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(related="from_stage_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(
        translate=True,
        help="What the button says. Empty: the name of the next stage.",
    )
    kind = fields.Selection(TRANSITION_KINDS, required=True, default="success")
    deviation_kind = fields.Selection(
        DEVIATION_KINDS,
        compute="_compute_deviation_kind",
        store=True,
        readonly=False,
        precompute=True,
        help="What the arrow writes into the list of deviations.",
    )
    needs_reason = fields.Boolean(
        compute="_compute_needs_reason", store=True, readonly=False, precompute=True
    )
    domain = fields.Char(
        string="Condition",
        default="[]",
        help="Only cases that match may take the arrow.",
    )
    group_ids = fields.Many2many(
        "res.groups",
        ondelete="restrict",  # without its group the arrow would be open to everybody
        string="Only for",
        help="Only members may take the arrow. Empty: everybody.",
    )

    # === COMPUTE METHODS === #

    @api.depends("kind")
    def _compute_deviation_kind(self):
        for arrow in self:
            arrow.deviation_kind = DEFAULT_DEVIATION.get(arrow.kind, False)

    @api.depends("kind")
    def _compute_needs_reason(self):
        for arrow in self:
            arrow.needs_reason = arrow.kind != "success"

    @api.depends("name", "to_stage_id.name")
    def _compute_display_name(self):
        for arrow in self:
            arrow.display_name = arrow.name or arrow.to_stage_id.name

    # === CONSTRAINT METHODS === #

    @api.constrains("from_stage_id", "to_stage_id")
    def _check_same_template(self):
        for arrow in self:
            if arrow.from_stage_id.template_id != arrow.to_stage_id.template_id:
                raise ValidationError(
                    self.env._(
                        "The arrow from “%(from_stage)s” leads to “%(to_stage)s”, a "
                        "stage of another process. Use a sub-process instead.",
                        from_stage=arrow.from_stage_id.name,
                        to_stage=arrow.to_stage_id.name,
                    )
                )

    @api.constrains("domain")
    def _check_domain(self):
        self.env["crm.process.control"]._check_domain_text(
            {arrow.display_name: arrow.domain for arrow in self}
        )

    # === BUSINESS METHODS === #

    def _is_forward(self):
        """Return whether the arrow leads onward, so that control points are asked."""
        self.ensure_one()
        return self.kind in FORWARD_KINDS

    def _is_open_to(self, case, user):
        """Return whether `user` may take the arrow with `case`, gates aside."""
        self.ensure_one()
        if self._is_guarded():
            allowed = self.sudo().group_ids  # sudo: groups are for administrators
            if allowed and not (allowed & user.sudo().all_group_ids):  # sudo: as above
                return False
        return self.env["crm.process.control"]._matches(case, self.domain)
