from odoo import fields, models

from ..definition.crm_process_template import CrmProcessTemplate as Template


class CrmProcessTemplate(models.Model):
    """Which deals and orders a process is for."""

    _inherit = "crm.process.template"
    _live_fields = Template._live_fields | {"team_ids"}

    host_model = fields.Selection(
        selection_add=[
            ("crm.lead", "A lead or opportunity"),
            ("sale.order", "A sales order"),
        ],
        ondelete={"crm.lead": "set default", "sale.order": "set default"},
    )
    team_ids = fields.Many2many(
        "crm.team",
        string="Sales Teams",
        check_company=True,
        help="It starts by itself for these teams only. Empty: for all of them.",
    )
    is_amount_from_products = fields.Boolean(
        string="Deal Amount = Sum of Products",
        default=True,
        help="The expected revenue of the deal follows its orders: the confirmed ones, "
        "else the newest open quotation.",
    )

    # === BUSINESS METHODS === #

    def _get_map_problems(self):
        """Add: only a successful end may stand in a won stage of the pipeline."""
        get_problems = getattr(super(), "_get_map_problems", list)
        return [*get_problems(), *self._get_won_mapping_problems()]

    def _get_won_mapping_problems(self):
        self.ensure_one()
        problems = []
        for stage in self.stage_ids.sorted():
            is_won = stage.crm_stage_id.is_won
            if is_won and stage.outcome != "success":
                problems.append(
                    self.env._(
                        "“%(stage)s” is no successful end, but is mapped to the won "
                        "pipeline stage “%(column)s”.",
                        stage=stage.name,
                        column=stage.crm_stage_id.name,
                    )
                )
            elif is_won and stage.probability != 100:
                problems.append(
                    self.env._(
                        "“%(stage)s” is mapped to the won pipeline stage “%(column)s”: "
                        "its probability must be 100.",
                        stage=stage.name,
                        column=stage.crm_stage_id.name,
                    )
                )
        return problems
