from odoo import api, fields, models
from odoo.exceptions import UserError

from ..definition.constants import DEVIATION_KINDS

# What people add to a departure that the door has written down.
WRITTEN_BY_HAND = frozenset({"cause", "cost", "cure", "user_id"})


class CrmProcessDeviation(models.Model):
    """A departure from the success route, typed, with its cause, cost and cure."""

    _name = "crm.process.deviation"
    _description = "Process Deviation"
    _order = "date desc, id desc"
    _check_company_auto = True

    case_id = fields.Many2one("crm.process.case", index=True, ondelete="set null")
    case_name = fields.Char(compute="_compute_case_name", store=True, precompute=True)
    template_id = fields.Many2one(
        "crm.process.template", index=True, readonly=True, ondelete="restrict"
    )
    stage_id = fields.Many2one(
        "crm.process.stage",
        string="At Stage",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    move_id = fields.Many2one(
        "crm.process.move", readonly=True, index="btree_not_null", ondelete="set null"
    )
    kind = fields.Selection(DEVIATION_KINDS, required=True)
    reason_id = fields.Many2one(
        "crm.lost.reason", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    cause = fields.Text(help="Why it came to this.")
    cost = fields.Monetary(help="What it cost the company.")
    cure = fields.Text(help="What was done, so that it does not happen again.")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", default=lambda self: self.env.user, check_company=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    active = fields.Boolean("Not Archived", default=True)

    # === COMPUTE METHODS === #

    @api.depends("case_id.name")
    def _compute_case_name(self):
        for deviation in self:
            # The name stays when the case is deleted.
            deviation.case_name = deviation.case_id.name or deviation.case_name

    @api.depends("kind", "case_name")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for deviation in self:
            deviation.display_name = (
                f"{kinds.get(deviation.kind)}: {deviation.case_name or ''}"
            )

    # === CRUD METHODS === #

    def write(self, vals):
        if not self.env.su and not WRITTEN_BY_HAND.issuperset(vals):
            for deviation in self.filtered("move_id"):
                raise UserError(
                    self.env._(
                        "“%s” was written down when the case moved, and stays so. Add "
                        "its cause, its cost and what was done about it.",
                        deviation.display_name,
                    )
                )
        return super().write(vals)
