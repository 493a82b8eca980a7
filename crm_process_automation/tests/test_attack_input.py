from odoo import fields
from odoo.tests import new_test_user, tagged

from .task_common import TaskCase


@tagged("post_install", "-at_install")
class TestAttackInput(TaskCase):
    """Whatever comes by RPC gets a sentence, and forges nothing."""

    def _act(self, **values):
        bulk = self.env["crm.process.task.bulk"].with_user(self.sally)
        return bulk.create({"verb": "deadline", **values})

    def test_endless_time_is_not_given(self):
        task = self._get_task(self.ring)
        for days in (1001, 2**31 - 1):
            with self.subTest(days), self.assertRefused("at most 1000 working days"):
                task._extend_deadline(days)
        dialog = self._act(selected_ids=task.ids, days=2**31 - 1)
        dialog.action_apply()
        self.assertFalse(task.deadline)

    def test_true_is_no_task(self):
        self.assertEqual(self._act(selected_ids=[True, False, -1]).task_count, 0)

    def test_task_is_planned_for_a_day_that_calendars_have(self):
        task = self._create_bare_task(kind="meeting")
        for moment in ("9999-12-31 23:59:59", "0001-01-01 00:00:00"):
            with self.subTest(moment), self.assertRefused("between 1980 and 2200"):
                task.date_planned = moment
            with self.subTest(moment), self.assertRefused("between 1980 and 2200"):
                self._create_bare_task(kind="meeting", date_planned=moment)
        task.date_planned = fields.Datetime.now()
        self.assertTrue(task.sudo().event_id)

    def test_what_is_no_moment_is_not_planned(self):
        for value in ("soon", 7):
            with self.subTest(value), self.assertRefused("is no moment"):
                self._create_bare_task(date_planned=value)

    def test_activity_is_not_put_off_for_ever(self):
        task = self._create_bare_task(
            kind="meeting", date_planned="2030-01-07 08:00:00"
        )
        face = task.sudo().activity_id.with_user(self.sally)
        with self.assertRefused("between 1980 and 2200"):
            face.date_deadline = "9999-12-31"

    def test_nobody_makes_a_task_the_one_to_call_back(self):
        task = self._get_task(self.ring)
        call = self.env["crm.process.call"].create({"lead_id": self.lead.id})
        for values in ({"call_id": call.id}, {"callback_key": "1:2"}):
            with self.subTest(values), self.assertRefused("not written directly"):
                task.write(values)
            with self.subTest(values), self.assertRefused("not written directly"):
                self._create_bare_task(**values)
        forged = self.env["crm.process.task"].with_user(self.sally)
        forged = forged.with_context(
            default_call_id=call.id, default_callback_key="1:2"
        ).create({"name": "Call back", "user_id": self.sally.id})
        self.assertFalse(forged.call_id or forged.callback_key)

    def test_task_is_given_to_nobody_from_outside_and_nobody_who_has_left(self):
        client = new_test_user(self.env, "client", groups="base.group_portal")
        leaver = self._create_user("leaver", "base.group_user")
        leaver.active = False
        task = self._get_task(self.ring)
        face = task.sudo().activity_id.with_user(self.sally)
        for user in (client, leaver):
            with self.subTest(user.login), self.assertRefused("does not work here"):
                task.user_id = user
            with self.subTest(user.login), self.assertRefused("does not work here"):
                self._create_bare_task(user_id=user.id)
            with self.subTest(user.login), self.assertRefused("does not work here"):
                face.user_id = user
