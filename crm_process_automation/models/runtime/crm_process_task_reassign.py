from odoo import api, models
from odoo.exceptions import UserError


class CrmProcessTask(models.Model):
    """Handing tasks over to another person, by name or by a rule."""

    _inherit = "crm.process.task"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        tasks._check_executors()
        return tasks

    def write(self, vals):
        result = super().write(vals)
        if vals.get("user_id"):
            self._check_executors()
        return result

    # === BUSINESS METHODS === #

    def _reassign(self, user, reason=""):
        """Let `user` do the tasks, and keep why; without a reason, who did it.

        :raise UserError: when a task is not open any more, or the person works no more
        """
        self.check_access("write")
        self._check_is_open()
        self._check_can_take_over(user)
        why = {"assignment_reason": reason} if reason else {}
        self.write({"user_id": user.id, **why})
        return True

    def _reassign_by_rule(self, rule, reason=""):
        """Let an assignment rule choose for each task who does it from now on.

        :raise UserError: when the rule finds nobody, or a task belongs to no case
        """
        self.check_access("write")
        self._check_is_open()
        for task in self:
            case = task.sudo().case_id  # sudo: the rule may look at what is closed here
            user, why = rule._choose_user(case) if case else (self.env["res.users"], "")
            if not user:
                raise UserError(
                    self.env._(
                        "The rule “%(rule)s” finds nobody for “%(task)s”. Choose a "
                        "person.",
                        rule=rule.name,
                        task=task.display_name,
                    )
                )
            task._reassign(user, ". ".join(filter(None, [why, reason])))
        return True

    def _check_executors(self):
        """Raise when a user, not the system, chooses somebody who cannot do it."""
        if not self.env.su:
            # sudo: who hands a task over may not read it any more
            for user in self.sudo().user_id:
                self._check_can_take_over(user)
            self._check_may_be_asked()

    def _check_can_take_over(self, user):
        if not user:
            raise UserError(self.env._("Choose who takes over."))
        person = user.sudo()  # sudo: whether a colleague still works is no secret
        if not person.active or person.share:
            raise UserError(
                self.env._(
                    "%(user)s does not work here any more, or never did. Choose "
                    "somebody else.",
                    user=person.name,
                )
            )
