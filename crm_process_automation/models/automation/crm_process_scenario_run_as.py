from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError, ValidationError

FEW = 3


class CrmProcessScenario(models.Model):
    """Whose rights a scenario has: never more than who has switched it on."""

    _inherit = "crm.process.scenario"

    # === CONSTRAINT METHODS === #

    @api.constrains("run_as_id")
    def _check_run_as(self):
        """Whoever names a person may not name one with more rights than his own."""
        for scenario in self.filtered("run_as_id"):
            # Ready-made scenarios are loaded by nobody in particular.
            is_system = self.env.uid == SUPERUSER_ID
            designer = scenario.run_as_id if is_system else self.env.user
            if problem := scenario._explain_run_as(scenario.run_as_id, designer):
                raise ValidationError(problem)

    # === BUSINESS METHODS === #

    def _check_may_be_switched_on(self):
        result = super()._check_may_be_switched_on()
        person = self.run_as_id or self.env.user
        if problem := self._explain_run_as(person, self.env.user):
            raise UserError(problem)
        return result

    def _get_runner(self):
        """Return the person in whose rights the scenario acts.

        :raise UserError: when nobody may be it
        """
        self.ensure_one()
        person = self.run_as_id
        if problem := self._explain_run_as(person, self._get_designer()):
            raise UserError(problem)
        return person

    def _get_designer(self):
        """Return who answers for the scenario: one that is off is only tried."""
        if not self.active:
            return self.env.user
        return self.switched_on_by_id or self.create_uid

    def _explain_run_as(self, person, designer):
        """Return why the scenario may not run as `person`, or nothing.

        :param designer: who answers for it; his rights are the limit
        """
        self.ensure_one()
        person, designer = person.sudo(), designer.sudo()  # sudo: rights are compared
        if not person:
            return self.env._("“%s” has nobody to run as. Choose a person.", self.name)
        names = {"scenario": self.name, "person": person.name}
        if person.id == SUPERUSER_ID:
            return self.env._(
                "“%(scenario)s” cannot run as “%(person)s”, who may do anything. "
                "Choose a person.",
                **names,
            )
        if not person.active or person.share:
            return self.env._(
                "“%(scenario)s” has nobody to run as: %(person)s is archived, or no "
                "colleague. Choose another person.",
                **names,
            )
        if surplus := self._find_surplus(person, designer):
            return self.env._(
                "“%(scenario)s” cannot run as %(person)s, who has rights that "
                "%(designer)s has not: %(surplus)s. Choose another person, or have "
                "somebody with these rights switch it on.",
                designer=designer.name,
                surplus=surplus,
                **names,
            )
        return False

    def _find_surplus(self, person, designer):
        """Return the groups and companies that `designer` has not, in words."""
        # How somebody wants to be notified is a group, too, and no right.
        taste = self.env.ref("mail.group_mail_notification_type_inbox")
        groups = person.all_group_ids - designer.all_group_ids - taste
        companies = person.company_ids - designer.company_ids
        names = [*groups.mapped("full_name"), *companies.mapped("name")]
        return ", ".join(names[:FEW] + ["…"] * (len(names) > FEW))
