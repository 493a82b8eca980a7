from odoo import models


class CrmProcessStep(models.Model):
    """Whether an approval can be given at all."""

    _inherit = "crm.process.step"

    # === BUSINESS METHODS === #

    def _get_problems(self):
        problems = super()._get_problems()
        if self.kind != "approval":
            return problems
        return [
            *problems,
            *self._get_quorum_problems(),
            *self._get_approver_problems(),
        ]

    def _get_quorum_problems(self):
        if self.quorum <= 1:
            return []
        count = len(self._get_people_to_ask()) if self._is_asked_of_many() else 1
        if count >= self.quorum:
            return []
        return [
            self.env._(
                "“%(step)s” needs %(quorum)s approvals, but asks %(count)s. Name more "
                "approvers, or make the quorum smaller.",
                step=self._get_part_name(),
                quorum=self.quorum,
                count=count,
            )
        ]

    def _get_approver_problems(self):
        company = self.company_id
        unfit = self.approver_ids.filtered(
            lambda user: (
                not user.active or (company and company not in user.company_ids)
            )
        )
        return [
            self.env._(
                "“%(step)s” asks “%(person)s”, who does not work here any more. Choose "
                "another.",
                step=self._get_part_name(),
                person=user.name,
            )
            for user in unfit
        ]
