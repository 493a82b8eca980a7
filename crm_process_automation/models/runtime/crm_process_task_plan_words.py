from markupsafe import Markup

from odoo import api, models

from .moment_words import say_moment

MOVED_KEY = "crm_process_automation.moved_deadlines"


class CrmProcessTask(models.Model):
    """What the chatter tells of deadlines that moved: once for a transaction."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _note_old_plans(self):
        """Keep the plans as they are, before the transaction changes them."""
        before_commit = self.env.cr.precommit
        if MOVED_KEY not in before_commit.data:
            before_commit.data[MOVED_KEY] = {}
            before_commit.add(self.browse()._tell_new_plans)
        for task in self:
            plan = task.date_source, task.deadline, task.deadline_by_date
            before_commit.data[MOVED_KEY].setdefault(task.id, plan)

    def _tell_new_plans(self):
        """Write in the chatter what became of the plans that changed."""
        plans = self.env.cr.precommit.data.pop(MOVED_KEY, {})
        # A savepoint may have taken the change back, or a second one may have.
        tasks = (
            self.browse(plans)
            .exists()
            .filtered(
                lambda task: (
                    (task.deadline, task.deadline_by_date) != plans[task.id][1:]
                )
            )
        )
        tasks._tell_in_chatter(
            {task: task._describe_new_plan(plans[task.id][0]) for task in tasks}
        )
        # The main flush is over when this runs.
        self.env.flush_all()

    def _tell_in_chatter(self, text_by_task):
        """Log the sentences where the cases tell their story, one entry for each."""
        texts = {}
        for task, text in text_by_task.items():
            record = task.case_id._get_chatter_record() if task.case_id else None
            if record:
                texts.setdefault((record._name, record.id), []).append(text)
        bodies = {}
        for (model, record_id), lines in texts.items():
            bodies.setdefault(model, {})[record_id] = Markup("<br/>").join(lines)
        for model, body_by_id in bodies.items():
            # sudo: follows from a change that was allowed
            records = self.env[model].sudo().browse(body_by_id)
            records._message_log_batch(body_by_id)

    def _describe_new_plan(self, old_source):
        """Return in a sentence which deadline the task has now, and why."""
        self.ensure_one()
        words = {
            "task": self.display_name,
            "date": self.step_id._get_date_label(),
            "deadline": self._say_deadline(self.deadline),
            "planned": self._say_deadline(self.deadline_by_date),
        }
        if self.is_planned_by_hand:
            return self.env._(
                "“%(task)s” keeps the deadline %(deadline)s, which was set by hand; "
                "by “%(date)s” it would be %(planned)s",
                **words,
            )
        if not self.date_source:
            return self.env._(
                "“%(task)s”: new deadline %(deadline)s, because “%(date)s” is empty "
                "now",
                **words,
            )
        if not old_source:
            return self.env._(
                "“%(task)s”: deadline %(deadline)s, because “%(date)s” is known now",
                **words,
            )
        return self.env._(
            "“%(task)s”: new deadline %(deadline)s, because “%(date)s” moved", **words
        )

    def _say_deadline(self, moment):
        self.ensure_one()
        if not moment:
            return self.env._("none")
        clock = self.env["crm.process.clock"]._wind()
        zone = clock._get_zone(self.user_id or self.case_id.user_id, self.company_id)
        return say_moment(self.env, moment, zone)


class CrmProcessStep(models.Model):
    """How a step calls the date that it is counted from."""

    _inherit = "crm.process.step"

    # === BUSINESS METHODS === #

    @api.model
    def _get_technical_dates(self):
        pauses = {"date_paused", "date_pause_until"}
        return super()._get_technical_dates() | pauses | {"date_stage_entered"}

    def _get_date_label(self):
        self.ensure_one()
        if label := dict(self.date_choices).get(self.date_field):
            return label
        field = self._find_date_field(self.date_field)
        return field._description_string(self.env) if field else self.date_field
