from typing import NamedTuple

from odoo import models


class Demand(NamedTuple):
    """How much of a product is called for."""

    product: models.Model
    unit: models.Model
    quantity: float

    def add_to(self, other):
        """Return both together, in the unit of the other; None is nothing yet."""
        if other is None:
            return self
        quantity = self.unit._compute_quantity(self.quantity, other.unit, round=False)
        return other._replace(quantity=other.quantity + quantity)


class Demands(NamedTuple):
    """What an action calls for on a record, and what it had to leave out."""

    wanted: list  # Demand
    left_out: list  # sentences
    untouched: models.Model  # products whose lines stay as they are


class IrActionsServer(models.Model):
    """What an action that fills in products calls for on a record."""

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _find_demands(self, record):
        """Return the `Demands` on `record`, or a sentence what is missing for them.

        Nothing is filled in by halves: where one quantity cannot be told, none is. A
        product that two rules call for is wanted once, with both quantities.
        """
        company = record._get_offer_company()
        left_out, untouched, wanted = [], record.env["product.product"], {}
        for rule in self._get_rules_called_for(record):
            product, unit = rule.product_id.with_env(record.env), rule._get_unit()
            value, missing = self._calculate(
                rule.quantity_formula, record, product.display_name
            )
            if missing:
                return missing
            quantity = rule._round(value)
            problem = rule._explain_product(company)
            if problem := problem or rule._explain_quantity(quantity):
                left_out.append(problem)
                untouched |= product if quantity else product.browse()
            else:
                new = Demand(product, unit.with_env(record.env), quantity)
                wanted[product] = new.add_to(wanted.get(product))
        return Demands([*wanted.values()], left_out, untouched)

    def _get_rules_called_for(self, record):
        """Return the products whose condition holds."""
        return self.process_line_ids.filtered(
            lambda rule: self._is_called_for(
                rule.condition_formula, record, rule.product_id.display_name
            )
        )
