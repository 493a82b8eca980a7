from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, clean_context

from .worker import wake

CRON = "crm_process_automation.ir_cron_fire_timers"


class CrmProcessTimer(models.Model):
    """A due moment: what is to happen then happens once, whatever the clock does.

    A kind is an entry of the selection and a method `_fire_<kind>`, which acts on all
    the timers of `self` together. What it writes and that it fired are one.
    """

    _name = "crm.process.timer"
    _description = "Process Timer"
    _order = "date_due desc, id desc"
    _check_company_auto = True

    date_due = fields.Datetime(string="Due", required=True, readonly=True, index=True)
    kind = fields.Selection([], required=True, readonly=True)
    task_id = fields.Many2one(
        "crm.process.task", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    state = fields.Selection(
        [
            ("pending", "Pending"),
            ("fired", "Fired"),
            ("cancelled", "Cancelled"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="pending",
    )
    date_fired = fields.Datetime(string="Fired on", readonly=True)
    lateness_seconds = fields.Float(
        string="Lateness (Seconds)",
        compute="_compute_lateness_seconds",
        store=True,
        precompute=True,
        aggregator="avg",
        help="How long after the due moment it fired.",
    )
    date_try = fields.Datetime(
        string="Next Try",
        required=True,
        readonly=True,
        help="The due moment; after a failure, when it is tried again.",
    )
    attempts = fields.Integer(string="Failures", readonly=True)
    error = fields.Text(readonly=True)

    _pending = models.Index("(date_try, id) WHERE state = 'pending'")

    # === COMPUTE METHODS === #

    @api.depends("date_due", "date_fired")
    def _compute_lateness_seconds(self):
        for timer in self:
            late = timer.date_fired and timer.date_fired - timer.date_due
            timer.lateness_seconds = late.total_seconds() if late else 0.0

    @api.depends("kind", "task_id.display_name", "date_due")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for timer in self:
            # sudo: whoever sees the timer may know what it is for
            subject = timer.sudo().task_id.display_name or str(timer.date_due or "")
            timer.display_name = f"{kinds.get(timer.kind, '')}: {subject}"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [{"date_try": vals.get("date_due")} | vals for vals in vals_list]
        )

    # === ACTION METHODS === #

    def action_fire_again(self):
        """Try failed timers once more, right away.

        :raise UserError: when one has not failed
        """
        self.check_access("read")  # read only for those who may do this, too
        for timer in self:
            if timer.state != "failed":
                raise UserError(
                    self.env._(
                        "“%s” has not failed: only a failed timer is fired again.",
                        timer.display_name,
                    )
                )
        now = fields.Datetime.now()
        # sudo: nobody writes timers but the engine; access was checked
        self.sudo().write({"state": "pending", "attempts": 0, "date_try": now})
        self._arm(now)
        return True

    # === BUSINESS METHODS === #

    @api.model
    def _schedule(self, vals_list):
        """Make pending timers, and return them.

        :param vals_list: values with `kind` and `date_due`, and what it is for
        """
        if not vals_list:
            return self.browse()
        # Not with the defaults of the view that the user came from; and
        # sudo: the timers are the engine's, whoever does what they follow from.
        context = clean_context(self.env.context)
        engine = self.with_env(self.env(su=True, context=context))
        timers = engine.create(vals_list)
        self._arm(min(timers.mapped("date_try")))
        return timers.with_env(self.env)

    def _cancel(self):
        """Let the pending ones of `self` never fire."""
        # sudo: as in `_schedule`
        pending = self.sudo().filtered(lambda timer: timer.state == "pending")
        if pending:
            pending.write({"state": "cancelled"})

    # === WAKING THE ENGINE === #

    @api.model
    def _arm(self, moment):
        """Have the engine woken at `moment`."""
        wake(self.env, CRON, moment)

    @api.model
    def _arm_next(self):
        """Have the engine woken when the next pending timer is due."""
        [(moment,)] = self.env.execute_query(
            SQL("SELECT min(date_try) FROM crm_process_timer WHERE state = 'pending'")
        )
        if moment:
            # What is due already is in the hands of somebody who changes it right now.
            soon = fields.Datetime.now() + timedelta(seconds=1)
            self._arm(max(moment, soon))
