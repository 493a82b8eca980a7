from odoo import models
from odoo.exceptions import UserError


class CrmProcessCase(models.Model):
    """Handing a case over to another person, by name or by a rule."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _reassign(self, user, reason=""):
        """Let `user` answer for the cases, and keep why.

        :raise UserError: when a case has ended, or nobody is named
        """
        self.check_access("write")
        if not user:
            raise UserError(self.env._("Choose who takes over."))
        for case in self:
            if not case._is_open():
                raise UserError(case._explain_state())
        # sudo: past the guard of `write`, access was checked
        self.sudo().write({"user_id": user.id, "assignment_reason": reason})
        return True

    def _reassign_by_rule(self, rule):
        """Let an assignment rule choose for each case who answers from now on.

        :raise UserError: when the rule finds nobody for a case, or it has ended
        """
        self.check_access("write")
        for case in self:
            # sudo: the rule may look at what the user cannot read
            user, reason = rule._choose_user(case.sudo())
            if not user:
                raise UserError(
                    self.env._(
                        "The rule “%(rule)s” finds nobody for “%(case)s”: everybody "
                        "is away or works for another company. Choose a person.",
                        rule=rule.name,
                        case=case.display_name,
                    )
                )
            case._reassign(user, reason)
        return True
