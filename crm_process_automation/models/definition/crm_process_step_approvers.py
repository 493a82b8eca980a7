from typing import NamedTuple

from odoo import api, fields, models

CONTEXT_KEY = "process_executor"


class Executor(NamedTuple):
    """Whom a step is given to, and why.

    Travels in the context of the step that is given out. Only Python code can make one:
    a context that arrives by RPC holds plain JSON.
    """

    user_id: int
    reason: str


class CrmProcessStep(models.Model):
    """An approval is asked of several people; `quorum` of them are enough.

    Of everybody who is named, of every member of a role, or of one person. Whoever is
    away is not asked, unless too few would be left: an approval falls to nobody else
    because those who decide are on leave, but for the deputies they have named.
    """

    _inherit = "crm.process.step"

    approver_ids = fields.Many2many(
        "res.users",
        "crm_process_step_approver_rel",
        string="Approvers",
        domain="[('share', '=', False)]",
        check_company=True,
        help="Each of them is asked. Empty: whoever answers for the step; of a role, "
        "every member.",
    )

    # === COMPUTE METHODS === #

    @api.depends("kind", "approver_ids")
    def _compute_responsible_text(self):
        result = super()._compute_responsible_text()
        for step in self:
            if step._names_approvers():
                # sudo: whoever reads the map may read the names of colleagues
                names = step.sudo().approver_ids.mapped("name")
                step.responsible_text = ", ".join(sorted(names))
        return result

    # === BUSINESS METHODS === #

    def _names_approvers(self):
        self.ensure_one()
        return self.kind == "approval" and bool(self.approver_ids)

    def _is_asked_of_many(self):
        """Return whether more than one person may be asked."""
        self.ensure_one()
        return self._names_approvers() or (
            self.kind == "approval" and self.responsible_kind == "role"
        )

    def _get_people_to_ask(self):
        """Return those who are asked by name or role, empty when a rule chooses."""
        self.ensure_one()
        step = self.sudo()  # sudo: who is in which group is for administrators
        if step._names_approvers():
            return step.approver_ids
        return {
            "user": step.user_id,
            "role": step.group_id.all_user_ids,
        }.get(step.responsible_kind, step.user_id.browse())

    def _get_people_to_ask_about(self, case):
        """Return those who are asked about `case`; a runtime leaves out some."""
        return self._get_people_to_ask()

    def _split_among_executors(self, case):
        """Return the step once for each person it is given to, knowing whom."""
        self.ensure_one()
        executors = self._choose_approvers(case) if self.kind == "approval" else []
        steps = [self.with_context(**{CONTEXT_KEY: chosen}) for chosen in executors]
        return steps or [self]

    def _choose_approvers(self, case):
        people, company = self._get_people_to_ask_about(case), case.company_id
        there = self.env["crm.process.assignment"]._filter_available(people, company)
        asked = there.sudo()  # sudo: companies of colleagues
        deputies = self._find_deputies(people - asked, asked, company)
        if len(asked) + len(deputies) < self.quorum:
            asked |= people.filtered(
                lambda user: user.active and company in user.company_ids
            )
        reasons = {user.id: self._explain_asking(user, user in there) for user in asked}
        return [
            Executor(user_id, reason)
            for user_id, reason in sorted((deputies | reasons).items())
        ]

    def _find_deputies(self, away, asked, company):
        """Return {user id: reason} of those who stand in for people who are away.

        Of a role the other members decide; only those who are named are missed. Whoever
        is asked already does not decide twice.
        """
        if not (self._names_approvers() or self.responsible_kind == "user"):
            return {}
        rules, found = self.env["crm.process.assignment"], {}
        for user in away.filtered("active"):
            deputy, reason = rules._find_deputy(user, company)
            if deputy and deputy not in asked:
                found.setdefault(deputy.id, reason)
        return found

    def _explain_asking(self, user, is_there):
        if not is_there:
            return self.env._(
                "%(person)s is away, but too few would be left to ask",
                person=user.name,
            )
        if self._names_approvers() or self.responsible_kind == "user":
            return self.env._("named in “%s”", self.display_name)
        # sudo: groups are for administrators; only the name is told
        return self.env._("has the role “%s”", self.sudo().group_id.name)

    def _choose_responsible(self, case):
        executor = self.env.context.get(CONTEXT_KEY)
        if isinstance(executor, Executor):
            return self.env["res.users"].browse(executor.user_id), executor.reason
        return super()._choose_responsible(case)
