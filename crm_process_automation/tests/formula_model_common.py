from odoo.fields import Command

from .lead_common import LeadCase


class FormulaCase(LeadCase):
    """Deals about a room, whose process asks for its size and its walls."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.case_properties_definition = [
            {"name": "room_length", "string": "Length", "type": "float"},
            {"name": "room_width", "string": "Width", "type": "float"},
            {"name": "room_height", "string": "Height", "type": "float"},
            {"name": "windows", "string": "Windows", "type": "integer"},
            {
                "name": "wall",
                "string": "Walls",
                "type": "selection",
                "selection": [["brick", "Цегла"], ["drywall", "Гіпсокартон"]],
            },
            {"name": "has_discount", "string": "Discount", "type": "boolean"},
        ]
        cls.lead = cls._create_running_lead()
        cls._fill(
            room_length=5.0, room_width=6.0, room_height=3.0, wall="brick", windows=0
        )
        cls.area = cls._create_formula(
            "Area of the walls",
            "2 * (length + width) * height",
            "m2",
            code="wall_area",
            length=("properties.room_length", "m"),
            width=("room_width", "m"),
            height=("properties.room_height", "m"),
        )

    @classmethod
    def _fill(cls, **values):
        case = cls.lead.case_id.sudo()
        case.properties = dict(case.properties) | values
        cls.env.flush_all()

    @classmethod
    def _create_formula(cls, name, expression, unit="number", code=None, **inputs):
        """Create a formula about deals; `inputs` are (source, unit)."""
        return cls.env["crm.process.formula"].create(
            {
                "name": name,
                "code": code,
                "record_model": "crm.lead",
                "expression": expression,
                "unit": unit,
                "variable_ids": [
                    Command.create({"name": name, "path": path, "unit": unit})
                    for name, (path, unit) in inputs.items()
                ],
            }
        )

    def _calculate(self, expression, unit=None, record=None):
        formulas = self.env["crm.process.formula"]
        return formulas._evaluate_expression(expression, record or self.lead, unit)

    def assertGives(self, expression, value, unit=None):
        result = self._calculate(expression, unit)
        self.assertFalse(result.is_error, result.is_error and result.message)
        self.assertEqual(result.value, value)

    def assertWrong(self, expression, *words, record=None):
        result = self._calculate(expression, record=record)
        self.assertTrue(result.is_error, result)
        for word in words:
            self.assertIn(word, result.message)
