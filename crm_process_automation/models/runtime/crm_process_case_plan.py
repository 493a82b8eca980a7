from odoo import fields, models


class CrmProcessCase(models.Model):
    """When the tasks of a case begin and end: from their birth on, or by a date."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _prepare_task_values(self, step, move, clock):
        values = super()._prepare_task_values(step, move, clock)
        if step.date_field:
            user = self.env["res.users"].browse(values["user_id"])
            values |= self._plan_by_date(step, user, clock)
        return values

    def _plan_by_date(self, step, user, clock):
        """Return the plan of a task of `step` by its date, without a deadline if none.

        A deadline in the past is what it is: the task is late from the beginning.
        """
        self.ensure_one()
        source = self._get_date_source(step.date_field)
        values = {
            "date_source": str(source) if source else False,
            "deadline_by_date": False,
        }
        deadline = source and clock.count_from(
            source, step.offset, step.offset_unit, user, self.company_id
        )
        if not deadline:
            return values
        hours = clock.get_hours(step.time_limit, step.time_unit, user, self.company_id)
        begin = clock.plan(deadline, -hours, user, self.company_id)
        return values | {
            "deadline": deadline,
            "deadline_by_date": deadline,
            "date_planned": begin if hours else deadline,
        }

    def _get_date_source(self, path):
        """Return the date or moment at the end of `path`, None when it is empty."""
        self.ensure_one()
        record = self.sudo()  # sudo: the executor need not be able to read the source
        *links, last = path.split(".")
        for name in links:
            field = record._fields.get(name)
            if field is None:
                return None  # a module has taken the field away since
            if field.type == "properties":
                return self._parse_property_date(record._get_property(last))
            record = record[name]
        return record[last] or None if last in record._fields else None

    def _parse_property_date(self, value):
        """Return a property's date or moment; it is kept as a text."""
        if not isinstance(value, str):
            return value or None
        try:
            is_date = len(value) <= len("2026-12-12")
            convert = fields.Date.to_date if is_date else fields.Datetime.to_datetime
            return convert(value) or None
        except ValueError:
            return None

    def _postpone_open_tasks(self):
        """A date does not wait until a pause is over; what a person has set does."""
        result = super()._postpone_open_tasks()
        for task in self.task_ids:
            is_bound = task.state == "open" and task._is_bound_to_date()
            if is_bound and task.deadline != task.deadline_by_date:
                task.deadline = task.deadline_by_date
        return result
