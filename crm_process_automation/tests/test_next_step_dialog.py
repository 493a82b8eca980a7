from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestNextStepDialog(LeadCase):
    """The dialogue asks which way a case goes on, and why; the door decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_control(
            cls.todo,
            "The amount is known",
            kind="domain",
            domain="[('amount', '>', 0)]",
        )
        cls.rework.group_ids = cls.env.ref("base.group_system")
        cls.case = cls._create_running_lead(expected_revenue=0).case_id

    def _open(self, arrow=None, case=None):
        """Return the dialogue as the web client opens it."""
        action = (case or self.case).action_open_next_step(arrow and arrow.id)
        model = self.env["crm.process.next.step"].with_user(self.sally)
        return Form(model.with_context(**action["context"]))

    def test_arrow_without_reason_is_taken_at_once(self):
        self.case.amount = 100
        self.assertIs(self.case.action_open_next_step(self.start_work.id), True)
        self.assertEqual(self.case.stage_id, self.doing)

    def test_refusal_names_what_is_missing(self):
        with self.assertRefused("Autumn fair.*cannot leave", "The amount is known"):
            self.case.action_open_next_step(self.start_work.id)
        self.assertEqual(self.case.stage_id, self.todo)

    def test_arrow_with_reason_asks_for_it(self):
        dialog = self._open(self.refuse_early)
        self.assertEqual(dialog.stage_id, self.todo)
        self.assertEqual(dialog.to_stage_id, self.refused)
        with self.assertRaisesRegex(AssertionError, "reason_text is a required field"):
            dialog.save()
        dialog.reason_id = self.too_dear
        dialog.save().action_go()
        self.assertEqual(self.case.stage_id, self.refused)
        self.assertEqual(self.case.move_ids.sorted("id")[-1:].reason_id, self.too_dear)

    def test_dialog_offers_open_ways_only(self):
        self.case.sudo().write({"amount": 100, "stage_id": self.doing.id})
        dialog = self._open()
        self.assertFalse(dialog.transition_id)
        self.assertEqual(dialog.transition_ids[:], self.finish | self.refuse)

    def test_only_way_is_chosen_already(self):
        short = self._create_template("Short", host_model="crm.lead")
        ask = self._create_stage("Ask", short, is_start=True)
        told = self._create_stage("Told", short, is_end=True, outcome="success")
        tell = self._create_arrow(ask, told)
        self._activate(short)
        case = self.case.lead_id._change_process(short, "Simpler")
        self.assertEqual(self._open(case=case).transition_id, tell)

    def test_dialog_lists_what_is_missing_for_the_chosen_way(self):
        dialog = self._open()
        self.assertFalse(dialog.missing)
        dialog.transition_id = self.start_work
        self.assertIn("The amount is known", dialog.missing)
        dialog.transition_id = self.refuse_early
        self.assertFalse(dialog.missing)

    def test_dialog_is_refused_by_the_door(self):
        dialog = self._open()
        dialog.transition_id = self.start_work
        with self.assertRefused("The amount is known"):
            dialog.save().action_go()

    def test_arrow_from_elsewhere_is_refused(self):
        for arrow in (self.finish, self.rework):
            with (
                self.subTest(arrow=arrow.kind),
                self.assertRefused("is at “To do” now"),
            ):
                self.case.action_open_next_step(arrow.id)

    def test_case_moved_meanwhile_is_refused(self):
        dialog = self._open(self.refuse_early)
        dialog.reason_text = "Another firm"
        wizard = dialog.save()
        self.case.sudo().write({"amount": 100, "stage_id": self.doing.id})
        with self.assertRefused("is at “Doing” now", "moved it meanwhile"):
            wizard.action_go()

    def test_paused_case_opens_no_dialog(self):
        self.case.action_pause("2099-01-01", "Holidays")
        with self.assertRefused("is paused"):
            self.case.action_open_next_step()

    def test_go_without_a_way_asks_for_one(self):
        with self.assertRefused("Choose where “Autumn fair” goes"):
            self._open().save().action_go()

    def test_person_without_processes_opens_no_dialog(self):
        clerk = self._create_user("clerk", "base.group_partner_manager")
        wizard = self.env["crm.process.next.step"].with_user(clerk)
        with self.assertRaises(AccessError):
            wizard.create({"case_id": self.case.id})
