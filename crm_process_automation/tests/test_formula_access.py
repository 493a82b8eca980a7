from odoo.exceptions import AccessError
from odoo.tests import tagged, users

from .formula_model_common import FormulaCase


@tagged("post_install", "-at_install")
class TestFormulaAccess(FormulaCase):
    """A formula reads no more than whoever asks may read."""

    @users("sally")
    def test_salesperson_calculates_with_the_own_deal(self):
        result = self.area.with_env(self.env)._evaluate(self.lead.with_env(self.env))
        self.assertEqual(result.value, 66)

    def test_foreign_deal_is_not_read(self):
        self.lead.user_id = self.sally
        lead = self.lead.with_user(self.oleh)
        self.env.invalidate_all()
        for expression in ("expected_revenue", "room_length", "wall_area"):
            result = self._calculate(expression, record=lead)
            self.assertTrue(result.is_error)
            self.assertIn("You may not read", result.message)

    def test_field_of_a_closed_group_is_not_read(self):
        field = self.env["crm.lead"]._fields["expected_revenue"]
        self.patch(field, "groups", "base.group_system")
        lead = self.lead.with_user(self.sally)
        self.assertWrong("expected_revenue", "You may not read", record=lead)

    def test_secrets_are_no_names(self):
        for name in ("user_id.password", "access_token", "user_id.api_key_ids"):
            self.assertTrue(self._calculate(name).is_error)

    def test_methods_and_lists_are_no_names(self):
        for name in ("unlink", "env", "order_ids", "user_id.sudo", "order_ids.name"):
            self.assertTrue(self._calculate(name).is_error)

    @users("designer")
    def test_designer_may_write_formulas(self):
        self.area.with_env(self.env).expression = "length * width"

    @users("designer")
    def test_designer_may_create_formulas(self):
        formula = self.env["crm.process.formula"].create(
            {"name": "Ceiling", "record_model": "crm.lead", "expression": "1"}
        )
        self.assertEqual(formula.model_id.sudo().model, "crm.lead")

    @users("sally")
    def test_salesperson_may_not_write_formulas(self):
        self.assertTrue(self.area.with_env(self.env).expression)
        with self.assertRaises(AccessError):
            self.area.with_env(self.env).expression = "1 m2"
        with self.assertRaises(AccessError):
            self.area.variable_ids[0].with_env(self.env).unit = "cm"
