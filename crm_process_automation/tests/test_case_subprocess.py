from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestCaseSubprocess(ProcessCase):
    """A stage with a sub-process starts a child case, waits, and goes on after it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sub = cls._create_template("Approval")
        cls.ask = cls._create_stage("Ask", cls.sub, is_start=True)
        cls.agreed = cls._create_stage(
            "Agreed", cls.sub, is_end=True, outcome="success"
        )
        cls.denied = cls._create_stage(
            "Denied", cls.sub, is_end=True, outcome="refused"
        )
        cls._create_arrow(cls.ask, cls.agreed)
        cls.deny = cls._create_arrow(cls.ask, cls.denied, kind="refuse")
        cls._activate(cls.sub)
        cls.doing.subprocess_id = cls.sub

    def _create_waiting_case(self):
        case = self._create_case(self.sally)
        case.stage_id = self.doing
        return case

    def test_entering_the_stage_starts_a_child(self):
        case = self._create_waiting_case()
        self.assertEqual(case.child_ids.stage_id, self.ask)

    def test_case_waits_for_its_child(self):
        case = self._create_waiting_case()
        self.assertEqual(case.state, "waiting")

    def test_map_says_how_many_tasks_are_open_in_the_child(self):
        case = self._create_waiting_case()
        self.env["crm.process.task"].create(
            {"case_id": case.child_ids.id, "name": "Ask the director"}
        )
        [child] = case.route_map["case"]["waits_for"]
        self.assertEqual((child["id"], child["open_tasks"]), (case.child_ids.id, 1))

    def test_waiting_case_does_not_move_and_names_the_child(self):
        case = self._create_waiting_case()
        with self.assertRefused("waits for", "Approval"):
            case.stage_id = self.done

    def test_case_goes_on_when_its_child_succeeds(self):
        case = self._create_waiting_case()
        case.child_ids.stage_id = self.agreed
        self.assertEqual((case.stage_id, case.state), (self.done, "done"))

    def test_case_takes_the_refuse_arrow_when_its_child_is_refused(self):
        case = self._create_waiting_case()
        case.child_ids._move_along(self.deny, text="too dear")
        self.assertEqual((case.stage_id, case.outcome), (self.refused, "refused"))

    def test_reason_of_the_child_is_handed_on(self):
        case = self._create_waiting_case()
        case.child_ids._move_along(self.deny, text="too dear")
        self.assertIn("too dear", case.move_ids.sorted("id")[-1].reason_text)

    def test_case_stays_and_runs_when_its_child_is_cancelled(self):
        case = self._create_waiting_case()
        case.child_ids.action_cancel("started by mistake")
        self.assertEqual((case.stage_id, case.state), (self.doing, "running"))

    def test_shut_gate_keeps_the_case_although_its_child_succeeded(self):
        self._create_control(
            self.doing, "Client", kind="field", field_path="partner_id"
        )
        case = self._create_waiting_case()
        case.child_ids.stage_id = self.agreed
        self.assertEqual((case.stage_id, case.state), (self.doing, "running"))

    # === ITS VERSIONS === #

    def test_subprocess_of_an_active_process_is_not_retired(self):
        self._activate()
        with self.assertRefused("“Approval” cannot be retired", "Work: Doing"):
            self.sub.action_retire()
        self.assertEqual(self.sub.state, "active")

    def test_subprocess_that_running_cases_still_need_is_not_retired(self):
        case = self._create_case()
        self.template.action_retire()
        with self.assertRefused("“Approval” cannot be retired", "Work: Doing"):
            self.sub.action_retire()
        case.action_cancel("The client has gone.")
        self.sub.action_retire()
        self.assertEqual(self.sub.state, "retired")

    def test_subprocess_of_a_draft_only_is_retired(self):
        self.sub.action_retire()
        self.assertEqual(self.sub.state, "retired")

    def test_next_version_of_the_subprocess_takes_over(self):
        case = self._create_case()
        new = self.sub.action_new_version()
        new.action_activate()
        self.assertEqual(self.sub.state, "retired")
        case.stage_id = self.doing
        self.assertEqual(case.child_ids.template_id, new)

    def test_own_subprocess_is_retired_when_a_shared_one_takes_over(self):
        self._activate()
        own = self.sub.copy({"code": "approval", "company_id": self.env.company.id})
        own.action_activate()
        own.action_retire()
        self.assertEqual(own.state, "retired")
        with self.assertRefused("“Approval” cannot be retired"):
            self.sub.action_retire()

    def test_cancelling_a_case_cancels_its_child(self):
        case = self._create_waiting_case()
        case.action_cancel("the client has gone")
        self.assertEqual(case.child_ids.state, "cancelled")
        self.assertEqual(case.state, "cancelled")
