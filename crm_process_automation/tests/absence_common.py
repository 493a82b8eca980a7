from unittest.mock import patch

from .plan_common import MONDAY, PlanCase


class AbsenceCase(PlanCase):
    """Sally answers for deals, Iryna may stand in; a task is due within a day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.iryna = cls._create_user("iryna", "sales_team.group_sale_salesman")
        cls._create_step(cls.todo, "Call", time_limit=1, time_unit="day")

    def _create_leave(self, user, date_from, date_to, **values):
        resource = user.sudo().resource_ids[:1]
        if not resource:
            resource = resource.create({"name": user.name, "user_id": user.id})
        return self.env["resource.calendar.leaves"].create(
            {
                "resource_id": resource.id,
                "date_from": f"{date_from} 00:00:00",
                "date_to": f"{date_to} 21:00:00",
                **values,
            }
        )

    def _create_task(self):
        """Return the task of Sally that is due on Tuesday."""
        with self.at(MONDAY):
            return self._create_running_lead().case_id.sudo().task_ids

    def _tell_absence(self, user, **values):
        values = {"date_from": "2026-11-23", "date_to": "2026-12-04"} | values
        with self.at(MONDAY):
            dialog = self.env["crm.process.absence"].with_user(user).create(values)
            dialog.action_apply()
        return self.env["resource.calendar.leaves"].search(
            [("is_process_absence", "=", True)]
        )

    def _has_head(self, user):
        """Let `user` be the head of every case, whoever leads the team."""
        cases = self.env.registry["crm.process.case"]
        return patch.object(cases, "_get_head", lambda _case: user)
