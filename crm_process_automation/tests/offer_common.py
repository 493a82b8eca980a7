from odoo.fields import Command

from .lead_common import LeadCase

AREA = "2 * (properties.room_length + properties.room_width) * properties.room_height"
FLOOR = "properties.room_length * properties.room_width"

# (product, unit price, quantity, condition): a room, and what its walls are made of.
REPAIR = [
    ("Plaster 30 kg", 300, f"ceil({AREA} * 8.5 / 30)", "properties.wall = 'brick'"),
    ("Putty 25 kg", 400, f"ceil({AREA} * 1 / 25)", "properties.wall = 'drywall'"),
    ("Wallpaper", 900, f"ceil({AREA} / 5.3)", ""),
    ("Underlay", 250, f"ceil({FLOOR} * 1.05 / 10)", ""),
    ("Laminate", 800, f"ceil({FLOOR} * 1.07 / 2.22)", ""),
    ("Plastering", 200, AREA, "properties.wall = 'brick'"),
    ("Paper hanging", 150, AREA, ""),
    ("Laying of laminate", 180, FLOOR, ""),
]
# 5 × 6 × 3 m: 66 m² of wall, 30 m² of floor.
BRICK = {
    "Plaster 30 kg": 19,  # 66 × 8.5 / 30 = 18.7
    "Wallpaper": 13,  # 66 / 5.3 = 12.45
    "Underlay": 4,  # 31.5 / 10 = 3.15
    "Laminate": 15,  # 32.1 / 2.22 = 14.46
    "Plastering": 66,
    "Paper hanging": 66,
    "Laying of laminate": 30,
}
DRYWALL = {
    "Putty 25 kg": 3,  # 66 / 25 = 2.64
    **{name: quantity for name, quantity in BRICK.items() if "Plaster" not in name},
}
ROOM = {"room_length": 5.0, "room_width": 6.0, "room_height": 3.0}


class OfferCase(LeadCase):
    """Turnkey repair: the deal asks for the room, formulas make the quotation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.case_properties_definition = [
            *(
                {"name": name, "string": name.replace("_", " "), "type": "float"}
                for name in ROOM
            ),
            {
                "name": "wall",
                "string": "Walls",
                "type": "selection",
                "selection": [["brick", "Brick"], ["drywall", "Drywall"]],
            },
            {
                "name": "calculate_discount",
                "string": "Calculate discount",
                "type": "boolean",
            },
        ]
        cls.template.is_amount_from_products = True
        cls.client = cls.env["res.partner"].create({"name": "Sunflower Ltd"})
        cls.products = {
            name: cls._create_product(name, list_price=price)
            for name, price, _quantity, _condition in REPAIR
        }
        cls.hall = cls._create_product("Hall", list_price=100)

    # === FACTORIES === #

    @classmethod
    def _create_product(cls, name, **values):
        return cls.env["product.product"].create(
            {"name": name, "taxes_id": False, "type": "service", **values}
        )

    @classmethod
    def _create_action(cls, kind, model="crm.lead", **values):
        """Return an action of the kind that every salesperson may run by a button."""
        group = cls.env.ref("sales_team.group_sale_salesman")
        return cls.env["ir.actions.server"].create(
            {
                "name": f"Action {kind}",
                "state": f"process_{kind}",
                "model_id": cls.env["ir.model"]._get_id(model),
                "group_ids": [Command.set(group.ids)],
                **values,
            }
        )

    @classmethod
    def _create_fill(cls, rows=None, rule="replace", **values):
        lines = [
            Command.create(
                {
                    "product_id": product.id,
                    "quantity_formula": quantity,
                    "condition_formula": condition,
                }
            )
            for product, quantity, condition in rows or cls._get_repair_rows()
        ]
        return cls._create_action(
            "fill", process_line_ids=lines, process_duplicate_rule=rule, **values
        )

    @classmethod
    def _get_repair_rows(cls):
        return [
            (cls.products[name], quantity, condition)
            for name, _price, quantity, condition in REPAIR
        ]

    @classmethod
    def _create_order(cls, lines=(), **values):
        """Return Sally's quotation with lines of (product, quantity)."""
        return cls.env["sale.order"].create(
            {
                "partner_id": cls.client.id,
                "user_id": cls.sally.id,
                "order_line": [
                    Command.create(
                        {"product_id": product.id, "product_uom_qty": quantity}
                    )
                    for product, quantity in lines
                ],
                **values,
            }
        )

    def _create_repair(self, wall="brick", **values):
        """Return Sally's deal about the room of 5 × 6 × 3 m."""
        lead = self._create_running_lead(partner_id=self.client.id, **values)
        lead.sudo().case_id.properties = {**ROOM, "wall": wall}
        return lead

    # === ACTING === #

    def _run(self, action, records, user=None):
        """Run the action as the button does, in the rights of `user` (Sally).

        A scenario does the same; a stock rule would act as superuser.
        """
        self.env.flush_all()
        records = records.with_user(user or self.sally)
        result = action.sudo()._run_as(records)
        self.env.flush_all()
        return result

    def _get_quantities(self, order):
        lines = order.sudo().order_line
        return {line.product_id.name: line.product_uom_qty for line in lines}

    # === ASSERTIONS === #

    def assertLines(self, order, expected):
        """The order has these products in these quantities, each in one line."""
        lines = order.sudo().order_line
        self.assertEqual(self._get_quantities(order), expected)
        self.assertEqual(len(lines), len(expected))
