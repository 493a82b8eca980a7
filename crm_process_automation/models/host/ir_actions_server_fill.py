from odoo import api, fields, models

from ...tools.text import is_blank
from ..automation.ir_actions_server_calculate import CONDITION


class IrActionsServer(models.Model):
    """Fill a deal or an order with products, in the quantities that formulas give."""

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[("process_fill", "Fill with Products")],
        ondelete={"process_fill": "cascade"},
    )
    process_line_ids = fields.One2many(
        "crm.process.product.rule", "action_id", string="Products by Formula", copy=True
    )
    process_duplicate_rule = fields.Selection(
        [
            ("skip", "Skip"),
            ("add", "Add"),
            ("replace", "Replace"),
            ("larger", "Keep the larger"),
        ],
        string="Product Already There",
        default="replace",
        help="What happens with a product that stands on the offer already. To run "
        "again doubles nothing in any case.\n"
        "Skip: it stays as it is.\n"
        "Add: a line of its own is added to those of people; when it runs again, that "
        "line is brought up to date.\n"
        "Replace: the lines of this action follow the formulas, and go when they are "
        "not called for any more; what people have put there stays.\n"
        "Keep the larger: the quantity is raised to what the formula gives, never "
        "lowered.",
    )

    # === SETTINGS === #

    @api.model
    def _warning_depends(self):
        return [
            *super()._warning_depends(),
            "process_line_ids.product_id",
            "process_line_ids.quantity_formula",
            "process_line_ids.condition_formula",
        ]

    @api.model
    def _name_depends(self):
        return [*super()._name_depends(), "process_line_ids.product_id"]

    def _get_models_process_fill(self):
        return ["crm.lead", "sale.order"]

    def _get_name_process_fill(self):
        names = self.process_line_ids.product_id.mapped("name")
        if not names:
            return self.env._("Fill with products")
        return self.env._("Fill with %s", ", ".join(names[:3]))

    def _get_problems_process_fill(self):
        """Return in sentences why the action could never fill anything in.

        An archived product is no reason: the others are filled in, the journal tells.
        """
        if not self.process_line_ids:
            return [self.env._("Add the products to fill in.")]
        problems = []
        for rule in self.process_line_ids.filtered("product_id"):
            name = rule.product_id.display_name
            problems += self._get_formula_problems(rule.quantity_formula, name)
            if not is_blank(rule.condition_formula):
                problems += self._get_formula_problems(
                    rule.condition_formula, name, CONDITION
                )
        return problems
