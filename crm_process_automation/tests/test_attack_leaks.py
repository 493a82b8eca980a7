from odoo.exceptions import AccessError
from odoo.tests import tagged

from .task_common import TaskCase


@tagged("post_install", "-at_install")
class TestAttackLeaks(TaskCase):
    """No form, saved or just opened, tells anything of a deal that is closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead.sudo().write({"name": "Secret deal", "phone": "0671112233"})
        cls.task = cls.case.sudo().task_ids[:1]
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _ask(self, model, values, names, user=None, **context):
        """Return what the form of `model` is told, as the web client asks."""
        form = self.env[model].with_user(user or self.oleh).with_context(**context)
        return form.onchange(values, list(values), {name: {} for name in names})[
            "value"
        ]

    # === DIALOGUES === #

    def test_form_of_a_foreign_task_tells_nothing(self):
        for model in ("done", "cancel"):
            name = f"crm.process.task.{model}"
            with self.subTest(model), self.assertRaises(AccessError):
                self._ask(name, {"task_id": self.task.id}, ["task_id"])
            with self.subTest(model), self.assertRaises(AccessError):
                self._ask(name, {}, ["task_id"], default_task_id=self.task.id)

    def test_form_of_a_foreign_deal_tells_no_number(self):
        with self.assertRaises(AccessError):
            self._ask("crm.process.call.log", {"lead_id": self.lead.id}, ["phone"])

    def test_form_of_an_own_task_is_filled_in(self):
        values = {"task_id": self.task.id}
        told = self._ask("crm.process.task.done", values, ["kind"], self.sally)
        self.assertEqual(told, {"kind": self.task.kind})

    def test_form_of_an_own_deal_tells_its_number(self):
        values = {"lead_id": self.lead.id}
        told = self._ask("crm.process.call.log", values, ["phone"], self.sally)
        self.assertEqual(told["phone"], "0671112233")

    def test_assignment_about_a_closed_deal_does_not_tell_its_name(self):
        issues = self.env["crm.process.assignment.issue"]
        for link, record in (
            ("subject_lead_id", self.lead),
            ("origin_case_id", self.case),
        ):
            values = {"name": "Look", link: record.id}
            with self.subTest(link), self.assertRaises(AccessError):
                issues.with_user(self.oleh).create(values)
            with self.subTest(link), self.assertRaises(AccessError):
                self._ask(issues._name, values, [link])
            self.assertTrue(issues.with_user(self.sally).create(values))

    # === MESSAGES === #

    def test_composer_does_not_tell_the_name_of_a_foreign_task(self):
        composers = self.env["mail.compose.message"]
        with self.assertRaises(AccessError):
            composers.with_user(self.oleh).create({"process_task_id": self.task.id})
        own = composers.with_user(self.sally)
        self.assertTrue(own.create({"process_task_id": self.task.id}))

    def test_composer_just_opened_does_not_tell_it_either(self):
        model, forged = (
            "mail.compose.message",
            {
                "default_process_task_id": self.task.id,
                "default_model": "res.partner",
                "default_res_ids": str(self.client.ids),
            },
        )
        with self.assertRaises(AccessError):
            self._ask(model, {}, ["process_task_id"], **forged)
        told = self._ask(model, {}, ["process_task_id"], self.sally, **forged)
        self.assertEqual(told["process_task_id"], self.task.id)

    def test_message_of_later_does_not_tell_it_either(self):
        own = self._create_running_lead(user=self.oleh)
        values = {
            "author_id": self.oleh.partner_id.id,
            "body": "Good morning",
            "model": own._name,
            "res_id": own.id,
            "scheduled_date": "2030-01-01 08:00:00",
        }
        messages = self.env["mail.scheduled.message"].with_user(self.oleh)
        messages.create(values)
        with self.assertRaises(AccessError):
            messages.create(values | {"process_task_id": self.task.id})

    def test_message_goes_out_though_its_task_is_closed_meanwhile(self):
        self.task.with_user(self.oleh)._done_by_mail("Offer")
        self.assertEqual(self.task.state, "open")

    # === ACTIVITIES === #

    def test_activity_of_a_foreign_task_does_not_open_it(self):
        face = self.task.activity_id
        with self.assertRaises(AccessError):
            face.with_user(self.oleh).action_open_document()
        self.assertTrue(face.with_user(self.sally).action_open_document())
