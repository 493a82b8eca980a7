from odoo import api, models


class ResUsers(models.Model):
    """Whoever works here no more leaves decisions that others wait for."""

    _inherit = "res.users"

    # === CRUD METHODS === #

    def write(self, vals):
        is_end = "active" in vals and not vals["active"]
        left = self.filtered("active") if is_end else self.browse()
        result = super().write(vals)
        for user in left:
            self.env["crm.process.task"]._hand_on_decisions_of(user)
        return result


class CrmProcessTask(models.Model):
    """Decisions of somebody who works here no more: others make them.

    His other tasks stay where they are until somebody hands them over: a head finds
    them, and nothing is decided by them.
    """

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    @api.model
    def _hand_on_decisions_of(self, user):
        """Give what `user` was to decide to his deputy, else to the head."""
        # sudo: whoever archives a user need not know of its cases
        tasks = self.sudo().search(
            [
                ("user_id", "=", user.id),
                ("state", "=", "open"),
                ("kind", "=", "approval"),
            ]
        )
        # sudo: name of a colleague
        reason = self.env._("in place of %s, who works here no more", user.sudo().name)
        tasks._hand_on(user, reason)

    def _find_stand_in(self, away, rules):
        """Whoever has left has no absence, but may have named a deputy."""
        deputy = super()._find_stand_in(away, rules)
        named = away.sudo().process_deputy_id  # sudo: who it is, is no secret
        if deputy or away.active or not named:
            return deputy
        return rules._filter_available(named, self.company_id).with_env(away.env)
