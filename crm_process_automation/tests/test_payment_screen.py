from lxml import etree

from odoo.tests import Form, tagged

from .money_common import MoneyCase


@tagged("post_install", "-at_install")
class TestPaymentScreen(MoneyCase):
    """What each of them sees of the payments, with their own rights only."""

    def _read_list(self, rows):
        """Return what the list shows of the instalments, as the web client reads it."""
        arch = etree.fromstring(rows.get_view(view_type="list")["arch"])
        names = {node.get("name") for node in arch.iter("field")}
        spec = {
            name: {"fields": {"display_name": {}}}
            if rows._fields[name].type == "many2one"
            else {}
            for name in names
        }
        return rows.web_read(spec)

    def test_salesperson_chooses_a_plan_on_the_form(self):
        order = self._create_order(plan=self.prepaid).with_user(self.sally)
        with Form(order) as form:
            form.payment_plan_id = self.halves
        order.action_confirm()
        with Form(order) as form, form.instalment_ids.edit(1) as row:
            row.date_due = "2027-01-15"
        self.assertEqual(str(order.instalment_ids[1].date_due), "2027-01-15")

    def test_salesperson_reads_the_list(self):
        order = self._create_confirmed()
        order.instalment_ids[0].action_invoice()
        first = self._read_list(order.instalment_ids.with_user(self.sally))[0]
        self.assertEqual((first["state"], first["can_invoice"]), ("invoiced", False))

    def test_accountant_without_other_rights_reads_the_list(self):
        clerk = self._create_user(
            "clerk", "crm_process_automation.group_process_accountant"
        )
        order = self._create_confirmed()
        first = self._read_list(order.instalment_ids.with_user(clerk))[0]
        self.assertEqual(first["partner_id"]["display_name"], "Sunflower Ltd")
        self.assertFalse(first["can_invoice"])

    def test_list_asks_no_more_of_the_database_for_many_orders(self):
        orders = self.env["sale.order"]
        for _number in range(8):
            order = self._create_confirmed(self.work, self.hall)
            order.instalment_ids[0].action_invoice()
            orders |= order
        for user in (self.sally, self.nadiia):
            with self.subTest(user.login):
                few, many = (
                    self._count_queries(orders[:count].instalment_ids.with_user(user))
                    for count in (2, 8)
                )
                self.assertLessEqual(many, few)

    def _count_queries(self, rows):
        """Return the queries of reading what may be invoiced, caches of models warm."""
        rows = rows.browse(rows.ids)  # as a list that was searched
        for _round in ("warm up", "count"):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows.mapped("can_invoice")
        return self.env.cr.sql_log_count - before

    def test_refund_is_asked_on_a_form(self):
        order = self._create_confirmed()
        order.instalment_ids[0].action_invoice()
        action = order.instalment_ids[0].with_user(self.nadiia).action_refund()
        dialog = self.env[action["res_model"]].with_user(self.nadiia)
        with Form(dialog.with_context(**action["context"])) as form:
            form.reason = "The event does not take place"
            self.assertIn("is cancelled", form.preview)
        form.record.action_apply()
        self.assertEqual(order.state, "cancel")

    def test_company_chooses_its_plan_in_the_settings(self):
        settings = self.env["res.config.settings"].create({})
        settings.process_payment_plan_id = self.halves
        settings.execute()
        self.assertEqual(self.company.process_payment_plan_id, self.halves)
