from odoo import api, fields, models

from ..definition.constants import PROCESS_USER


class CrmProcessMixin(models.AbstractModel):
    """What the form of a host shows of its process."""

    _inherit = "crm.process.mixin"

    # What a process tells is for those who work with processes: not for the client
    # who reads his order in the portal.
    process_route_map = fields.Json(
        compute="_compute_process_route_map", groups=PROCESS_USER
    )
    is_process_late = fields.Boolean(
        related="case_id.is_late", string="Process Late", groups=PROCESS_USER
    )
    next_task_id = fields.Many2one(related="case_id.next_task_id", groups=PROCESS_USER)
    next_task_text = fields.Char(related="case_id.next_task_text", groups=PROCESS_USER)
    is_process_driven = fields.Boolean(
        compute="_compute_is_process_driven",
        help="A case that was started on the record is open: it says where the record "
        "stands.",
    )
    is_process_offered = fields.Boolean(
        compute="_compute_is_process_offered",
        help="There is an active process for records of this kind.",
    )

    # === COMPUTE METHODS === #

    @api.depends("case_id.route_map")
    @api.depends_context("lang", "tz", "uid")
    def _compute_process_route_map(self):
        for record in self:
            # sudo: the link; whether the user may read the case is asked
            case = record.sudo().case_id.with_env(self.env)
            record.process_route_map = case.has_access("read") and case.route_map

    @api.depends("case_id.state")
    def _compute_is_process_driven(self):
        for record in self:
            record.is_process_driven = bool(record._get_own_case())

    def _compute_is_process_offered(self):
        self.is_process_offered = self.env["crm.process.template"]._is_offered(
            self._name
        )

    # === ACTION METHODS === #

    def action_open_case(self):
        """Open the process of the record."""
        self.ensure_one()
        return self.case_id._open_record(self.case_id)
