from odoo.tests import Form, tagged

from .offer_common import OfferCase


@tagged("post_install", "-at_install")
class TestOfferForms(OfferCase):
    """A consultant sets the actions up in their form, without a programmer."""

    def _open_form(self, kind):
        form = Form(self.env["ir.actions.server"].with_user(self._get_admin()))
        form.model_id = self.env["ir.model"]._get("crm.lead")
        form.state = f"process_{kind}"
        return form

    def _get_admin(self):
        return self.env.ref("base.user_admin")

    def test_products(self):
        form = self._open_form("fill")
        with form.process_line_ids.new() as line:
            line.product_id = self.hall
            line.quantity_formula = "properties.room_length * 2"
        action = form.save()
        self.assertEqual(action.name, "Fill with Hall")
        self.assertFalse(action.warning)

    def test_discount(self):
        form = self._open_form("discount")
        form.process_discount_formula = "7"
        action = form.save()
        self.assertEqual(action.name, "Discount of 7 %")
        self.assertFalse(action.warning)

    def test_date(self):
        form = self._open_form("date")
        fields = self.env["ir.model.fields"]
        form.process_date_field_id = fields._get("crm.lead", "date_deadline")
        form.process_source_field_id = fields._get("crm.lead", "create_date")
        form.process_offset = 6
        form.process_remind_before = 7
        action = form.save()
        self.assertEqual(action.name, "Fix “Expected Closing”")
        self.assertFalse(action.warning)

    def test_copy_takes_the_products_along(self):
        action = self._create_fill()
        copy = action.copy()
        self.assertEqual(len(copy.process_line_ids), len(action.process_line_ids))

    def test_deal_and_quotation_show_why(self):
        lead = self._create_repair()
        self._run(self._create_fill(), lead)
        self._run(self._create_action("discount"), lead)
        for record in (lead, lead.order_ids):
            with self.subTest(record._name), Form(record) as form:
                self.assertEqual(form.process_discount, 5)
                self.assertIn("Action discount", form.process_discount_reason)
