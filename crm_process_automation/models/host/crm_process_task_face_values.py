import pytz

from odoo import fields, models

from ...tools.local_time import END_OF_DAY, shift_days, to_day, to_moment

TYPES = {
    "todo": "mail.mail_activity_data_todo",
    "call": "mail.mail_activity_data_call",
    "meeting": "mail.mail_activity_data_meeting",
    "mail": "mail.mail_activity_data_email",
    "document": "mail.mail_activity_data_upload_document",
    "approval": "crm_process_automation.mail_activity_type_approval",
}


class CrmProcessTask(models.Model):
    """What the face of a task says: in the language and the day of its executor."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _prepare_face_values(self, names=None):
        """Return the values of the task's activity.

        :param names: only these, of the activity that is there
        """
        self.ensure_one()
        record = self._get_face_record()
        reader = self.with_context(lang=self.user_id.lang or self.env.lang)
        values = {
            "user_id": self.user_id.id,
            "activity_type_id": self._get_face_type(),
            "summary": reader.display_name,
            "note": reader.instruction_shown or False,
            "date_deadline": self._get_face_day(),
            "res_model_id": self.env["ir.model"]._get_id(record._name)
            if record
            else False,
            "res_id": record.id,
        }
        if names is None:
            # Not `automated`: those Odoo removes by itself, when an order is confirmed.
            return values | {
                "process_task_id": self.id,
                "calendar_event_id": self.event_id.id,
            }
        if not self._get_face_moment():
            values.pop("date_deadline")  # the day on which it was given, it stays
        return {name: value for name, value in values.items() if name in names}

    def _get_face_type(self):
        """Return the id of the activity type; a to-do when the kind has none."""
        data = self.env["ir.model.data"]
        for xmlid in (TYPES.get(self.kind, TYPES["todo"]), TYPES["todo"]):
            if type_id := data._xmlid_to_res_id(xmlid, raise_if_not_found=False):
                return type_id
        return False

    # === DAYS === #

    def _get_zone(self):
        """Return the time zone of the executor, else of the company."""
        self.ensure_one()
        task = self.sudo()  # sudo: the time zone of a colleague is no secret
        zone = task.user_id.tz or task.company_id.resource_calendar_id.tz
        return pytz.timezone(zone or "UTC")

    def _get_face_moment(self):
        """Return the moment on whose day the face stands: a meeting when it begins."""
        self.ensure_one()
        if self._is_meeting():
            return self.date_planned or self.deadline
        return self.deadline or self.date_planned

    def _get_face_day(self):
        moment = self._get_face_moment() or fields.Datetime.now()
        return to_day(moment, self._get_zone())

    def _move_to_day(self, day):
        """Put the tasks off to `day` (or forward), at the same time of the day."""
        for task in self:
            zone = task._get_zone()
            days = (day - task._get_face_day()).days
            moments = {
                name: shift_days(task[name], days, zone)
                for name in ("deadline", "date_planned")
                if task[name]
            }
            task.write(moments or {"deadline": to_moment(day, END_OF_DAY, zone)})
