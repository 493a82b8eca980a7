from odoo import api, fields, models
from odoo.exceptions import UserError

from ..definition.constants import PROCESS_MANAGER
from ..definition.crew import Crew

MOVING_FIELDS = frozenset({"date_from", "date_to", "resource_id", "process_deputy_id"})


class ResourceCalendarLeaves(models.Model):
    """When an absence begins, the tasks that cannot wait go to somebody else.

    Whoever has entered it: the colleague, a manager or another module.
    """

    _inherit = "resource.calendar.leaves"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._plan_absences()
        return leaves

    def write(self, vals):
        result = super().write(vals)
        if "resource_id" in vals:
            self.check_access("write")  # nobody says of others that they are away
        if not MOVING_FIELDS.isdisjoint(vals):
            self._plan_absences()
        return result

    # === ACTION METHODS === #

    def action_take_back_process_absence(self):
        """Take absences back: the colleague is there, or has come back.

        :raise UserError: when another module has entered them
        """
        if not self.env.user.has_group(PROCESS_MANAGER):
            self.check_access("unlink")
        absences, now = self.sudo(), fields.Datetime.now()  # sudo: was checked
        if not all(absences.mapped("is_process_absence")):
            raise UserError(self.env._("Take this absence back where it was entered."))
        begun = absences.filtered(lambda absence: absence.date_from < now)
        begun.write({"date_to": now})
        (absences - begun).unlink()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    # === BUSINESS METHODS === #

    def _plan_absences(self):
        """Let the absences that have begun have their effect."""
        # sudo: whoever may enter an absence lets its tasks be handed over
        self.sudo()._filter_absences()._begin_absences()

    def _filter_absences(self):
        """Return the absences of colleagues that are not over yet."""
        now = fields.Datetime.now()
        return self.filtered(
            lambda leave: leave.resource_id.user_id and leave.date_to > now
        )

    def _begin_absences(self):
        """Hand over the tasks of those who are away now. Asked again, it does no more.

        An absence that was moved since has not begun, or is over.
        """
        now = fields.Datetime.now()
        for absence in self._filter_absences():
            if absence.date_from <= now:
                tasks = self.env["crm.process.task"]._find_tasks_due_in(absence)
                tasks._hand_to_deputies(absence)


class CrmProcessTask(models.Model):
    """What an absent colleague leaves."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    @api.model
    def _find_tasks_due_in(self, absence):
        """Return the open tasks whose deadline falls before their executor is back."""
        return self.sudo().search(  # sudo: whoever enters the absence
            [
                ("user_id", "=", absence.resource_id.user_id.id),
                ("state", "=", "open"),
                ("deadline", "<", absence.date_to),
            ]
        )

    def _hand_to_deputies(self, absence):
        """Give the tasks to whoever stands in. Where nobody does, the chatter tells."""
        rules = self.env["crm.process.assignment"]
        away = absence.resource_id.user_id
        self._hand_on(away, rules._explain_stand_in(away, absence))

    def _hand_on(self, away, reason):
        """Give the tasks of `away` to whoever stands in; the reason stays with them."""
        rules = Crew.accompany(self.env["crm.process.assignment"])
        tasks_by_taker, texts = {}, {}
        for task in self:
            taker = task._find_taker(away, rules)
            tasks_by_taker.setdefault(taker, []).append(task.id)
            texts[task] = task._describe_handing_over(away, taker, reason)
        for taker, ids in tasks_by_taker.items():
            if taker:
                values = {"user_id": taker.id, "assignment_reason": reason}
                self.browse(ids).write(values)
        self._tell_in_chatter(texts)

    def _find_taker(self, away, rules):
        """Return the deputy, else who answers for the case, else its head."""
        self.ensure_one()
        if deputy := self._find_stand_in(away, rules):
            return deputy
        case = self.case_id
        others = [case.user_id, case._get_head()] if case else []
        for user in others:
            if user and user != away and rules._filter_available(user, self.company_id):
                return user.with_env(away.env)
        return away.browse()

    def _find_stand_in(self, away, rules):
        deputy, _reason = rules._find_deputy(away, self.company_id)
        return deputy

    def _describe_handing_over(self, away, taker, reason):
        self.ensure_one()
        words = {"task": self.display_name, "person": away.name, "reason": reason}
        if taker:
            # sudo: name of a colleague
            return self.env._(
                "“%(task)s” goes to %(taker)s %(reason)s",
                taker=taker.sudo().name,
                **words,
            )
        return self.env._(
            "“%(task)s” stays with %(person)s, who is away: there is nobody to take "
            "it over. Choose another executor.",
            **words,
        )
