from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase

MORNING = "2026-11-24 08:00:00"  # a Tuesday
# Each paper is told of in its chatter (7, Odoo's own) and in that of its case (1).
APPROVAL_BY_BUTTON = 8
# Whoever issued it gets a mail (13, Odoo's own), and what waits for it is looked at.
APPROVAL_BY_TASK = 23


@tagged("post_install", "-at_install")
class TestQueryPapers(PaperApprovalCase):
    """Papers and their approvals cost a fixed number of queries, and a few for each."""

    def _count(self, act):
        """Return the queries of `act`, on cold records, with what a commit would do."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    # === STEPS WITH AMOUNTS === #

    def _create_big_process(self):
        """Let the second stage ask two who decide on contracts of 5,000 and more."""
        template = self._create_template("Big", code="big")
        begin = self._create_stage("Begin", template, is_start=True)
        self.middle = self._create_stage("Middle", template)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        for stages in ((begin, self.middle), (self.middle, end)):
            self._create_arrow(*stages)
        for name, user in (("First", self.viktor), ("Second", self.petro)):
            values = self._ask(name, user, amount_from=5000)
            self._create_step(self.middle, **values)
        template.action_activate()
        return template

    def _create_cases(self, template, count):
        cases = self.env["crm.process.case"].create(
            [
                {
                    "name": f"Matter {number}",
                    "template_id": template.id,
                    "user_id": self.sally.id,
                    "partner_id": self.client.id,
                }
                for number in range(count)
            ]
        )
        papers = self.env["crm.process.document"].create(
            [
                {"template_id": self.forms["contract"].id, "case_id": case.id}
                for case in cases
            ]
        )
        papers._write({"date_issued": MORNING, "amount_total": 6000})
        return cases

    def test_stage_with_amounts_reads_the_papers_of_all_cases_at_once(self):
        template = self._create_big_process()
        costs = []
        with self.at(MORNING):
            for count in (2, 2, 12):  # the first one warms the caches
                cases = self._create_cases(template, count)
                move = cases.write
                costs.append(
                    self._count(lambda: move({"stage_id": self.middle.id}))  # noqa: B023
                )
                self.assertEqual(len(cases.task_ids.document_id), count)
        _warm, few, many = costs
        self.assertLessEqual(many, few + 3, costs)

    # === A BATCH OF PAPERS === #

    def _issue_many(self, count):
        template = self._create_template(f"Many {count}", code=f"many_{count}")
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        self._create_step(begin, **self._ask("Director", self.viktor))
        template.action_activate()
        cases = self._create_cases(template, count)
        papers = cases.document_ids
        for paper in papers:
            paper._ask_for_approval()
        self.assertEqual(set(papers.mapped("approval_state")), {"asked"})
        return papers.browse(papers.ids).with_user(self.viktor)

    def test_approving_many_papers_costs_little_for_each(self):
        costs = []
        with self.at(MORNING):
            for count in (1, 2, 12):  # the first one warms the caches
                papers = self._issue_many(count)
                costs.append(self._count(papers.action_approve))
                self.assertEqual(set(papers.sudo().mapped("state")), {"approved"})
        _warm, few, many = costs
        self.assertLessEqual((many - few) / 10, APPROVAL_BY_TASK, costs)

    def test_approving_many_as_a_manager_costs_little_for_each(self):
        template = self._create_template("Plain", code="plain")
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        self._create_arrow(begin, end)
        template.action_activate()
        costs = []
        with self.at(MORNING):
            for count in (1, 2, 12):
                papers = self._create_cases(template, count).document_ids
                papers = papers.browse(papers.ids).with_user(self.head)
                costs.append(self._count(papers.action_approve))
        _warm, few, many = costs
        self.assertLessEqual((many - few) / 10, APPROVAL_BY_BUTTON, costs)
