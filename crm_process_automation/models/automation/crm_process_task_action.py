from odoo import api, fields, models
from odoo.exceptions import UserError

# Only the system ties a task to what has given it.
TIES = frozenset({"action_id", "source_model", "source_id"})


class CrmProcessTask(models.Model):
    """A task that an action has given: which one, and for which record."""

    _inherit = "crm.process.task"

    action_id = fields.Many2one(
        "ir.actions.server",
        string="Given by the Action",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    source_model = fields.Char(string="Model of the Source", readonly=True, copy=False)
    source_id = fields.Many2oneReference(
        model_field="source_model",
        readonly=True,
        copy=False,
        help="The record for which the action gave the task.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_source_is_kept(vals)
        untied = dict.fromkeys(TIES, False)
        return super().create([untied | vals for vals in vals_list])

    def write(self, vals):
        self._check_source_is_kept(vals)
        return super().write(vals)

    # === BUSINESS METHODS === #

    @api.model
    def _check_source_is_kept(self, vals):
        if not self.env.su and any(vals.get(name) for name in TIES):
            raise UserError(
                self.env._("What has given a task is not written directly: an action.")
            )

    @api.model
    def _give_for(self, action, vals_by_record, ties_by_record):
        """Give a task for each record, in the rights of who acts.

        :param vals_by_record: the values of the task for each record
        :param ties_by_record: columns that are the system's to write
        :return: the tasks, in the order of the records
        """
        tasks = self.create(list(vals_by_record.values()))
        for task, record in zip(tasks, vals_by_record, strict=True):
            ties = {
                "action_id": action.id,
                "source_model": record._name,
                "source_id": record.id,
            }
            # sudo: the system's own columns
            task.sudo().write(ties | ties_by_record.get(record, {}))
        return tasks

    @api.model
    def _find_given(self, action, records, cases):
        """Return the open tasks that the action gave for the records, or their cases.

        :return: {record or case: task}
        """
        # sudo: whether there is one, not what it says
        tasks = self.sudo().search_fetch(
            [
                ("action_id", "=", action.id),
                ("state", "=", "open"),
                "|",
                ("case_id", "in", cases.ids),
                "&",
                ("source_model", "=", records._name),
                ("source_id", "in", records.ids),
            ],
            ["case_id", "source_id"],
        )
        by_case = {task.case_id.with_env(cases.env): task for task in tasks}
        by_case.pop(cases.browse(), None)
        by_source = {
            records.browse(task.source_id): task
            for task in tasks
            if task.source_model == records._name
        }
        return by_source | by_case

    @api.model
    def _move_source(self, records, other):
        """Let the tasks given for `records` be those of `other`, into which they go."""
        tasks = self.sudo()  # sudo: the system's own column
        tasks = tasks.search(
            [("source_model", "=", records._name), ("source_id", "in", records.ids)]
        )
        tasks.write({"source_id": other.id})
