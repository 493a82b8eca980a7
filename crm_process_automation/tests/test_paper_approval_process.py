from odoo.tests import tagged

from .paper_approval_common import PaperApprovalCase


@tagged("post_install", "-at_install")
class TestPaperApprovalProcess(PaperApprovalCase):
    """A process of its own decides on a paper, or the steps of its case: one of them.

    Petro decides in the process, Viktor in the stage of the case.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.route = cls._create_route("papers")

    @classmethod
    def _create_route(cls, code):
        """Return a process by which Petro approves, right at its beginning."""
        ready = cls.env.ref("crm_process_automation.template_document_approval_v1")
        route = ready.copy({"code": code, "name": code})
        steps = route.stage_ids.step_ids
        steps.filtered(lambda step: step.kind == "approval").write(
            {
                "responsible_kind": "case",
                "approver_ids": cls.petro.ids,
                "quorum": 1,
            }
        )
        route.stage_ids.filtered("is_start").step_ids.unlink()
        route.action_activate()
        return route

    def _name_route(self, route):
        self.forms["contract"].sudo()._write(
            {"approval_template_id": route.id if route else None}
        )
        self.env.invalidate_all()

    def _ask_route(self, paper, route=None):
        cases = self.env["crm.process.case"].with_user(self.sally)
        template = {"template_id": (route or self.route).id}
        return cases._ask_to_approve(paper.with_user(self.sally), template)

    def _send_to_petro(self, paper):
        """Bring the open approval of the paper to Petro; return his task."""
        case = paper.sudo()._get_open_approval_case()
        arrow = case.stage_id._get_arrows().filtered(lambda a: a.kind == "success")
        case._move_along(arrow)
        return self._get_task(paper, self.petro)

    # === NOT PAST THE APPROVERS === #

    def test_process_does_not_decide_past_the_approvers_of_the_stage(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        with self.assertRefused("is for viktor.* to decide"):
            self._ask_route(paper)
        self.assertEqual(self._get_open(paper).user_id, self.viktor)

    def test_process_does_not_decide_on_a_refused_paper(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        self._get_task(paper, self.viktor).action_refuse("No VAT")
        with self.assertRefused("was refused by viktor.*Revise it"):
            self._ask_route(paper)

    def test_process_does_not_decide_on_a_replaced_paper(self):
        paper = self._issue_contract(self.case)
        paper.with_user(self.sally).action_revise("Another text")
        with self.assertRefused("newer revision"):
            self._ask_route(paper)

    def test_only_the_process_that_the_form_names_decides(self):
        paper = self._issue_contract(self.case)
        self._name_route(self._create_route("named"))
        with self.assertRefused("is approved by the process “named”"):
            self._ask_route(paper)

    def test_replaced_paper_is_approved_by_nobody(self):
        paper = self._issue_contract(self.case)
        paper.with_user(self.sally).action_revise("Another text")
        paper._approve_by_process(self.petro)
        self.assertEqual(self._read(paper, "state"), ("draft",))

    def test_approval_withdraws_what_is_still_asked(self):
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        paper._approve_by_process(self.petro)
        self.assertEqual(self._read(paper, "state"), ("approved",))
        self.assertFalse(self._get_open(paper))

    # === THE FORM FIRST === #

    def test_process_of_the_form_comes_before_the_steps_of_the_stage(self):
        self._name_route(self.route)
        case = self._start(self._ask("Director", self.viktor))
        paper = self._issue_contract(case)
        self.assertFalse(self._get_open(paper))
        self.assertFalse(case.sudo().task_ids.document_id)
        self._send_to_petro(paper).action_approve()
        self.assertEqual(
            self._read(paper, "state", "approved_by_id"), ("approved", self.petro)
        )

    def test_step_that_is_given_later_does_not_decide_on_that_paper(self):
        self._name_route(self.route)
        case = self._start(
            {"name": "Call"}, self._ask("Approve", self.viktor, is_after_previous=True)
        )
        paper = self._issue_contract(case)
        case.sudo().task_ids.with_user(self.sally).action_done()
        self.assertFalse(self._get_open(paper))

    def test_steps_decide_where_the_process_of_the_form_is_retired(self):
        self._name_route(self.route)
        self.route.action_retire()
        paper = self._issue_contract(self._start(self._ask("Director", self.viktor)))
        self.assertEqual(self._get_open(paper).user_id, self.viktor)

    def test_revision_goes_on_with_the_process_of_the_one_before(self):
        self._name_route(self.route)
        case = self._start(self._ask("Director", self.viktor))
        paper = self._issue_contract(case)
        approval = paper.sudo()._get_open_approval_case()
        former = self._send_to_petro(paper)
        self._name_route(None)
        revision = paper.with_user(self.sally).action_revise("Another price")
        self.assertEqual(former.sudo().state, "cancelled")
        self.assertEqual(revision.sudo()._get_open_approval_case(), approval)
        self.assertEqual(self._get_open(revision).user_id, self.petro)
