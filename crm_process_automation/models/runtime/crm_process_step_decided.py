from odoo import models

from .crm_process_template_approval import APPROVAL


class CrmProcessStep(models.Model):
    """A step by which others than the asker decide on what he brings.

    Those who decide are named, a role, or chosen by a rule. The responsible for an
    approval is whoever asked for it: he is nobody to ask.
    """

    _inherit = "crm.process.step"

    # === BUSINESS METHODS === #

    def _get_problems(self):
        problems = super()._get_problems()
        if self.kind != "approval" or self.template_id.kind != APPROVAL:
            return problems
        if not self.is_required:
            problems = [*problems, self._explain_no_gate()]
        if self._asks_the_asker():
            problems = [*problems, self._explain_asking_the_asker()]
        return problems

    def _explain_no_gate(self):
        return self.env._(
            "“%s” is not required: the document would be approved without anybody's "
            "decision. Tick “Required”.",
            self._get_part_name(),
        )

    def _asks_the_asker(self):
        """Return whether an approval of this step would go to whoever asks for it."""
        self.ensure_one()
        return not self.approver_ids and self.responsible_kind in ("case", "issuer")

    def _explain_asking_the_asker(self):
        return self.env._(
            "“%s” would be decided by whoever asks for it. Name the approvers, a role "
            "or a rule.",
            self._get_part_name(),
        )

    def _get_people_to_ask_about(self, case):
        """Nobody is asked about his own, unless the form of the paper allows it."""
        return super()._get_people_to_ask_about(case) - case._get_barred_asker()

    def _choose_approvers(self, case):
        """Nor does he decide for one who is away."""
        chosen, asker = super()._choose_approvers(case), case._get_barred_asker()
        return [executor for executor in chosen if executor.user_id not in asker.ids]

    def _choose_responsible(self, case):
        """Whom a rule chooses from his own matter, the head stands in for."""
        user, reason = super()._choose_responsible(case)
        asker = case._get_barred_asker()
        if self.kind != "approval" or not asker or (user or asker) != asker:
            return user, reason
        reason = self.env._(
            "%(person)s asked for it, so somebody else decides",
            person=asker.sudo().name,  # sudo: the name of a colleague
        )
        return case._get_head(asker), reason

    def _get_approvers_there(self, company, asker):
        return self._get_people_to_ask().filtered(
            lambda user: user.active and company in user.company_ids and user != asker
        )

    def _lacks_approvers(self, company, asker):
        """Return whether too few are named who could approve it."""
        self.ensure_one()
        there = self._get_approvers_there(company, asker)
        is_chosen = not self.approver_ids and self.responsible_kind == "rule"
        return not is_chosen and len(there) < self.quorum

    def _explain_lack(self, company, asker):
        return self.env._(
            "“%(step)s” of “%(process)s” needs %(quorum)s approvals, but only "
            "%(count)s people of %(company)s may give one, you not counted. Ask a "
            "process designer to name more.",
            step=self.name,
            process=self.template_id.display_name,
            quorum=self.quorum,
            count=len(self._get_approvers_there(company, asker)),
            company=company.name,
        )
