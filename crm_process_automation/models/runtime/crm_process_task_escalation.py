from odoo import fields, models

LONG = 16.0  # working hours: two days


class CrmProcessTask(models.Model):
    """A task that stays open past its deadline becomes an incident of the head."""

    _inherit = "crm.process.task"

    date_escalated = fields.Datetime(
        readonly=True, help="When the head was told that the task is late."
    )

    # === BUSINESS METHODS === #

    def _escalate(self):
        """Tell the heads of the tasks that are still open and late, once for each
        deadline. For the system, when `escalate_after` is over.

        :return: the incidents that are new
        """
        tasks = self.sudo()  # sudo: the system looks after everybody's tasks
        late = tasks.filtered(lambda task: task._is_late())
        incidents = self.env["crm.process.incident"]._raise(
            [task._prepare_incident_values() for task in late]
        )
        told = incidents.sudo().task_id  # sudo: as above
        if told:
            told.write({"date_escalated": fields.Datetime.now()})
            told._close_replaced_incidents()
        return incidents

    def _close_replaced_incidents(self):
        """A task is late once: the incident of a former deadline has a successor."""
        incidents = self.env["crm.process.incident"].search(
            [
                ("kind", "=", "task_overdue"),
                ("task_id", "in", self.ids),
                ("state", "=", "open"),
                ("cause_key", "not in", [task._get_overdue_cause() for task in self]),
            ]
        )
        incidents._close_by_itself(
            self.env._("The deadline was moved, and the task is late again.")
        )

    def _get_overdue_cause(self):
        """Return the key of the cause: another deadline is another one."""
        self.ensure_one()
        return f"task:{self.id}:overdue:{fields.Datetime.to_string(self.deadline)}"

    def _prepare_incident_values(self):
        self.ensure_one()
        head = self.case_id._get_head(self.user_id)
        task = self.with_context(lang=head.lang or self.env.lang)
        return {
            "kind": "task_overdue",
            "cause_key": self._get_overdue_cause(),
            "name": task._describe_breach(),
            "advice": task._get_overdue_advice(),
            "severity": self._get_overdue_severity(),
            "case_id": self.case_id.id,
            "case_name": self.case_id.name or self.case_name,
            "task_id": self.id,
            "owner_id": self.user_id.id,
            "user_id": head.id,
            "company_id": self.company_id.id,
        }

    def _describe_breach(self):
        """Return in words what is late, by how much, with whom and for what."""
        self.ensure_one()
        user = self.user_id.name or self.env._("nobody")
        return self.env._(
            "“%(task)s” is %(late)s late: %(where)s",
            task=self.display_name,
            late=self._describe_late_hours(),
            where=", ".join(filter(None, [user, self.case_id.name or self.case_name])),
        )

    def _describe_late_hours(self):
        """Return the lateness as people say it: whole hours, minutes below one."""
        self.ensure_one()
        hours = self.late_hours
        if hours < 1:
            return self.env._("%s working minutes", max(int(hours * 60), 1))
        if int(hours) == 1:
            return self.env._("1 working hour")
        return self.env._("%s working hours", int(hours))

    def _get_overdue_severity(self):
        self.ensure_one()
        is_long = self.late_hours >= LONG
        return str(1 + is_long + self.is_required)

    def _get_overdue_advice(self):
        self.ensure_one()
        if not self.user_id:
            return self.env._(
                "Nobody has this task. Give it to somebody, or cancel it with a reason."
            )
        return self.env._(
            "Speak to %s, give the task to somebody else, or move its deadline.",
            self.user_id.name,
        )
