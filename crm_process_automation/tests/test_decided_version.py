from odoo.tests import tagged

from .assignment_common import WEDNESDAY
from .decided_common import CORRECTED, DecidedCase

HAND_IN = "crm.process.approval.hand.in"


@tagged("post_install", "-at_install")
class TestDecidedVersion(DecidedCase):
    """Each version has decisions of its own, and each decision counts."""

    def _get_stage(self, code, route=None):
        stages = (route or self.route).stage_ids
        return stages.filtered(lambda stage: stage.code == code)

    def _create_route(self):
        """Return a route of approvals, to be changed before it goes live."""
        return self.route.copy({"code": "longer", "name": "Longer"})

    # === SENT BACK === #

    def test_refused_file_does_not_come_again_as_it_was(self):
        case = self._ask_checked()
        self._refuse(case, self.dmytro, self.olha)
        self._get_task(case, self.sally).action_done("Nothing to change")
        self.assertStandsAt(case, "rework")
        with self.assertRefused("still as it was. Hand in the corrected file"):
            case.with_user(self.sally).stage_id = self._get_stage("approval")
        self._hand_in(case)
        self.assertStandsAt(case, "approval")

    def test_file_returned_as_incomplete_does_not_come_again_as_it_was(self):
        case = self._ask()
        arrow = self._get_stage("check").transition_ids.filtered(
            lambda arrow: arrow.kind == "rework"
        )
        case.sudo()._move_along(arrow, text="Page 2 is missing")
        self._get_task(case, self.sally).action_done("It is all there")
        self.assertStandsAt(case, "rework")

    def test_no_file_is_handed_in_after_the_decision(self):
        route = self._create_route()
        sign = self._create_stage("Sign", route)
        approval, approved = (
            self._get_stage(code, route) for code in ("approval", "approved")
        )
        decided = route.transition_ids.filtered(
            lambda arrow: arrow.to_stage_id == approved
        )
        self.assertEqual(decided.from_stage_id, approval)
        decided.to_stage_id = sign
        self._create_arrow(sign, approved)
        self._create_step(sign, "Sign it", responsible_kind="issuer")
        route.action_activate()
        case = self._ask_checked(template_id=route.id)
        self._approve(case, self.dmytro, self.olha)
        self.assertStandsAt(case, "sign")
        self.assertFalse(case.with_user(self.sally).may_hand_in)
        with self.assertRefused("comes back for rework"):
            self._hand_in(case)

    # === TWO STEPS === #

    def _ask_in_two_steps(self, is_after):
        """Return an approval by Olha and, as a second step, the lawyer; no rework."""
        route = self._create_route()
        first = route.stage_ids.step_ids.filtered(lambda s: s.kind == "approval")
        first.write({"approver_ids": self.olha.ids, "quorum": 1})
        self._create_step(
            first.stage_id,
            "Law",
            kind="approval",
            sequence=99,
            is_required=True,
            is_after_previous=is_after,
            approver_ids=self.lawyer.ids,
        )
        arrows = first.stage_id.transition_ids
        arrows.filtered(lambda arrow: arrow.kind in ("rework", "refuse")).unlink()
        route.action_activate()
        return self._ask_checked(template_id=route.id)

    def test_approvals_of_the_former_version_do_not_count(self):
        case = self._ask_in_two_steps(is_after=False)
        self._approve(case, self.olha)
        self._refuse(case, self.lawyer)
        self._hand_in(case)
        asked = case.sudo()._get_open_approval_tasks().user_id
        self.assertEqual(asked, self.olha | self.lawyer)
        self._approve(case, self.olha, self.lawyer)
        self.assertStandsAt(case, "approved")

    def test_steps_in_order_are_asked_about_the_new_version_in_order(self):
        case = self._ask_in_two_steps(is_after=True)
        self._approve(case, self.olha)
        self._refuse(case, self.lawyer)
        self._hand_in(case)
        self.assertEqual(case.sudo()._get_open_approval_tasks().user_id, self.olha)
        self._approve(case, self.olha)
        self.assertEqual(case.sudo()._get_open_approval_tasks().user_id, self.lawyer)
        self._approve(case, self.lawyer)
        self.assertStandsAt(case, "approved")

    def test_whoever_decided_the_step_before_is_told_of_the_next(self):
        case = self._ask_in_two_steps(is_after=True)
        route = case.sudo().template_id
        steps = route.stage_ids.step_ids.filtered(lambda s: s.name == "Law")
        steps._write({"sequence": 99})
        self.env.cr.execute(
            "UPDATE crm_process_step_approver_rel SET res_users_id = %s"
            " WHERE crm_process_step_id = %s",
            [self.olha.id, steps.id],
        )
        self.env.invalidate_all()
        self._approve(case, self.olha)
        task = self._get_task(case, self.olha).sudo()
        self.assertEqual(task.name, "Law")
        self.assertFalse(task.with_user(self.olha)._is_taken_by_oneself())

    # === A PAUSE, A DEADLINE === #

    def test_decision_during_a_pause_counts_when_it_ends(self):
        case = self._ask_checked()
        self._approve(case, self.dmytro)
        case.with_user(self.sally).action_pause("2090-01-01", "Holidays")
        self._approve(case, self.olha)
        self.assertStandsAt(case, "approval")
        case.with_user(self.sally).action_resume()
        self.assertStandsAt(case, "approved")

    def test_decision_is_due_when_it_was_asked_for(self):
        case = self._ask(date_decide_by="2026-11-23 09:00:00")
        [deadline] = case.sudo().task_ids.mapped("deadline")
        self.assertEqual(deadline, case.date_decide_by)

    def test_decision_that_is_due_sooner_stays_so(self):
        case = self._ask(date_decide_by=WEDNESDAY)
        [deadline] = case.sudo().task_ids.mapped("deadline")
        self.assertLess(deadline, case.date_decide_by)

    # === HOW MUCH IT IS ABOUT === #

    def test_file_is_worth_what_its_deal_is(self):
        self.lead.sudo().expected_revenue = 5000
        self.assertEqual(self._ask().sudo().amount, 5000)

    def test_file_below_each_amount_is_not_asked_about(self):
        self.decide._write({"amount_from": 10000})
        self.env.invalidate_all()
        self.lead.sudo().expected_revenue = 5000
        with self.assertRefused("needs no approval by “Files”"):
            self._ask()
        self.lead.sudo().expected_revenue = 20000
        self.assertTrue(self._ask_checked().sudo()._get_open_approval_tasks())

    def test_corrected_version_is_the_one_that_is_decided_on(self):
        case = self._ask_checked()
        self._refuse(case, self.dmytro, self.olha)
        self._hand_in(case, CORRECTED)
        self.assertFalse(case.sudo()._get_outdated_steps())

    # === WHAT THE AUTHOR SEES === #

    def _return(self):
        """Return the approval of Sally that two directors have refused."""
        case = self._ask_checked()
        self._refuse(case, self.dmytro, self.olha)
        return case

    def test_author_reads_who_has_refused_and_why(self):
        case = self._return().with_user(self.sally)
        self.assertEqual(
            case.return_text.splitlines(),
            [
                f"{person.name}: Clause 5 is wrong"
                for person in (self.dmytro, self.olha)
            ],
        )
        self._hand_in(case)
        self.assertFalse(case.return_text)

    def test_task_of_the_author_opens_the_handing_in(self):
        case = self._return().with_user(self.sally)
        task = case.task_ids.filtered(lambda task: task.state == "open")
        self.assertEqual(task.action_perform()["res_model"], HAND_IN)
        self.assertEqual(task.perform_label, "Hand In…")

    def test_page_tells_what_is_asked_and_who_asks(self):
        case = self._ask_checked(note="<p>Look at clause 5</p>")
        task = self._get_task(case, self.dmytro)
        request = task._describe_request()
        self.assertEqual(request["name"], "contract.pdf")
        self.assertEqual(request["person"], self.sally.name)
        self.assertIn("clause 5", request["note"])
        self.assertEqual(task.approval_subject, "contract.pdf")
