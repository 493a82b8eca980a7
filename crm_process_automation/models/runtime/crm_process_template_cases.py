from odoo import api, fields, models

from .crm_process_case import OPEN_STATES


class CrmProcessTemplate(models.Model):
    """The cases that are under way on a version."""

    _inherit = "crm.process.template"

    open_case_count = fields.Integer(
        string="Running Cases",
        compute="_compute_open_case_count",
        help="Cases on this version that have not ended.",
    )

    # === COMPUTE METHODS === #

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_open_case_count(self):
        counts = dict(
            self.env["crm.process.case"]._read_group(
                [("template_id", "in", self.ids), ("state", "in", OPEN_STATES)],
                groupby=["template_id"],
                aggregates=["__count"],
            )
        )
        for template in self:
            template.open_case_count = counts.get(template._origin, 0)

    # === BUSINESS METHODS === #

    def _filter_in_use(self):
        """Add: versions on which cases go on."""
        # sudo: anybody's case counts
        cases = self.env["crm.process.case"].sudo().with_context(active_test=False)
        groups = cases._read_group(
            [("template_id", "in", self.ids), ("state", "in", OPEN_STATES)],
            ["template_id"],
        )
        with_cases = {template.id for (template,) in groups}
        return super()._filter_in_use() | self.filtered(
            lambda template: template.id in with_cases
        )

    # === ACTION METHODS === #

    def action_open_running_cases(self):
        """Show the cases that have not ended on these versions."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Running Cases"),
            "res_model": "crm.process.case",
            "view_mode": "list,form",
            "domain": [
                ("template_id", "in", self.ids),
                ("state", "in", OPEN_STATES),
            ],
        }
