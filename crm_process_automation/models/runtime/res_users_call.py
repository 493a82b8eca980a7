from odoo import api, fields, models


class ResUsers(models.Model):
    """Which telephone of the exchange is whose."""

    _inherit = "res.users"

    process_phone_extension = fields.Char(
        string="Phone Extension",
        index="btree_not_null",
        copy=False,
        help="The number of the user in the company's telephone exchange, such as 101. "
        "Reported calls are given to the user by it.",
    )

    # === BUSINESS METHODS === #

    @api.model
    def _find_by_phone_extension(self, extension, company):
        """Return the only colleague of `company` with that extension, if any."""
        if not extension:
            return self.browse()
        users = self.search(
            [
                ("process_phone_extension", "=", extension),
                ("company_ids", "in", company.id),
                ("share", "=", False),
            ],
            limit=2,
        )
        return users if len(users) == 1 else self.browse()
