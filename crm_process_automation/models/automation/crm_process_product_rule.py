from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import float_round


class CrmProcessProductRule(models.Model):
    """A product that an action fills in, how much of it, and when it is called for."""

    _name = "crm.process.product.rule"
    _description = "Product by Formula"
    _order = "sequence, id"

    action_id = fields.Many2one(
        "ir.actions.server", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    product_id = fields.Many2one(
        "product.product",
        required=True,
        ondelete="restrict",
        domain="[('sale_ok', '=', True)]",
    )
    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")
    product_uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        domain="[('id', 'in', allowed_uom_ids)]",
        ondelete="restrict",
        help="The unit, or the packaging, that the formula counts in. Empty: the unit "
        "of the product.",
    )
    quantity_formula = fields.Char(
        string="Quantity",
        required=True,
        default="1",
        help="For example ceil(2 * (properties.room_length + properties.room_width) * "
        "properties.room_height / 5.3). Zero: the product is not called for.",
    )
    condition_formula = fields.Char(
        string="Only If",
        help="For example properties.wall_material = 'brick'. Empty: always.",
    )
    is_product_archived = fields.Boolean(compute="_compute_is_product_archived")

    # === COMPUTE METHODS === #

    @api.depends("product_id.uom_id", "product_id.uom_ids")
    def _compute_allowed_uom_ids(self):
        for rule in self:
            rule.allowed_uom_ids = rule.product_id.uom_id | rule.product_id.uom_ids

    @api.depends("product_id.active")
    def _compute_is_product_archived(self):
        for rule in self:
            product = rule.product_id
            rule.is_product_archived = bool(product) and not product.active

    # === CONSTRAINT METHODS === #

    @api.constrains("product_id", "product_uom_id")
    def _check_unit(self):
        for rule in self:
            unit, own = rule.product_uom_id, rule.product_id.uom_id
            if unit and not unit._has_common_reference(own):
                raise ValidationError(
                    self.env._(
                        "“%(product)s” is not sold in “%(unit)s”. Choose its unit, or "
                        "a packaging of it.",
                        product=rule.product_id.display_name,
                        unit=unit.name,
                    )
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_editor()
        return rules

    def write(self, vals):
        self._check_editor()
        result = super().write(vals)
        if "action_id" in vals:
            # a row is not carried where the user may not write
            self.check_access("write")
            self._check_editor()
        return result

    def unlink(self):
        self._check_editor()
        return super().unlink()

    # === BUSINESS METHODS === #

    def _check_editor(self):
        # sudo: whose action it is
        self.sudo().action_id.scenario_id.sudo(self.env.su)._check_editor()

    def _filter_unusable(self):
        """Return the rows that wait for a product: theirs is archived."""
        return self.filtered("is_product_archived")

    def _get_unit(self):
        """Return the unit that the quantity is counted in."""
        self.ensure_one()
        return self.product_uom_id or self.product_id.uom_id

    def _round(self, value):
        """Return the quantity as order lines keep it."""
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        return float_round(float(value), precision_digits=digits)

    def _explain_product(self, company):
        """Return why the product cannot be sold by `company`, or an empty text."""
        self.ensure_one()
        product = self.product_id
        if not product.active:
            return self.env._("“%s” is archived", product.display_name)
        if not product.sale_ok:
            return self.env._("“%s” is not for sale", product.display_name)
        if product.company_id and product.company_id not in company.parent_ids:
            return self.env._(
                "“%(product)s” belongs to %(company)s",
                product=product.display_name,
                company=product.company_id.name,
            )
        return ""

    def _explain_quantity(self, quantity):
        """Return why so much is not sold, or an empty text."""
        self.ensure_one()
        if quantity > 0:
            return ""
        name = self.product_id.display_name
        if quantity:
            return self.env._(
                "%(product)s comes to %(quantity)s, less than nothing",
                product=name,
                quantity=f"{quantity:g}",
            )
        return self.env._("%s comes to 0", name)
