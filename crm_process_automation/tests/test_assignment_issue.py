from odoo.tests import Form, tagged
from odoo.tools import convert_file

from .assignment_common import MONDAY, WEDNESDAY, AssignmentCase


@tagged("post_install", "-at_install")
class TestAssignmentIssue(AssignmentCase):
    """Something is assigned in seconds, from wherever one stands."""

    def _open_dialog(self, user=None, **defaults):
        wizards = self.env["crm.process.assignment.issue"].with_user(user or self.head)
        context = {f"default_{name}": value for name, value in defaults.items()}
        return Form(wizards.with_context(**context))

    def _fill_in(self, dialog, *executors, name="List the venues"):
        dialog.name = name
        for user in executors or [self.sally]:
            dialog.executor_ids.add(user)
        return dialog

    # === READY === #

    def test_process_of_assignments_is_switched_on_as_it_comes(self):
        self.assertEqual(self.route.state, "active")

    def test_update_does_not_wake_what_the_company_has_retired(self):
        self.route.action_retire()
        self.route._activate_first(self.route.ids)
        self.assertEqual(self.route.state, "retired")

    def test_update_does_not_retire_what_the_company_uses(self):
        self.route.action_new_version()
        newer = self.route.search([("code", "=", "assignment"), ("version", "=", 2)])
        newer.action_activate()
        draft = newer.copy({"code": "assignment"})
        draft._activate_first(draft.ids)
        self.assertEqual((draft.state, newer.state), ("draft", "active"))

    def test_update_of_an_older_database_switches_it_on(self):
        self.env["ir.model.data"].search(
            [
                ("module", "=", "crm_process_automation"),
                ("name", "=like", "%assignment_v1%"),
            ]
        ).unlink()  # as in a database that has never heard of it
        self.route._write({"code": "errand", "state": "retired"})
        self.env.flush_all()
        self.env.invalidate_all()
        path = "data/crm_process_template_assignment_data.xml"
        for _update in ("the first", "the next"):
            convert_file(self.env, "crm_process_automation", path, {}, mode="update")
        shipped = self.route.search([("code", "=", "assignment")])
        self.assertEqual(shipped.mapped("state"), ["active"])

    def test_without_a_process_the_user_is_told(self):
        self.route.action_retire()
        with self.assertRefused("Assignment", "designer"):
            self._issue_on_monday()

    # === ISSUING === #

    def test_assignment_names_both_and_the_promise(self):
        case = self._issue_on_monday()
        self.assertEqual(
            (case.issuer_id, case.user_id, case.date_promised),
            (self.head, self.sally, self._moment(WEDNESDAY)),
        )
        self.assertEqual(case.date_promised_first, case.date_promised)
        self.assertStandsAt(case, "issued")

    def test_each_executor_gets_an_assignment_of_his_own(self):
        cases = self._issue_on_monday(executors=self.sally | self.oleh)
        self.assertEqual(cases.mapped("user_id"), self.sally | self.oleh)
        self.assertEqual(len(cases.task_ids), 2)

    def test_executor_is_asked_to_accept_within_four_working_hours(self):
        task = self._get_task(self._issue_on_monday())
        self.assertEqual(task.user_id, self.sally)
        # From ten in the morning, with an hour's lunch.
        self.assertEqual(task.deadline, self._moment("2026-11-23 13:00:00"))

    def test_nobody_accepts_later_than_it_is_promised(self):
        promised = "2026-11-23 09:00:00"
        task = self._get_task(self._issue_on_monday(date_promised=promised))
        self.assertEqual(task.deadline, self._moment(promised))

    def test_work_is_due_when_it_is_promised(self):
        case = self._issue_on_monday(remind_before=3, escalate_after=5)
        with self.at(MONDAY):
            self._walk(case, "action_accept")
        task = self._get_task(case)
        self.assertEqual(
            (task.deadline, task.remind_before, task.escalate_after),
            (self._moment(WEDNESDAY), 3, 5),
        )
        self.assertEqual(case.date_deadline, task.deadline)

    def test_both_follow_what_is_written(self):
        case = self._issue_on_monday()
        both = (self.head | self.sally).partner_id
        self.assertEqual(case.message_partner_ids & both, both)

    def test_one_may_assign_something_to_oneself(self):
        case = self._issue_on_monday(executors=self.head)
        self.assertEqual(case.issuer_id, case.user_id)

    # === THE DIALOGUE === #

    def test_dialogue_needs_what_and_who(self):
        with self.at(MONDAY):
            dialog = self._fill_in(self._open_dialog())
            dialog.save().action_issue()
        case = self._get_issued()
        # Tomorrow at six in the evening is what it proposes.
        self.assertEqual(case.date_promised, self._moment("2026-11-24 16:00:00"))

    def test_quick_choices_of_the_deadline(self):
        wanted = {
            "today": "2026-11-23 16:00:00",
            "working_days": "2026-11-26 08:00:00",
            "week": "2026-11-30 16:00:00",
        }
        for choice, moment in wanted.items():
            with self.at(MONDAY), self.subTest(choice):
                dialog = self._fill_in(self._open_dialog())
                dialog.deadline_choice = choice
                self.assertEqual(dialog.date_promised, self._moment(moment))

    def test_own_moment_is_kept(self):
        with self.at(MONDAY):
            dialog = self._fill_in(self._open_dialog())
            dialog.deadline_choice = "own"
            dialog.date_promised = "2026-12-01 09:30:00"
            dialog.save().action_issue()
        self.assertEqual(
            self._get_issued().date_promised, self._moment("2026-12-01 09:30:00")
        )

    def test_dialogue_tells_that_it_is_issued_and_leads_there(self):
        with self.at(MONDAY):
            answer = self._fill_in(self._open_dialog()).save().action_issue()
        [link] = answer["params"]["links"]
        self.assertIn(self.sally.name, answer["params"]["title"])
        self.assertTrue(link["url"].endswith(f"/{self._get_issued().id}"))

    def test_dialogue_about_a_client(self):
        client = self.env["res.partner"].create({"name": "Sunflower Ltd"})
        with self.at(MONDAY):
            self._fill_in(self._open_dialog(partner_id=client.id)).save().action_issue()
        self.assertEqual(self._get_issued().subject_name, "Sunflower Ltd")
        self.assertEqual(client.with_user(self.head).assignment_count, 1)

    def test_dialogue_about_a_case(self):
        origin = self._create_case(self.head)
        with self.at(MONDAY):
            dialog = self._open_dialog(origin_case_id=origin.id)
            self._fill_in(dialog).save().action_issue()
        self.assertEqual(self._get_issued().origin_case_id, origin)
        self.assertEqual(origin.assignment_count, 1)

    def test_button_of_a_client_without_assignments_opens_the_dialogue(self):
        client = self.env["res.partner"].create({"name": "Sunflower Ltd"})
        client = client.with_user(self.head)
        action = client.action_open_assignments()
        self.assertEqual(action["res_model"], "crm.process.assignment.issue")
        self._issue_on_monday(partner_id=client.id)
        action = client.action_open_assignments()
        self.assertEqual(action["res_model"], "crm.process.case")
