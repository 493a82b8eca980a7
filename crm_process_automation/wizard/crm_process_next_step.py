from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.runtime.crm_process_case_dialog import RELOAD_KEY


class CrmProcessNextStep(models.TransientModel):
    """The dialogue that asks which way a case goes on, and why."""

    _name = "crm.process.next.step"
    _description = "Next Step"
    _inherit = ["crm.process.dialog.mixin"]

    case_id = fields.Many2one(
        "crm.process.case", required=True, readonly=True, ondelete="cascade"
    )
    template_id = fields.Many2one(related="case_id.template_id", related_sudo=False)
    stage_id = fields.Many2one(
        related="case_id.stage_id", related_sudo=False, string="Stands at"
    )
    problem = fields.Char(compute="_compute_transition_ids")
    transition_ids = fields.Many2many(
        "crm.process.transition",
        compute="_compute_transition_ids",
        help="The ways that are open to you from here.",
    )
    transition_id = fields.Many2one(
        "crm.process.transition",
        string="Next Step",
        compute="_compute_transition_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', transition_ids)]",
        ondelete="cascade",
    )
    to_stage_id = fields.Many2one(related="transition_id.to_stage_id", string="Goes to")
    kind = fields.Selection(related="transition_id.kind")
    needs_reason = fields.Boolean(related="transition_id.needs_reason")
    missing = fields.Html(
        compute="_compute_missing", help="What is missing before it may go there."
    )
    reason_id = fields.Many2one("crm.lost.reason", ondelete="set null")
    reason_text = fields.Text(string="In Your Own Words")

    # === COMPUTE METHODS === #

    @api.depends("case_id")
    @api.depends_context("uid")
    def _compute_transition_ids(self):
        for wizard in self:
            case = wizard.case_id
            wizard.problem = case._explain_state() if case else False
            wizard.transition_ids = case._get_open_transitions() if case else False

    @api.depends("transition_ids")
    def _compute_transition_id(self):
        """The only way is chosen already; what cannot be taken any more is not."""
        for wizard in self:
            ways = wizard.transition_ids
            if wizard.transition_id._origin not in ways._origin:
                wizard.transition_id = ways if len(ways) == 1 else False

    @api.depends("transition_id")
    @api.depends_context("uid", "lang")
    def _compute_missing(self):
        for wizard in self:
            arrow = wizard.transition_id._origin
            sentences = wizard.case_id._get_arrow_blockers(arrow) if arrow else []
            wizard.missing = bool(sentences) and Markup("<ul>%s</ul>") % Markup().join(
                Markup("<li>%s</li>") % sentence for sentence in sentences
            )

    # === ACTION METHODS === #

    def action_go(self):
        """Take the chosen arrow through the door.

        :raise UserError: naming what is missing and the remedy
        """
        self.ensure_one()
        if not self.transition_id:
            raise UserError(
                self.problem or self.env._("Choose where “%s” goes.", self.case_id.name)
            )
        self.case_id._get_clean()._move_along(
            self.transition_id, reason=self.reason_id or None, text=self.reason_text
        )
        if self.env.context.get(RELOAD_KEY):
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        return {"type": "ir.actions.act_window_close"}
