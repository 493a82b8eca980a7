from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

from .story import STORY

MODULE = "crm_process_automation"
LANGUAGE = "uk_UA"

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
            self._date_done_back(done, moment, deal.answered_after)
            for move in (record.case_ids.move_ids - told[0]).sorted("id"):
                self._date_back(move, moment)
            (record.message_ids - told[1]).write({"date": moment})
        for deviation in record.case_ids.deviation_ids:
            cost, cure = deal.notes.get(deviation.kind, (0, False))
            deviation.write({"cost": cost, "cure": cure})
        self._begin_stage(record, deal)
        self._date_record_back(record)

    def _begin_stage(self, record, deal):
        """Do as many tasks of the present stage as are done by now."""
        for _number in range(deal.done):
            tasks = record.case_ids.task_ids.sorted("id")
            task = tasks.filtered(lambda task: task.state == "open")[:1]
            messages = record.message_ids
            self._do_tasks(task)
            moment = self._get_moment_after(task.date_given, task, deal.answered_after)
            self._date_done_back(task, moment, deal.answered_after)
            (record.message_ids - messages).write({"date": moment})

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
            elif scene.refused:
                tasks = self._refuse(case, self._ref(scene.refused), scene.words)
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

    def _refuse(self, case, step, words):
        """Do what comes before the approval, refuse it, and return all of it."""
        done = self.env["crm.process.task"]
        while todo := case.task_ids.filtered(lambda task: task.state == "open"):
            approval = todo.filtered(lambda task: task.step_id == step)
            if approval:
                approval.with_user(approval.user_id).action_refuse(words)
                return done | approval
            self._do_tasks(todo[:1])
            done |= todo[:1]
        raise ValueError(f"{case} does not ask for {step}")

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
