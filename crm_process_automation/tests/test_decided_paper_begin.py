from odoo.tests import tagged

from .assignment_common import MONDAY
from .decided_paper_common import DecidedPaperCase


@tagged("post_install", "-at_install")
class TestDecidedPaperBegin(DecidedPaperCase):
    """Where a paper is approved, for whom, and what a refusal of it brings."""

    def _issue_undecided(self):
        """Return a draft of a paper that nobody has been asked about."""
        self.forms["contract"].sudo()._write({"approval_template_id": None})
        self.env.invalidate_all()
        with self.at(MONDAY):
            return self._issue("contract")

    def _create_other_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.sally.sudo().company_ids |= other
        return other

    # === ITS COMPANY === #

    def test_paper_is_not_approved_in_another_company(self):
        other, paper = self._create_other_company(), self._issue_undecided()
        cases = self.env["crm.process.case"].with_user(self.sally)
        companies = [other.id, paper.company_id.id]
        elsewhere = cases.with_context(allowed_company_ids=companies)
        values = {"template_id": self.route.id}
        with self.assertRefused(f"belongs to {paper.company_id.name}"):
            elsewhere._ask_to_approve(paper, values | {"company_id": other.id})
        case = elsewhere._ask_to_approve(paper, values)
        self.assertEqual(case.company_id, paper.company_id)

    def test_dialogue_knows_the_company_of_the_paper(self):
        other, paper = self._create_other_company(), self._issue_undecided()
        dialogs = self.env["crm.process.approval.ask"].with_user(self.sally)
        dialogs = dialogs.with_context(
            default_document_ids=paper.ids,
            allowed_company_ids=[other.id, paper.company_id.id],
        )
        values = dialogs.default_get(["company_id", "template_id"])
        self.assertEqual(values["company_id"], paper.company_id.id)
        self.assertEqual(values["template_id"], self.route.id)

    # === WHO ASKS === #

    def test_what_the_system_issues_is_asked_for_by_its_responsible(self):
        with self.at(MONDAY):
            paper = self._issue("contract", user=self.env.ref("base.user_root"))
        case = paper.sudo().approval_case_ids
        self.assertEqual(case.asked_by_id, paper.sudo().issued_by_id)
        self.assertEqual(case.asked_by_id, self.sally)
        self.assertEqual(case.user_id, self.sally)

    # === FROM WHICH AMOUNT ON === #

    def test_paper_below_each_amount_begins_no_process(self):
        step = self.route.stage_ids.step_ids.filtered(lambda s: s.kind == "approval")
        step.sudo()._write({"amount_from": 1000000})
        self.env.invalidate_all()
        with self.at(MONDAY):
            paper = self._issue("contract")
        self.assertFalse(paper.sudo().approval_case_ids)
        cases = self.env["crm.process.case"].with_user(self.sally)
        with self.assertRefused("needs no approval by “Papers”"):
            cases._ask_to_approve(paper, {"template_id": self.route.id})

    # === A REFUSAL === #

    def _get_rework(self, paper, case):
        """Return the open tasks to rework the paper, and the deviations of it."""
        cases = (case | paper.case_id).sudo()
        tasks = self.env["crm.process.task"].sudo().search([("state", "=", "open")])
        mine = tasks.filtered(
            lambda task: task.document_id == paper or task.case_id == case
        )
        kind = "contract_approval"
        return mine, cases.deviation_ids.filtered(lambda row: row.kind == kind)

    def test_refusal_brings_one_task_and_one_deviation(self):
        paper, case = self._issue_contract()
        self._get_task(case).action_refuse("Clause 5")
        tasks, deviations = self._get_rework(paper, case)
        self.assertEqual((len(tasks), tasks.user_id), (1, self.sally))
        self.assertEqual(len(deviations), 1)
        self.assertIn("Clause 5", deviations.cause)
        self.assertTrue(paper.is_returned)

    def test_refusal_that_ends_the_process_brings_them_of_the_paper(self):
        back = self.route.transition_ids.filtered(
            lambda arrow: (
                arrow.kind == "rework" and arrow.from_stage_id.code == "approval"
            )
        )
        back.sudo()._write({"kind": "refuse", "to_stage_id": self._get_end().id})
        self.env.invalidate_all()
        paper, case = self._issue_contract()
        case.sudo().stage_id._get_arrows().filtered(
            lambda arrow: arrow.kind == "refuse" and arrow != back
        ).sudo()._write({"kind": "cancel"})
        self.env.invalidate_all()
        self._get_task(case).action_refuse("Clause 5")
        self.assertEqual(case.outcome, "refused")
        tasks, _deviations = self._get_rework(paper, case)
        self.assertEqual(tasks, paper.sudo().rework_task_id)
        self.assertTrue(tasks)

    def _get_end(self):
        return self.route.stage_ids.filtered(lambda stage: stage.outcome == "refused")

    def test_refused_paper_does_not_come_again_as_it_was(self):
        paper, case = self._issue_contract()
        self._get_task(case).action_refuse("Clause 5")
        task = case.sudo().task_ids.filtered(lambda task: task.state == "open")
        task.with_user(self.sally).action_done("Nothing to change")
        self.assertEqual(case.stage_id.code, "rework")
        approval = self.route.stage_ids.filtered(lambda s: s.code == "approval")
        with self.assertRefused("still as it was. Revise the paper"):
            case.stage_id = approval
        paper.action_revise("Clause 5 corrected")
        self.assertEqual(case.stage_id.code, "approval")

    # === REVISED MEANWHILE === #

    def _add_stage_after(self):
        """Let somebody sign the paper after it was decided on."""
        self.route = self.route.copy({"code": "signed", "name": "Signed"})
        stages = self.route.stage_ids
        approved = stages.filtered(lambda s: s.code == "approved")
        sign = self._create_stage("Sign", self.route)
        decided = self.route.transition_ids.filtered(
            lambda arrow: arrow.to_stage_id == approved
        )
        decided.to_stage_id = sign
        self._create_arrow(sign, approved)
        self._create_step(sign, "Sign it", responsible_kind="issuer")
        self.route.action_activate()
        self.forms["contract"].sudo()._write({"approval_template_id": self.route.id})
        self.env.invalidate_all()

    def test_revision_after_the_decision_is_decided_on_anew(self):
        self._add_stage_after()
        paper, case = self._issue_contract()
        self._get_task(case).action_approve()
        self.assertEqual(case.stage_id.name, "Sign")
        revision = paper.action_revise("Another price").sudo()
        self.assertEqual(case.state, "cancelled")
        anew = revision.approval_case_ids
        self.assertEqual(len(anew), 1)
        self.assertNotEqual(anew, case.sudo())
        self.assertEqual(anew.stage_id.code, "check")
