from odoo.fields import Command

from .offer_common import OfferCase


class DiscountCase(OfferCase):
    """A price list with 10 % off, and a discount while the deal says so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.group_ids += cls.env.ref("sale.group_discount_per_so_line")
        cls.env.ref("base.group_user").implied_ids += cls.env.ref(
            "sale.group_discount_per_so_line"
        )
        cls.ten_off = cls.env["product.pricelist"].create(
            {
                "name": "Ten off",
                "item_ids": [
                    Command.create(
                        {
                            "compute_price": "percentage",
                            "percent_price": 10,
                            "applied_on": "3_global",
                        }
                    )
                ],
            }
        )
        cls.order_model_id = cls.env["ir.model"]._get_id("sale.order")

    @classmethod
    def _create_discount(cls, percent="5", condition="", **values):
        return cls._create_action(
            "discount",
            process_discount_formula=percent,
            process_condition_formula=condition,
            **values,
        )

    @classmethod
    def _create_order_discount(cls, percent="5", **values):
        return cls._create_discount(percent, model_id=cls.order_model_id, **values)

    def _create_quotation(self, *quantities, **values):
        lines = [(self.hall, quantity) for quantity in quantities or (1,)]
        return self._create_order(lines, **values)

    def _say(self, lead, is_called_for):
        case = lead.sudo().case_id
        case.properties = {
            **dict(case.properties),
            "calculate_discount": is_called_for,
        }
