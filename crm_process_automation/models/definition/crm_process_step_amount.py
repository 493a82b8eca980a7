from odoo import api, fields, models
from odoo.tools.misc import formatLang


class CrmProcessStep(models.Model):
    """From which amount on an approval is asked: of its paper, else of its case."""

    _inherit = "crm.process.step"

    amount_from = fields.Monetary(
        string="Asked from",
        help="Asked only when what is decided is worth so much or more: the total of "
        "the paper, else the amount of the case. 0: always.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")

    _amount_from_is_positive = models.Constraint(
        "CHECK(amount_from >= 0)",
        "The amount from which an approval is asked is 0 (always) or more.",
    )

    # === COMPUTE METHODS === #

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for step in self:
            step.currency_id = (step.company_id or self.env.company).currency_id

    # === BUSINESS METHODS === #

    def _describe_amount_from(self):
        """Return the amount in words for a comparison; empty without one."""
        if not self.amount_from:
            return ""
        return formatLang(self.env, self.amount_from, currency_obj=self.currency_id)

    def _get_problems(self):
        return super()._get_problems() + self._get_decision_problems()

    def _get_decision_problems(self):
        """Return what only an approval can have, and another step has."""
        if self.kind == "approval" or not self.amount_from:
            return []
        return [
            self.env._(
                "“%s” decides on nothing, because it is no approval: empty “Asked "
                "from”, or make it an approval.",
                self._get_part_name(),
            )
        ]
