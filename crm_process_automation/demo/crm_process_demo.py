from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

from ..models.runtime.passage import Passage
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
        # Nothing is to leave a demo database: they read in Odoo what they are told.
        self._get_people().notification_type = "inbox"
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
            self._get_people().lang = LANGUAGE
            # Papers are in the language of the client, their numbers in the company's.
            ours = self.env.ref("base.main_company").partner_id
            (self._get_clients() | ours).lang = LANGUAGE
            # Odoo loads them after the data only: papers are written now.
            modules = self.env["ir.module.module"]
            modules._load_module_terms([MODULE], [LANGUAGE])
            self.env.invalidate_all()

    def _get_people(self):
        """Return the users who play in the story."""
        team = self._ref("team_demo_events")
        people = team.member_ids | team.user_id
        for name in CAST.values():
            people |= self._ref(name)
        return people

    def _get_clients(self):
        data = self.env["ir.model.data"].search(
            [
                ("module", "=", MODULE),
                ("model", "=", "res.partner"),
                ("name", "=like", "partner_demo_%"),
            ]
        )
        return self.env["res.partner"].browse(data.mapped("res_id"))

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
            done = self._get_done_tasks(record)
            self._play_scene(record, deal, scene)
            self._date_orders_back(self._get_orders(record), moment)
            done = self._get_done_tasks(record) - done
            self._date_done_back(done, moment, deal.answered_after)
            for move in (record.case_ids.move_ids - told[0]).sorted("id"):
                self._date_back(move, moment)
            (record.message_ids - told[1]).write({"date": moment})
            self._date_papers_back(record.case_ids.document_ids, moment)
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
        """Let the responsible do it. A verb, which is no arrow, has a method here."""
        if play := getattr(self, f"_play_{scene.arrow}", None):
            play(record, deal, scene)
            return
        case, arrow = self._find_arrow(record, scene.arrow)
        if arrow._is_forward():
            self._meet_gates(record, case, scene)
            if case.stage_id != arrow.from_stage_id:
                return  # the client's answer was all that was missing
            # A task that is done may bring the next one.
            while todo := case.task_ids.filtered(lambda task: task.state == "open"):
                self._do_tasks(todo)
        elif scene.refused:
            self._refuse(case, self._ref(scene.refused), scene.words)
        self._go(case, arrow, scene)

    def _get_done_tasks(self, record):
        return record.case_ids.task_ids.filtered(lambda task: task.state == "done")

    def _go(self, case, arrow, scene):
        """Take the arrow; an obstacle that the story cannot remove is passed by."""
        reason = self.env["crm.lost.reason"]
        if scene.reason:
            reason = self.env.ref(f"crm.{scene.reason}")
        acting = case.with_user(case.lead_id.user_id or case.user_id)
        if case._get_arrow_blockers(arrow):
            passage = Passage(transition=arrow, reason=reason, text=scene.words)
            acting._enter_stage(arrow.to_stage_id, passage)
        else:
            acting._move_along(arrow, reason=reason or None, text=scene.words)

    def _play_start(self, record, deal, _scene):
        acting = record.with_user(record.user_id)
        case = acting._process_start(self._ref(deal.process))
        case.properties = self._prepare_properties(deal.properties)

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
        """Do what comes before the approval, and refuse it."""
        while todo := case.task_ids.filtered(lambda task: task.state == "open"):
            approval = todo.filtered(lambda task: task.step_id == step)
            if approval:
                approval.with_user(approval.user_id).action_refuse(words)
                return
            self._do_tasks(todo[:1])
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
