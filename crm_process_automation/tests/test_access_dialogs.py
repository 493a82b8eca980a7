from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestAccessDialogs(LeadCase):
    """Neither dialogues nor history give away or change a foreign deal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_step(cls.todo, "Call the client", is_required=True)
        cls.lead = cls._create_running_lead(name="Secret deal of Sally")
        cls.own = cls._create_running_lead(user=cls.oleh, name="Deal of Oleh")

    def _open(self, model, user, lead, **values):
        dialogs = self.env[model].with_user(user)
        return dialogs.create({"case_id": lead.sudo().case_id.id, **values})

    def test_nobody_opens_a_dialogue_about_a_foreign_case(self):
        for model, values in (
            ("crm.process.next.step", {}),
            ("crm.process.case.cancel", {"reason": "Curious"}),
            ("crm.process.case.pause", {"reason": "Curious"}),
        ):
            with self.subTest(model), self.assertRaises(AccessError):
                self._open(model, self.oleh, self.lead, **values)

    def test_salesperson_opens_a_dialogue_about_an_own_case(self):
        dialog = self._open("crm.process.next.step", self.oleh, self.own)
        self.assertEqual(dialog.stage_id, self.todo)

    def test_nobody_opens_a_dialogue_about_a_foreign_task(self):
        task = self.lead.case_id.sudo().task_ids
        with self.assertRaises(AccessError):
            self.env["crm.process.task.done"].with_user(self.oleh).create(
                {"task_id": task.id}
            )

    def test_task_is_not_carried_to_another_deal(self):
        task = self.lead.case_id.task_ids.with_user(self.sally)
        for values in ({"lead_id": False}, {"is_required": False}):
            with self.subTest(values), self.assertRefused("not written directly"):
                task.write(values)

    def test_deviation_that_a_move_wrote_keeps_its_kind(self):
        self.lead.case_id._move_along(self.refuse_early, text="Too dear")
        deviation = self.lead.case_id.deviation_ids.with_user(self.sally)
        with self.assertRefused("stays so"):
            deviation.kind = "other"
        deviation.write({"cause": "The price", "cost": 40, "cure": "Ask first"})
        self.assertEqual(deviation.cost, 40)

    def test_process_is_not_cut_off_its_deal(self):
        for case in (False, self.own.case_id):
            with self.assertRefused("“Secret deal of Sally” is not written directly"):
                self.lead.with_user(self.sally).case_id = case

    def test_dialogue_of_a_colleague_is_neither_read_nor_changed(self):
        dialog = self._open("crm.process.next.step", self.sally, self.lead)
        for operation in ("read", "write"):
            self.assertFalse(dialog.with_user(self.head).has_access(operation))
        self.assertTrue(dialog.has_access("write"))

    def test_client_reads_nothing_of_the_process_of_his_order(self):
        client = new_test_user(self.env, "client", groups="base.group_portal")
        order = self.env["sale.order"].create(
            {"partner_id": client.partner_id.id, "opportunity_id": self.lead.id}
        )
        for field in ("process_route_map", "process_stage_id", "case_properties"):
            with self.subTest(field), self.assertRaises(AccessError):
                order.with_user(client).read([field])

    def test_order_shows_no_map_of_a_closed_deal(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.env["res.partner"].create({"name": "Kava"}).id,
                "opportunity_id": self.lead.id,
            }
        )
        self.assertTrue(order.with_user(self.sally).process_route_map)
        order.user_id = self.oleh
        self.assertFalse(order.with_user(self.oleh).process_route_map)
