from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError

from .face import TELLER_KEY, Teller

# What somebody changes of a face is changed of its task.
TELLING = frozenset({"date_deadline", "user_id", "active", "calendar_event_id"})


class MailActivity(models.Model):
    """The face of a task: whatever is done with it is done with the task."""

    _inherit = "mail.activity"

    process_task_id = fields.Many2one(
        "crm.process.task",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    may_open_process_task = fields.Boolean(compute="_compute_process_task")
    is_process_approval = fields.Boolean(compute="_compute_process_task")

    # === COMPUTE METHODS === #

    @api.depends("process_task_id")
    @api.depends_context("uid")
    def _compute_process_task(self):
        """Tell the screen what to offer, even to those who may not read the task."""
        for activity in self:
            # sudo: the kind is no secret; whether the user may read the task is asked
            task = activity.sudo().process_task_id
            activity.is_process_approval = task.kind == "approval"
            own = task.with_env(self.env)
            activity.may_open_process_task = own and own.has_access("read")

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        if not Teller.from_env(self.env):
            # Else anybody could make himself the face of somebody's task.
            vals_list = [vals | {"process_task_id": False} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if Teller.from_env(self.env):
            return super().write(vals)
        if "process_task_id" in vals:
            vals = {name: vals[name] for name in vals if name != "process_task_id"}
        if TELLING.isdisjoint(vals):
            return super().write(vals)
        if vals.get("active"):
            self._check_may_come_back()
        faces = self._filter_faces()
        if not faces:
            return super().write(vals)
        self.check_access("write")
        if not vals.get("active", True):
            faces._check_is_no_approval()
        before = {face: (face.date_deadline, face.user_id) for face in faces}
        super(MailActivity, self - faces).write(dict(vals))
        super(MailActivity, faces._as_told()).write(dict(vals))
        faces._tell_tasks(vals, before)
        return True

    def unlink(self):
        if Teller.from_env(self.env):
            return super().unlink()
        tasks = self._filter_faces()._group_tasks_by_reason()
        result = super().unlink()
        for reason, group in tasks.items():
            group._as_acting(self.env).action_cancel(reason)
        return result

    # === ACTION METHODS === #

    def action_open_document(self):
        """Open the task where the deal is closed to the user, or there is none."""
        self.ensure_one()
        self.check_access("read")  # else the name of a foreign task would be told
        faces = self._filter_faces()
        if not faces or self._may_open_record():
            return super().action_open_document()
        return faces._open_task()

    def action_open_process_task(self):
        """Open the task of which the activity is the face."""
        self.ensure_one()
        self.check_access("read")
        return self._open_task()

    # === BUSINESS METHODS === #

    def _action_done(self, feedback=False, attachment_ids=None):
        faces = self._filter_faces()
        if not faces:
            return super()._action_done(feedback, attachment_ids)
        faces._check_is_no_approval()
        tasks = faces._get_tasks()
        result = super(MailActivity, self._as_told())._action_done(
            feedback, attachment_ids
        )
        tasks._as_acting(self.env).action_done(feedback or None)
        return result

    def _filter_faces(self):
        """Return those that are the present faces of open tasks."""
        # sudo: what an activity is the face of is no secret
        return self.filtered(
            lambda activity: (
                (task := activity.sudo().process_task_id)
                and task.state == "open"
                and task.activity_id == activity
            )
        )

    def _get_tasks(self):
        return self.sudo().process_task_id  # sudo: as above

    def _as_told(self):
        """Return the activities as they are written when the tasks know already.

        One notification tells of all tasks, and the meeting goes where the task goes.
        """
        return self.with_context(
            **{TELLER_KEY: Teller.TASK},
            mail_activity_quick_update=True,
            calendar_event_meeting_update=True,
        )

    def _tell_tasks(self, vals, before):
        """Let the tasks follow what was written on their faces."""
        for face in self:
            task = face._get_tasks()._as_acting(self.env)
            day, user = before[face]
            if face.date_deadline != day:
                task._move_to_day(face.date_deadline)
            if face.user_id != user:
                task.write({"user_id": face.user_id.id})
            if vals.get("calendar_event_id"):
                task._take_event(face.sudo().calendar_event_id)  # sudo: as above
        if not vals.get("active", True):
            for feedback, faces in self.grouped("feedback").items():
                tasks = faces._get_tasks()._as_acting(self.env)
                tasks.action_done(feedback or None)

    def _group_tasks_by_reason(self):
        """Return {why they are cancelled: tasks} for faces that are about to go."""
        gone = self.browse()
        for model, faces in self.filtered("res_model").grouped("res_model").items():
            records = self.env[model].browse(faces.mapped("res_id")).exists()
            gone |= faces.filtered(
                lambda face, ids=frozenset(records.ids): face.res_id not in ids
            )
        reasons = {}
        for face in self:
            if face in gone:
                reason = self.env._("“%s” was deleted.", face.res_name)
            else:
                reason = self.env._(
                    "The activity was deleted by %s.", self.env.user.name
                )
            reasons[face] = reason
        return {
            reason: faces._get_tasks()
            for reason, faces in self.grouped(reasons.get).items()
        }

    # === CHECKS === #

    def _check_is_no_approval(self):
        """Raise for an approval: that it is done does not say what was decided."""
        for face in self:
            task = face._get_tasks()
            if task.kind == "approval":
                raise RedirectWarning(
                    self.env._(
                        "“%s” is an approval: open the task, then approve it or refuse "
                        "it with a reason.",
                        task.display_name,
                    ),
                    face._open_task(),
                    self.env._("Open the Task"),
                )

    def _check_may_come_back(self):
        """Raise for the face of a task that is done: it would not be open again."""
        for activity in self:
            # sudo: as above
            task = activity.sudo().process_task_id
            if task.activity_id == activity and task.state != "open":
                raise UserError(
                    self.env._(
                        "“%s” is done, and what was done stays. Schedule a new "
                        "activity instead.",
                        task.display_name,
                    )
                )

    # === THE TASK === #

    def _may_open_record(self):
        self.ensure_one()
        if not self.res_model:
            return False
        return self.env[self.res_model].browse(self.res_id).has_access("read")

    def _open_task(self):
        self.ensure_one()
        task = self._get_tasks()
        return {
            "type": "ir.actions.act_window",
            "name": task.display_name,
            "res_model": task._name,
            "res_id": task.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
