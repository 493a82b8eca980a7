from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.fields import Command

from .story import STORY

MODULE = "crm_process_automation"
LANGUAGE = "uk_UA"
FRIDAY = 4

# The sub-process first: whoever uses it needs its active version.
PROCESSES = (
    "template_event_preparation_v1",
    "template_event_v1",
    "template_sale_long_push_v1",
    "template_sale_long_pull_v1",
    "template_sale_short_push_v1",
    "template_online_order_v1",
)
CAST = {
    "group_process_manager": "user_demo_director",
    "group_process_accountant": "user_demo_accountant",
}


class CrmProcessDemo(models.AbstractModel):
    """Plays the story of the demo data, through the verbs that people use.

    What really happens at once is dated back afterwards, scene by scene, so that
    reports have something to show. Called from the demo data only.
    """

    _name = "crm.process.demo"
    _description = "Player of the Demo Story"

    @api.model
    def _play(self):
        """Activate the ready-made processes and play every deal of the story."""
        self._teach_ukrainian()
        self._cast_roles()
        self._ref("template_event_v1").write(
            {
                "is_automatic": True,
                "team_ids": [Command.set(self._ref("team_demo_events").ids)],
            }
        )
        for name in PROCESSES:
            self._ref(name).action_activate()
        for name, deal in STORY.items():
            self._play_deal(self._ref(name), deal)

    @api.model
    def _ref(self, name):
        return self.env.ref(f"{MODULE}.{name}")

    def _teach_ukrainian(self):
        """Let the people of the agency work in Ukrainian, where it is installed."""
        languages = dict(self.env["res.lang"].get_installed())
        if LANGUAGE in languages:
            team = self._ref("team_demo_events")
            people = team.member_ids | team.user_id
            for name in CAST.values():
                people |= self._ref(name)
            people.lang = LANGUAGE

    def _cast_roles(self):
        """Name the people who approve, while the processes are still drafts."""
        for group, user in CAST.items():
            self.env["crm.process.step"].search(
                [("group_id", "=", self._ref(group).id)]
            ).write(
                {
                    "responsible_kind": "user",
                    "user_id": self._ref(user).id,
                    "group_id": False,
                }
            )

    # === THE PLAY === #

    def _play_deal(self, record, deal):
        for index, scene in enumerate(deal.scenes):
            moment = self._get_moment(scene.days_ago, index)
            told = record.case_ids.move_ids, record.message_ids
            done = self._play_scene(record, deal, scene)
            done.write({"date_done": moment})
            for move in (record.case_ids.move_ids - told[0]).sorted("id"):
                self._date_back(move, moment)
            (record.message_ids - told[1]).write({"date": moment})
        for deviation in record.case_ids.deviation_ids:
            cost, cure = deal.notes.get(deviation.kind, (0, False))
            deviation.write({"cost": cost, "cure": cure})
        self._date_record_back(record)

    def _play_scene(self, record, deal, scene):
        """Let the responsible do it, and return the tasks that were done for it."""
        tasks = self.env["crm.process.task"]
        acting = record.with_user(record.user_id)
        if scene.arrow == "confirm":
            self._get_orders(acting).action_confirm()
        elif scene.arrow == "start":
            case = acting._process_start(self._ref(deal.process))
            case.properties = self._prepare_properties(deal.properties)
        else:
            case, arrow = self._find_arrow(record, scene.arrow)
            if arrow._is_forward():
                # A task that is done may bring the next one.
                while todo := case.task_ids.filtered(lambda task: task.state == "open"):
                    self._do_tasks(todo)
                    tasks |= todo
            reason = scene.reason and self.env.ref(f"crm.{scene.reason}")
            case.with_user(record.user_id)._move_along(
                arrow, reason=reason or None, text=scene.words
            )
        return tasks

    def _find_arrow(self, record, name):
        """Return the open case, a sub-process first, that has the arrow, and it."""
        for case in record.case_ids.sorted("id", reverse=True):
            xmlid = case.template_id.get_external_id()[case.template_id.id]
            process = xmlid.partition("template_")[2]
            arrow = self.env.ref(f"{MODULE}.transition_{process}_{name}", False)
            if arrow and case._is_open():
                return case, arrow
        raise ValueError(f"No open case of {record} has the arrow {name}")

    def _do_tasks(self, tasks):
        for task in tasks:
            task = task.with_user(task.user_id)
            approves = task.kind == "approval" and hasattr(task, "action_approve")
            (task.action_approve if approves else task.action_done)()

    def _get_orders(self, record):
        return record if record._name == "sale.order" else record.order_ids

    def _prepare_properties(self, properties):
        today = fields.Date.today()
        return {
            name: fields.Date.to_string(today + timedelta(days=value))
            if name.endswith("_date")
            else value
            for name, value in properties.items()
        }

    # === THE CLOCK === #

    def _get_moment(self, days_ago, index):
        """Return a moment (naive UTC) within the office hours of Kyiv."""
        day = fields.Date.today() - timedelta(days=days_ago)
        day -= timedelta(days=max(day.weekday() - FRIDAY, 0))
        return datetime.combine(day, time(hour=8, minute=5)) + timedelta(
            minutes=25 * index
        )

    def _date_back(self, move, moment):
        """Let `move`, and what it gave out, have happened at `moment`."""
        case, clock = move.case_id, self.env["crm.process.clock"]._wind()
        person = case.stage_user_id or case.user_id
        before = (case.move_ids - move).filtered(lambda other: other.id < move.id)
        since = before.sorted("id")[-1:].date
        move.write(
            {
                "date": moment,
                "duration_hours": clock.measure(since, moment, person, case.company_id),
            }
        )
        move.deviation_ids.write({"date": moment})
        values = {"date_stage_entered": moment}
        if not before:
            values["date_start"] = moment
        if move.to_stage_id.is_end:
            values["date_end"] = moment
        else:
            values["date_deadline"] = case._plan_deadline(
                move.to_stage_id, moment, person, clock
            )
        case.write(values)
        for task in move.given_task_ids:
            task.deadline = (
                case._plan_deadline(task.step_id, moment, task.user_id, clock)
                or case.date_deadline
            )

    def _date_record_back(self, record):
        """Let the deal be as old as its story (while loading, `create_date` may be)."""
        moves = record.case_ids.move_ids.sorted("date")
        values = {"create_date": moves[:1].date}
        if record._name == "crm.lead":
            values["date_open"] = moves[:1].date
            values["date_last_stage_update"] = moves[-1:].date
            if record.date_closed:
                values["date_closed"] = moves[-1:].date
        elif record.state == "sale":
            values["date_order"] = moves[:1].date
        record.write(values)
