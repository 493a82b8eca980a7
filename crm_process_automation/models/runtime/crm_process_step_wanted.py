from odoo import models


class CrmProcessStep(models.Model):
    """Whether a step is asked for in a case: an approval only from its amount on."""

    _inherit = "crm.process.step"

    # === BUSINESS METHODS === #

    def _is_wanted(self, case):
        """Return whether `case` needs the step, as things are now. A question."""
        self.ensure_one()
        if self.kind != "approval" or not self.amount_from:
            return True
        amount = case._get_amount_to_decide(self)
        currency = case.company_id.currency_id
        return currency.compare_amounts(amount, self.amount_from) >= 0

    def _decides_on(self, paper):
        """Return whether the step approves papers of that type."""
        self.ensure_one()
        return self.kind == "approval" and self.document_type == paper.document_type


class CrmProcessCase(models.Model):
    """What the approvals of a case are about, and how much it is worth."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _prepare_task_values(self, step, move, clock):
        values = super()._prepare_task_values(step, move, clock)
        if step.kind != "approval":
            return values
        return values | {"document_id": self._get_paper_to_decide(step).id}

    def _get_paper_to_decide(self, step):
        """Return the paper that a task of `step` decides on, none when there is none.

        The one that some have decided on already, so that all decide on the same; else
        the latest that was issued and is not approved yet.
        """
        self.ensure_one()
        papers = self._find_papers_to_decide(step)
        drafts = papers.filtered(
            lambda paper: paper.state == "draft" and not paper._get_open_approval_case()
        )
        begun = papers.filtered(
            lambda paper: paper in drafts and paper._is_being_decided()
        )
        return (begun or drafts)[:1]

    def _find_papers_to_decide(self, step):
        """Return the papers in force that `step` may decide on, the newest first.

        Those of all cases that move together are read at once.
        """
        # sudo: which paper is decided on follows from the process
        papers = self.sudo().document_ids
        found = papers.filtered(
            lambda paper: (
                step.document_type
                and paper.document_type == step.document_type
                and paper._is_in_force()
            )
        )
        # What is filtered forgets what it would be read together with.
        found = found.with_prefetch(papers._prefetch_ids)
        return found.sorted("id", reverse=True)

    def _get_amount_to_decide(self, step):
        """Return what is decided on is worth, in the currency of the company.

        The total of the paper; while there is none, the amount of the case.
        """
        self.ensure_one()
        company = self.company_id
        papers = self._find_papers_to_decide(step)
        if paper := self._get_paper_to_decide(step) or papers:
            paper = paper[:1]
            return paper.currency_id._convert(
                paper.amount_total, company.currency_id, company, paper.date
            )
        return self._get_amount_in(company.currency_id)

    def _filter_wanted(self, steps):
        """Return those of `steps` that the case needs, in their order."""
        self.ensure_one()
        return steps.filtered(lambda step: step._is_wanted(self))

    def _explain_unwanted(self, step):
        """Return why `step` is not asked, as a sentence."""
        self.ensure_one()
        currency = self.company_id.currency_id.with_env(self.env)
        return self.env._(
            "Not asked: %(amount)s is less than %(least)s.",
            amount=currency.format(self._get_amount_to_decide(step)),
            least=currency.format(step.amount_from),
        )
