from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import clean_context

from .face import TELLER_KEY, Gathering, Teller

# {field of the task: what of its face follows from it}
FOLLOWING = {
    "state": set(),
    "user_id": {"user_id", "summary", "note", "date_deadline"},
    "deadline": {"date_deadline"},
    "date_planned": {"date_deadline"},
    "name": {"summary"},
    "instruction": {"note"},
    "step_id": {"summary", "note"},
    "kind": {"activity_type_id"},
    "case_id": {"res_model_id", "res_id"},
    "lead_id": {"res_model_id", "res_id"},
    "order_id": {"res_model_id", "res_id"},
    "partner_id": {"res_model_id", "res_id"},
}
FOLLOWED = frozenset(FOLLOWING)
# Only the system ties a task to its face and its meeting.
TIES = frozenset({"face_ids", "event_id"})


class CrmProcessTask(models.Model):
    """The face of a task: an activity in the inbox of its executor.

    The task is the truth. As long as it is open, somebody is to do it and nothing
    stands still, it has one active activity; when it is done that is archived, when it
    is cancelled, paused or put away it is removed.
    """

    _inherit = "crm.process.task"

    face_ids = fields.One2many(
        "mail.activity",
        "process_task_id",
        string="Activities",
        readonly=True,
        context={"active_test": False},
    )
    activity_id = fields.Many2one(
        "mail.activity",
        compute="_compute_activity_id",
        search="_search_activity_id",
        compute_sudo=True,
        help="What the executor sees in the inbox: the latest, it may be done.",
    )

    # === COMPUTE METHODS === #

    @api.depends("face_ids")
    def _compute_activity_id(self):
        for task in self:
            task.activity_id = task.face_ids.sorted("id")[-1:]

    def _search_activity_id(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        faces = self.env["mail.activity"].sudo()  # sudo: whose it is, is no secret
        faces = faces.with_context(active_test=False)
        found = Domain(False)
        if operator == "any":
            found = Domain("face_ids", "in", faces._search(value))
        elif ids := [number for number in value if number]:
            found = Domain("face_ids", "in", ids)
        if operator == "in" and False in value:
            linked = faces._search([("process_task_id", "!=", False)])
            found |= Domain("id", "not in", linked.subselect("process_task_id"))
        return found

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_ties_are_kept(vals)
        untied = dict.fromkeys(TIES, False)
        tasks = super().create([untied | vals for vals in vals_list])
        tasks._change_faces(FOLLOWED)
        return tasks

    def write(self, vals):
        self._check_ties_are_kept(vals)
        result = super().write(vals)
        if names := FOLLOWED.intersection(vals):
            self._change_faces(names)
        return result

    # === BUSINESS METHODS === #

    @api.model
    def _check_ties_are_kept(self, vals):
        if not self.env.su and any(vals.get(name) for name in TIES):
            raise UserError(
                self.env._(
                    "The activity and the meeting of a task are made by themselves. "
                    "Change the task, and they follow."
                )
            )

    def _change_faces(self, names):
        """Let the faces follow a change of the fields `names`, now or with others."""
        if Teller.from_env(self.env):
            return
        if "user_id" in names:
            self._note_given()
        if gathering := Gathering.from_env(self.env):
            gathering.add(self, names)
        else:
            self._sync_faces(names)

    def _sync_faces(self, names=frozenset()):
        """Let every task have the face that it should have now.

        :param names: the fields of the tasks that have changed besides their state
        """
        tasks = self._as_teller()
        shown = tasks.filtered(lambda task: task._is_shown())
        (tasks - shown)._close_faces()
        shown._plan_meetings()
        kept = shown.filtered(lambda task: task.activity_id.active)
        kept._update_faces(names)
        (shown - kept)._create_faces()
        shown._sync_meetings()

    @api.model
    def _give_missing_faces(self):
        """Make faces for open tasks that never had one. For an update of the add-on."""
        tasks = self.sudo()  # sudo: an update is the system's
        tasks.search(
            [("state", "=", "open"), ("activity_id", "=", False)]
        )._sync_faces()

    def _as_teller(self):
        """Return the tasks as they tell their faces: nothing of it comes back.

        Odoo neither notifies of every activity nor moves the meeting: we do.
        """
        context = {
            **clean_context(self.env.context),
            TELLER_KEY: Teller.TASK,
            "mail_activity_quick_update": True,
            "calendar_event_meeting_update": True,
        }
        # sudo: the face belongs to whoever is to do the task, whatever else is closed
        # to the one who gives it
        return self.with_env(self.env(su=True, context=context)).with_prefetch()

    def _as_acting(self, env):
        """Return the tasks as the user of `env` acts on them through their faces."""
        tasks = self.with_env(env)
        if tasks.has_access("write"):
            return tasks
        # sudo: whoever may write the activity, Odoo asked that, may do the task
        return tasks.sudo()

    def _is_shown(self):
        """Return whether the task is somebody's to do now."""
        self.ensure_one()
        case, record = self.case_id, self._get_face_record()
        if self.state != "open" or case.state == "paused" or (case and not case.active):
            return False
        if "active" in record._fields and record and not record.active:
            return False
        if self.user_id:
            return self.user_id.active
        # Taken from its executor by hand: it stays on the deal until it has another.
        return bool(record and self.activity_id.active)

    def _get_face_record(self):
        """Return the record in whose chatter the face is; none: it is nobody's else."""
        self.ensure_one()
        if self.case_id:
            return self.case_id._get_chatter_record()
        return self.lead_id or self.order_id or self.partner_id

    def _create_faces(self):
        if not self:
            return
        # Read together: Odoo asks every activity for the name of its record.
        for records in self._group_face_records().values():
            records.mapped("display_name")
        self.env["mail.activity"].create([task._prepare_face_values() for task in self])

    def _update_faces(self, names):
        """Write what differs, with few statements."""
        concerned = set().union(*(FOLLOWING[name] for name in names))
        if not (self and concerned):
            return

        def get_changes(task):
            face = task.activity_id
            return tuple(
                (name, value)
                for name, value in task._prepare_face_values(concerned).items()
                if face._fields[name].convert_to_write(face[name], face) != value
            )

        for changes, tasks in self.grouped(get_changes).items():
            if changes:
                tasks._rename_meetings(dict(changes))
                tasks.activity_id.write(dict(changes))

    def _group_face_records(self):
        """Return {model: the records in whose chatters the faces are}."""
        found = {}
        for task in self:
            if record := task._get_face_record():
                found.setdefault(record._name, {})[record.id] = None
        return {model: self.env[model].browse(ids) for model, ids in found.items()}
