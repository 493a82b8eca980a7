from odoo import fields, models


class ResCompany(models.Model):
    """How long the link to a paper stays open, for all papers of a company."""

    _inherit = "res.company"

    process_link_days = fields.Integer(
        string="Links to Papers Open for (Days)",
        default=30,
        help="A client opens a paper by its link for so many days after it was sent.",
    )

    _process_link_days_positive = models.Constraint(
        "CHECK(process_link_days BETWEEN 1 AND 3650)",
        "A link to a paper stays open for 1 to 3,650 days.",
    )
