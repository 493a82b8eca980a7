from odoo import api, models

from .crew import Crew

LONGEST_CHAIN = 3


class CrmProcessAssignment(models.Model):
    """Who stands in for somebody who is away."""

    _inherit = "crm.process.assignment"

    # === BUSINESS METHODS === #

    @api.model
    def _find_deputy(self, user, company):
        """Return who takes over from `user`, who is on leave, and the reason in words.

        A deputy who is away has a deputy, too; nobody is asked twice.
        """
        crew = Crew.from_env(self.env)
        return crew.find_deputy(user, company, self._read_deputy)

    @api.model
    def _read_deputy(self, user, company):
        absence = self.env["resource.calendar.leaves"]._find_absence(user)
        if not absence:
            return user.browse(), ""
        asked, reason = user, self._explain_stand_in(user, absence)
        for _link in range(LONGEST_CHAIN):
            # sudo: who stands in for a colleague is no secret
            deputy = absence.process_deputy_id or asked[-1:].sudo().process_deputy_id
            deputy = deputy.with_env(self.env)
            if not deputy or deputy in asked:
                break
            if self._filter_available(deputy, company):
                return deputy, reason
            asked += deputy
            absence = absence._find_absence(deputy)
        return user.browse(), ""

    @api.model
    def _explain_stand_in(self, user, absence):
        return self.env._(
            "in place of %(person)s, away until %(date)s",
            person=user.sudo().name,  # sudo: name of a colleague
            date=absence.with_env(self.env)._say_last_day(),
        )

    def _choose_user_fixed(self, case):
        chosen = super()._choose_user_fixed(case)
        return self._prefer_deputy(chosen, self.user_id, case)

    def _choose_user_field(self, case):
        chosen = super()._choose_user_field(case)
        if chosen[0] or not self._is_field_of_a_person():
            return chosen
        user = case
        for name in self.field_path.split("."):
            user = user[name]
        return self._prefer_deputy(chosen, user[:1], case)

    @api.model
    def _prefer_deputy(self, chosen, user, case):
        """Return `chosen` (a person and why), or the deputy of `user` for nobody."""
        if chosen[0] or not user:
            return chosen
        deputy, reason = self._find_deputy(user, case.company_id)
        return (deputy, reason) if deputy else chosen


class CrmProcessResponsibleMixin(models.AbstractModel):
    """A person who is named and away has a deputy."""

    _inherit = "crm.process.responsible.mixin"

    # === BUSINESS METHODS === #

    def _choose_responsible_user(self, case):
        chosen = super()._choose_responsible_user(case)
        rules = self.env["crm.process.assignment"]
        return rules._prefer_deputy(chosen, self.user_id, case)


class CrmProcessStep(models.Model):
    """A task cannot wait until the responsible for the case is back; a stage can."""

    _inherit = "crm.process.step"

    # === BUSINESS METHODS === #

    def _choose_responsible_case(self, case):
        user, reason = super()._choose_responsible_case(case)
        rules = self.env["crm.process.assignment"]
        if not user or rules._filter_available(user, case.company_id):
            return user, reason
        deputy, why = rules._find_deputy(user, case.company_id)
        return (deputy, why) if deputy else (user, reason)
