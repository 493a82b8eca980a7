from odoo import api, fields, models
from odoo.tools import SQL

from ..models.definition.constants import STEP_KINDS


class CrmProcessTaskReport(models.Model):
    """How tasks are executed: planned and real working time, by whom, where and when.

    One row is one task. Hours and punctuality are those that were written when the
    task was done; an open one counts as late while its deadline is past.
    """

    _name = "crm.process.task.report"
    _description = "Task Execution"
    _inherit = ["crm.process.report.mixin"]
    _auto = False
    _order = "date_done desc, id desc"
    _depends = {
        "crm.process.task": [
            *("case_id", "step_id", "stage_id", "kind", "name", "user_id", "state"),
            *("company_id", "date_given", "deadline", "date_done", "done_by_id"),
            *("planned_hours", "duration_hours", "deviation_hours", "is_on_time"),
            *("is_required", "lead_id", "order_id"),
        ],
        "crm.process.case": ["template_id", "team_id", "partner_id", "state"],
        "crm.process.stage": ["template_id", "code"],
        "crm.process.template": ["code", "version", "state", "company_id"],
    }

    # What
    task_id = fields.Many2one("crm.process.task", readonly=True)
    name = fields.Char(string="Step", readonly=True)
    kind = fields.Selection(STEP_KINDS, readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("cancelled", "Cancelled")], readonly=True
    )
    is_required = fields.Boolean(string="Required", readonly=True)
    is_by_itself = fields.Boolean(
        string="Closed by Itself",
        readonly=True,
        help="Its goal was met otherwise: nobody did it.",
    )

    # Where
    process_id = fields.Many2one(
        "crm.process.template",
        readonly=True,
        help="All its versions together, under the newest one.",
    )
    template_id = fields.Many2one(
        "crm.process.template", string="Version of the Process", readonly=True
    )
    process_stage_id = fields.Many2one(
        "crm.process.stage",
        string="Stage",
        readonly=True,
        help="The stage in all versions of its process together.",
    )
    stage_id = fields.Many2one(
        "crm.process.stage", string="Stage of the Version", readonly=True
    )
    case_id = fields.Many2one("crm.process.case", readonly=True)
    lead_id = fields.Many2one("crm.lead", string="Deal", readonly=True)
    order_id = fields.Many2one("sale.order", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Client", readonly=True)

    # Who
    user_id = fields.Many2one("res.users", string="Executor", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    # When
    date_given = fields.Datetime(string="Given On", readonly=True)
    deadline = fields.Datetime(readonly=True)
    date_done = fields.Datetime(string="Done On", readonly=True)

    # How well
    planned_hours = fields.Float(readonly=True)
    duration_hours = fields.Float(string="Real Hours", readonly=True)
    deviation_hours = fields.Float(
        string="Deviation (Hours)",
        readonly=True,
        help="Real less planned working hours of the tasks that had a deadline.",
    )
    average_deviation_hours = fields.Float(
        string="Average Deviation (Hours)", readonly=True, aggregator="avg"
    )
    on_time = fields.Float(
        string="Share on Time",
        readonly=True,
        aggregator="avg",
        help="Of the tasks done that had a deadline.",
    )
    late_count = fields.Integer(
        string="Late",
        readonly=True,
        help="Done after the deadline, or still open past it.",
    )

    # === ACTION METHODS === #

    def action_open_task(self):
        """Open the task of the row."""
        self.ensure_one()
        self.check_access("read")
        return self.task_id.get_formview_action()

    def action_open_record(self):
        """Open the deal or the order, the case where there is neither."""
        self.ensure_one()
        self.check_access("read")
        record = self.lead_id or self.order_id or self.case_id or self.task_id
        record.check_access("read")
        return record.get_formview_action()

    # === BUSINESS METHODS === #

    @api.model
    def _get_access_links(self):
        return ["task_id"]

    @property
    def _table_query(self):
        return SQL("%s %s %s", self._with(), self._select(), self._from())

    @api.model
    def _with(self):
        """Return the newest version of every stage, known by its codes."""
        return SQL(
            """
            WITH newest AS (
                SELECT stage.id,
                       FIRST_VALUE(stage.id) OVER (
                           PARTITION BY template.code, template.company_id, stage.code
                           ORDER BY template.state = 'draft',
                                    template.version DESC, stage.id DESC
                       ) AS stage_id,
                       FIRST_VALUE(template.id) OVER (
                           PARTITION BY template.code, template.company_id
                           ORDER BY template.state = 'draft', template.version DESC
                       ) AS template_id
                  FROM crm_process_stage stage
                  JOIN crm_process_template template ON template.id = stage.template_id
            )
            """
        )

    @api.model
    def _select(self):
        return SQL(
            """
            SELECT task.id, task.id AS task_id, task.name, task.kind, task.state,
                   task.is_required, task.user_id, task.company_id,
                   task.state = 'done' AND task.done_by_id IS NULL AS is_by_itself,
                   task.case_id, task.lead_id, task.order_id, task.stage_id,
                   matter.partner_id, matter.team_id,
                   COALESCE(stage.template_id, matter.template_id) AS template_id,
                   COALESCE(newest.template_id, matter.template_id) AS process_id,
                   newest.stage_id AS process_stage_id,
                   task.date_given, task.deadline, task.date_done,
                   task.planned_hours, task.duration_hours, task.deviation_hours,
                   CASE WHEN %(counted)s THEN task.deviation_hours
                        END AS average_deviation_hours,
                   CASE WHEN %(counted)s THEN task.is_on_time::int
                        END AS on_time,
                   CASE WHEN %(counted)s THEN 1 - task.is_on_time::int
                        WHEN %(late)s THEN 1
                        ELSE 0
                        END AS late_count
            """,
            counted=SQL("task.state = 'done' AND task.deadline IS NOT NULL"),
            late=SQL(
                "task.state = 'open' AND task.deadline < %s "
                "AND matter.state IS DISTINCT FROM 'paused'",
                fields.Datetime.now(),
            ),
        )

    @api.model
    def _from(self):
        return SQL(
            """
              FROM crm_process_task task
         LEFT JOIN crm_process_case matter ON matter.id = task.case_id
         LEFT JOIN crm_process_stage stage ON stage.id = task.stage_id
         LEFT JOIN newest ON newest.id = task.stage_id
            """
        )
