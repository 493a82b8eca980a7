from unittest.mock import patch

from odoo import fields
from odoo.tests.test_cursor import TestCursor

from .common import ProcessCase

CRON = "crm_process_automation.ir_cron_fire_timers"
MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv
MONDAY_NOON = "2026-11-23 10:00:00"
MONDAY_EVENING = "2026-11-23 15:00:00"
TUESDAY = "2026-11-24 08:00:00"


class TimerCase(ProcessCase):
    """Tasks whose reminders and escalations are noted, and the job that fires them.

    Everybody works from Monday to Friday, 8 to 12 and 13 to 17 in Kyiv.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref(CRON)
        cls.env["crm.process.timer"].search([]).unlink()

    def setUp(self):
        super().setUp()
        self.told = []
        told = self.told

        def remind(tasks, kind):
            told.extend((task.name, kind) for task in tasks)

        def escalate(tasks):
            told.extend((task.name, "escalation") for task in tasks)

        Task = self.env.registry["crm.process.task"]
        self.patch(Task, "_remind", remind)
        self.patch(Task, "_escalate", escalate)

    # === FACTORIES === #

    def _create_task(self, deadline=None, name="Call", **values):
        return self.env["crm.process.task"].create(
            {"name": name, "user_id": self.sally.id, "deadline": deadline} | values
        )

    def _create_timers(self, count, moment=MONDAY_NOON):
        """Return the timers of `count` new tasks, due at one moment."""
        with self.at(MONDAY):
            tasks = self.env["crm.process.task"].create(
                [
                    {
                        "name": str(number),
                        "user_id": self.sally.id,
                        "deadline": moment,
                        "escalate_after": 0,
                    }
                    for number in range(count)
                ]
            )
            return self._get_timers(tasks)

    def _get_timers(self, tasks):
        """Return the timers of the tasks, set as they are before a commit."""
        self.env.cr.flush()
        return self.env["crm.process.timer"].search(
            [("task_id", "in", tasks.ids)], order="id"
        )

    def _get_pending(self, tasks):
        return self._get_timers(tasks).filtered(lambda timer: timer.state == "pending")

    # === CLOCK === #

    def _fire(self, moment):
        """Let the job run at `moment`, as the scheduler does."""
        self.env.cr.flush()
        moment = fields.Datetime.to_datetime(moment)
        with (
            self.at(moment),
            self.enter_registry_test_mode(),
            patch.object(TestCursor, "now", lambda _cursor: moment),
        ):
            self.cron.method_direct_trigger()

    # === ASSERTIONS === #

    def assertPending(self, task, kind, moment):
        """The task has one pending timer, of that kind and at that moment."""
        timer = self._get_pending(task)
        self.assertEqual(
            [(t.kind, fields.Datetime.to_string(t.date_due)) for t in timer],
            [(kind, moment)],
        )
