from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..definition.constants import TRANSITION_KINDS


class CrmProcessMove(models.Model):
    """One passage of the door: the truth for every report.

    Written by the door only. Nobody changes or deletes history.
    """

    _name = "crm.process.move"
    _description = "Process Move"
    _order = "date desc, id desc"
    _rec_name = "case_name"

    case_id = fields.Many2one(
        "crm.process.case", index=True, readonly=True, ondelete="set null"
    )
    case_name = fields.Char(readonly=True)
    template_id = fields.Many2one(
        "crm.process.template", readonly=True, index=True, ondelete="restrict"
    )
    from_stage_id = fields.Many2one(
        "crm.process.stage",
        string="From",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    to_stage_id = fields.Many2one(
        "crm.process.stage",
        string="To",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    transition_id = fields.Many2one(
        "crm.process.transition",
        string="Arrow",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    kind = fields.Selection(
        [
            ("start", "Started"),
            *TRANSITION_KINDS,
            ("placed", "Placed on the map"),
            ("version", "Moved to another version"),
            ("undo", "Taken back"),
        ],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one("res.users", string="By", readonly=True, index=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    date = fields.Datetime(readonly=True, index=True)
    duration_hours = fields.Float(
        string="Real Hours",
        readonly=True,
        help="Working hours spent in the stage that was left, pauses not counted.",
    )
    planned_hours = fields.Float(
        readonly=True, help="Working hours that the stage was meant to take."
    )
    deviation_hours = fields.Float(
        string="Deviation (Hours)",
        compute="_compute_deviation_hours",
        store=True,
        precompute=True,
        help="Real less planned working hours, where a time frame was set.",
    )
    ended_case_id = fields.Many2one(
        "crm.process.case",
        string="After Sub-process",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The sub-process whose end made the case go on by itself.",
    )
    reason_id = fields.Many2one(
        "crm.lost.reason", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    reason_text = fields.Text(readonly=True)
    given_task_ids = fields.One2many("crm.process.task", "move_id")
    cancelled_task_ids = fields.One2many("crm.process.task", "cancel_move_id")
    deviation_ids = fields.One2many("crm.process.deviation", "move_id")
    is_undone = fields.Boolean(readonly=True, help="Taken back; reports leave it out.")
    undone_move_id = fields.Many2one(
        "crm.process.move", readonly=True, index="btree_not_null", ondelete="set null"
    )

    # === COMPUTE METHODS === #

    @api.depends("duration_hours", "planned_hours")
    def _compute_deviation_hours(self):
        for move in self:
            move.deviation_hours = (
                move.duration_hours - move.planned_hours if move.planned_hours else 0.0
            )

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("The moves of a case are history: keep them."))
