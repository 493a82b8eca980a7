from .lead_common import LeadCase

MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv; the day ends at 17:00
TUESDAY = "2026-11-24 08:00:00"  # when the task is due
WEDNESDAY = "2026-11-25 09:00:00"  # 9 working hours later
THURSDAY = "2026-11-26 09:00:00"


class IncidentCase(LeadCase):
    """Sally's deal in the head's team; its task is due on Tuesday morning."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.step = cls._create_step(
            cls.todo, "Send the proposal", time_limit=8, time_unit="hour"
        )
        cls.manager = cls._create_user(
            "manager", "crm_process_automation.group_process_manager"
        )
        for user in cls.sally | cls.oleh | cls.head:
            user.name = user.login.capitalize()
        cls.team = cls.env["crm.team"].create(
            {"name": "Fairs", "user_id": cls.head.id, "member_ids": [cls.sally.id]}
        )

    def _give_task(self, moment=MONDAY, **values):
        with self.at(moment):
            lead = self._create_running_lead(team_id=self.team.id, **values)
        return lead.sudo().case_id.task_ids

    def _escalate(self, task, moment=WEDNESDAY):
        """Return the incidents that the timer raises at `moment`."""
        with self.at(moment):
            incidents = task.sudo()._escalate()
        return incidents.sudo()

    def _raise(self, key="test:1", **values):
        return self.env["crm.process.incident"]._raise(
            [
                {
                    "kind": "timer_failed",
                    "cause_key": key,
                    "name": "It failed",
                    "company_id": self.env.company.id,
                    **values,
                }
            ]
        )
