from odoo import fields, models

from ...tools.text import is_blank
from ..definition.constants import STEP_KINDS, TIME_UNITS
from ..definition.crew import Crew

KIND = "process_task"


class IrActionsServer(models.Model):
    """Give a task, due in working time of its executor."""

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[(KIND, "Give a Task"), ("code",)], ondelete={KIND: "cascade"}
    )
    process_task_kind = fields.Selection(
        STEP_KINDS, string="Kind of Task", default="todo"
    )
    process_name = fields.Char(
        string="Name of What Is Made",
        translate=True,
        help="With placeholders, such as {partner_id.name} or {properties.event_date}.",
    )
    process_instruction = fields.Html(
        string="Instruction", translate=True, help="With placeholders, too."
    )
    process_delay = fields.Float(
        string="To Be Done Within",
        help="Working time of the executor, from now on. 0: without a deadline.",
    )
    process_delay_unit = fields.Selection(
        [("minute", "Working minutes"), *TIME_UNITS],
        string="Unit of Time",
        default="hour",
    )
    process_task_remind = fields.Float(
        string="Remind Before (Working Hours)",
        help="How long before the deadline the executor is reminded. 0: when it is "
        "due.",
    )
    process_goal_domain = fields.Char(
        string="Not Needed When",
        help="As soon as the record matches, the task is cancelled by itself.",
    )
    process_skip_open = fields.Boolean(
        string="Only If None Is Open",
        default=True,
        help="Do nothing while an earlier one is open: nobody gets the same thing "
        "twice.",
    )

    _process_delay_is_positive = models.Constraint(
        "CHECK(process_delay BETWEEN 0 AND 10000)",
        "The time to do a task lies between 0 (no deadline) and 10,000.",
    )
    _process_task_remind_is_positive = models.Constraint(
        "CHECK(process_task_remind BETWEEN 0 AND 10000)",
        "A reminder comes between 0 (when it is due) and 10,000 working hours before.",
    )

    # === SETTINGS === #

    def _warning_depends(self):
        names = ["process_name", "process_instruction", "process_goal_domain"]
        return [*super()._warning_depends(), *names]

    def _name_depends(self):
        return [*super()._name_depends(), "process_name"]

    def _get_name_process_task(self):
        if is_blank(self.process_name):
            return self.env._("Give a task")
        return self.env._("Give the task “%s”", self.process_name)

    def _get_problems_process_task(self):
        problems = self._get_person_problems()
        if is_blank(self.process_name):
            problems.append(self.env._("Say what is to be done."))
        for text in (self.process_name, self.process_instruction):
            problems += self._get_text_problems(text)
        return problems + self._get_goal_problems()

    def _get_goal_problems(self):
        """Return in sentences why the filter that cancels the task makes no sense."""
        text = self.process_goal_domain
        if not text or text == "[]":
            return []
        control = self.env["crm.process.control"]
        if problem := control._get_filter_fault(text, self.model_id.model):
            return [
                self.env._(
                    "When the task is not needed cannot be asked: %s. Correct the "
                    "filter.",
                    problem,
                )
            ]
        if not hasattr(self.env[self.model_id.model], "_tell_tasks"):
            return [
                self.env._(
                    "Tasks cannot look at “%s”: clear the filter that cancels them.",
                    self.model_id.name,
                )
            ]
        return []

    # === RUNNING === #

    def _run_action_process_task_multi(self, eval_context=None):
        records = self._get_records(eval_context)
        fresh = self._filter_without_task(records)
        clock = self.env["crm.process.clock"]._wind()
        giver = Crew.accompany(self)
        vals_by_record, ties_by_record = {}, {}
        for record in fresh:
            vals_by_record[record] = giver._prepare_task_values(record, clock)
            ties_by_record[record] = self._prepare_task_ties(record)
        tasks = fresh.env["crm.process.task"]._give_for(
            self, vals_by_record, ties_by_record
        )
        for record, task in zip(fresh, tasks, strict=True):
            self._note_effect(record, self._describe_task(task), made=task)

    def _describe_task(self, task):
        person = task.sudo().user_id.name  # sudo: the name of a colleague
        return self.env._(
            "Gave %(user)s the task “%(task)s”",
            user=person,
            task=task._describe_with_deadline(),
        )

    def _filter_without_task(self, records):
        """Return the records that need the task; the journal says why not the rest."""
        cases = {record: self._find_open_case(record) for record in records}
        all_cases = records.env["crm.process.case"].union(*cases.values())
        given = records.env["crm.process.task"]._find_given(self, records, all_cases)
        given |= self._find_callbacks(records)
        kept, seen = [], set()
        for record in records:
            matter = self._get_callback_key(record) or cases[record] or record
            task = given.get(matter) or given.get(record)
            if reason := self._explain_no_task(record, task, matter in seen):
                self._note_skip(record, reason)
            else:
                seen.add(matter)
                kept.append(record.id)
        return records.browse(kept)

    def _explain_no_task(self, record, task, is_given_now):
        """Return why the record gets no task, an empty text when it gets one."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        if action._has_reached_goal(record):
            return self.env._(
                "“%s” matches already what the task waits for.", record.display_name
            )
        is_callback = bool(task and task.callback_key)
        if task and (is_callback or action.process_skip_open):
            return self.env._("The task “%s” is open already.", task.display_name)
        if is_given_now and (
            action.process_skip_open or self._get_callback_key(record)
        ):
            return self.env._("The task was given just now for the same matter.")
        return ""

    # === VALUES === #

    def _prepare_task_values(self, record, clock):
        user, reason = self._choose_person(record)
        reader = user.sudo()  # sudo: the language of a colleague
        told = record.with_context(lang=reader.lang or self.env.lang, tz=reader.tz)
        # sudo: settings of actions are for administrators
        action = self.sudo().with_context(lang=told.env.lang)
        case = self._find_open_case(record)
        company = case.company_id or self._find_company(record)
        name = action._fill_in(action.process_name, told).strip()
        return {
            "case_id": case.id,
            "case_name": case.name or record.display_name,
            "kind": action.process_task_kind or "todo",
            "name": name or action.name,
            "instruction": action._fill_in_html(action.process_instruction, told)
            or self._get_callback_instruction(record, user),
            "user_id": user.id,
            "assignment_reason": reason,
            "company_id": company.id,
            "deadline": self._plan_task(user, company, clock),
            "remind_before": action.process_task_remind,
            **({} if case else self._prepare_task_links(record)),
        }

    def _plan_task(self, user, company, clock):
        action = self.sudo()  # sudo: settings of actions are for administrators
        if not action.process_delay:
            return False
        delay, unit = action.process_delay, action.process_delay_unit or "hour"
        if unit == "minute":
            delay, unit = delay / 60, "hour"
        hours = clock.get_hours(delay, unit, user, company)
        return clock.plan(fields.Datetime.now(), hours, user, company)

    def _prepare_task_links(self, record):
        """Return what a task without a case belongs to. A host adds its own."""
        return {"partner_id": self._find_client(record).id}
