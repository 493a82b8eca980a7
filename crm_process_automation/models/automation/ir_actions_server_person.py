from odoo import fields, models
from odoo.exceptions import UserError

from ..definition.crew import Crew


class IrActionsServer(models.Model):
    """Whom an action gives something to: a person, whom a rule finds, or nobody else.

    Without either, who answers for the record.
    """

    _inherit = "ir.actions.server"

    process_user_id = fields.Many2one(
        "res.users",
        string="Person",
        ondelete="restrict",  # else whoever answers for the record would get it
        domain="[('share', '=', False)]",
        help="Empty: whom the rule finds, else who answers for the record.",
    )
    process_assignment_id = fields.Many2one(
        "crm.process.assignment",
        string="Assignment Rule",
        ondelete="restrict",
        help="Chooses for each record by rotation, load, experience or a field.",
    )

    # === SETTINGS === #

    def _warning_depends(self):
        return [*super()._warning_depends(), "process_user_id", "process_assignment_id"]

    def _get_person_problems(self):
        """Return in sentences why the person or the rule can serve no more."""
        self.ensure_one()
        user, rule = self.process_user_id, self.process_assignment_id
        if user and (not user.active or user.share):
            return [
                self.env._(
                    "%s does not work here any more, or never did. Choose another "
                    "person.",
                    user.name,
                )
            ]
        if rule and not user and not rule.active:
            return [
                self.env._(
                    "The assignment rule “%s” is archived. Restore it, or choose "
                    "another.",
                    rule.name,
                )
            ]
        return []

    # === BUSINESS METHODS === #

    def _choose_person(self, record):
        """Return the person for `record`, and why it is they.

        :raise UserError: when there is nobody, or they cannot work on it
        """
        action = self.sudo()  # sudo: settings of actions are for administrators
        if action.process_user_id:
            user = action.process_user_id
            reason = self.env._("named in the action “%s”", action.name)
        elif action.process_assignment_id:
            user, reason = action._choose_by_rule(record)
        else:
            user = self._find_responsible(record)
            reason = self.env._("answers for “%s”", record.display_name)
        self._check_person(user, record)
        return user.with_env(record.env), reason

    def _choose_by_rule(self, record):
        rule = Crew.accompany(self.process_assignment_id)
        user, reason = rule._choose_user(self._imagine_case(record))
        if not user:
            raise UserError(
                self.env._(
                    "The rule “%(rule)s” finds nobody for “%(record)s”: everybody is "
                    "away or works for another company. Choose a person.",
                    rule=rule.name,
                    record=record.display_name,
                )
            )
        return user, reason

    def _check_person(self, user, record):
        """Raise unless `user` is there and works for the company of `record`."""
        if not user:
            raise UserError(
                self.env._(
                    "Nobody answers for “%s”. Say who does, or choose a person or a "
                    "rule in the action.",
                    record.display_name,
                )
            )
        person = user.sudo()  # sudo: whether a colleague works here is no secret
        if not person.active or person.share:
            raise UserError(
                self.env._(
                    "%(user)s, who would get “%(record)s”, does not work here any "
                    "more, or never did. Choose somebody else.",
                    user=person.name,
                    record=record.display_name,
                )
            )
        company = self._find_company(record)
        if company not in person.company_ids:
            raise UserError(
                self.env._(
                    "%(user)s does not work for %(company)s, to which “%(record)s” "
                    "belongs. Choose somebody who does.",
                    user=person.name,
                    company=company.sudo().name,  # sudo: the name of a company
                    record=record.display_name,
                )
            )


class CrmProcessAssignment(models.Model):
    """A rule that serves actions, too, is not deleted under them."""

    _inherit = "crm.process.assignment"

    # === BUSINESS METHODS === #

    def _get_parts_that_use_it(self):
        actions = self.env["ir.actions.server"].sudo()  # sudo: all of them count
        actions = actions.search([("process_assignment_id", "in", self.ids)])
        return super()._get_parts_that_use_it() + actions.mapped("name")
