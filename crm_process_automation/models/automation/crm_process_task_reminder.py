from odoo import api, fields, models
from odoo.exceptions import UserError

from ..definition.memory import forget
from .crm_process_task_action_goal import ActionWatch

TIES = frozenset({"reminder_kind", "reminder_date"})
REMINDING = frozenset(
    {"state", "model_id", "process_date_field_id", "process_date_property"}
    | {"process_remind_before", "process_remind_after"}
)


class CrmProcessTask(models.Model):
    """A task that reminds of a date: however often the date moves, the last counts."""

    _inherit = "crm.process.task"

    reminder_kind = fields.Selection(
        [("before", "Before the date"), ("after", "After the date")],
        readonly=True,
        copy=False,
    )
    reminder_date = fields.Char(
        readonly=True, copy=False, help="The date that the task reminds of."
    )

    # === CRUD METHODS === #

    @api.model
    def _get_values_at_birth(self):
        return super()._get_values_at_birth() | dict.fromkeys(TIES, False)

    @api.model
    def _check_not_kept_by_verbs(self, names, task):
        if not self.env.su and TIES.intersection(names):
            raise UserError(
                self.env._("What “%s” reminds of is not written directly.", task)
            )
        return super()._check_not_kept_by_verbs(names, task)

    # === BUSINESS METHODS === #

    @api.model
    def _find_reminders(self, action, records):
        """Return the tasks, closed ones too, that remind of the records' dates."""
        # sudo: which there are, whoever has them
        return self.sudo().search(
            [
                ("action_id", "=", action.id),
                ("reminder_kind", "!=", False),
                ("source_model", "=", records._name),
                ("source_id", "in", records.ids),
            ]
        )

    def _follow_reminder(self):
        """Plan the open tasks anew whose date has moved. Return those that changed.

        A date that was cleared is nothing to remind of.
        """
        clock = self.env["crm.process.clock"]._wind()
        changed = self.browse()
        for task in self.sudo():  # sudo: follows from a change that was allowed
            record, action = task._get_source(), task.action_id
            if task.state != "open" or not record or not action:
                continue
            date, label, _reason = action._read_place("date", record)
            if (str(date) if date else False) == task.reminder_date:
                continue
            changed |= task
            if deadline := date and action._plan_moved_reminder(task, date, clock):
                task.write({"deadline": deadline, "reminder_date": str(date)})
            else:
                task._withdraw(
                    self.env._("“%s” gives nothing to remind of any more", label)
                )
        return changed

    @api.model
    def _read_watches(self):
        watches = dict(super()._read_watches())
        # sudo: what follows from a change is not a matter of who makes it
        for action in self.env["ir.actions.server"].sudo()._get_reminding():
            field, source = action.process_date_field_id, action.model_name
            for model, path, name in (
                [(source, "", field.name)]
                if field
                else action._get_places_of_properties()
            ):
                known = self.env[model]._fields.get(name)
                if known is None:
                    continue  # a module has taken the field away since
                names = self._get_fields_behind(known)
                watch = ActionWatch(
                    "_follow_reminder", source, path, names, (action.id,)
                )
                watches[model] = (*watches.get(model, ()), watch)
        return watches


class IrActionsServer(models.Model):
    """Actions that remind of a date are remembered, as those of steps are."""

    _inherit = "ir.actions.server"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        if any(vals.get("state") == "process_date" for vals in vals_list):
            forget(self.env)
        return actions

    def write(self, vals):
        result = super().write(vals)
        if not REMINDING.isdisjoint(vals):
            forget(self.env)
        return result

    def unlink(self):
        if "process_date" in self.sudo().mapped("state"):  # sudo: settings
            forget(self.env)
        return super().unlink()

    # === BUSINESS METHODS === #

    @api.model
    def _get_reminding(self):
        """Return the actions that give tasks before or after a date."""
        return self._search_ever_used(
            [
                ("state", "=", "process_date"),
                "|",
                ("process_remind_before", ">", 0),
                ("process_remind_after", ">", 0),
            ]
        )

    def _plan_moved_reminder(self, task, date, clock):
        """Return the new deadline, None when this kind of reminder is not wanted."""
        days = dict(self._get_reminder_days()).get(task.reminder_kind)
        if not days:
            return None
        user, company = task.user_id, task.company_id
        return clock.count_from(date, days, "calendar_day", user, company)

    def _get_places_of_properties(self):
        """Return (model, path from the record, field) of where the details are."""
        model = self.model_name
        if model == "crm.process.case":
            return [(model, "", "properties")]
        return [("crm.process.case", "case_id", "properties"), (model, "", "case_id")]
