from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .incident_common import THURSDAY, WEDNESDAY, IncidentCase

NEXT_WEEK = "2026-12-01 08:00:00"


@tagged("post_install", "-at_install")
class TestIncidentHandling(IncidentCase):
    """The head handles an incident, and the answer stays."""

    def _raise_late(self):
        return self._escalate(self._give_task())

    def _open_dialog(self, incidents, user=None, **values):
        dialogs = self.env["crm.process.incident.handle"].with_user(user or self.head)
        return dialogs.create({"incident_ids": incidents.ids, **values})

    # === THE VERBS === #

    def test_head_handles_it_with_an_answer(self):
        incident = self._raise_late()
        with self.at(THURSDAY):
            incident.with_user(self.head).action_handle("We spoke")
        self.assertEqual(
            (incident.state, incident.answer, incident.handled_by_id),
            ("handled", "We spoke", self.head),
        )
        self.assertTrue(incident.date_handled)

    def test_answer_is_wanted(self):
        incident = self._raise_late().with_user(self.head)
        for answer in (None, "", "  ", 5, [1], {"a": 1}):
            with self.subTest(answer), self.assertRefused("what was done"):
                incident.action_handle(answer)

    def test_handled_is_not_handled_again(self):
        incident = self._raise_late().with_user(self.head)
        incident.action_handle("We spoke")
        with self.assertRefused("handled already"):
            incident.action_handle("Again")

    def test_manager_handles_it_for_the_head(self):
        incident = self._raise_late()
        self.team.user_id = self.manager
        incident.with_user(self.manager).action_handle("We spoke")
        self.assertEqual(incident.handled_by_id, self.manager)

    def test_executor_does_not_handle_his_own(self):
        incident = self._raise_late()
        self.assertFalse(incident.with_user(self.sally).may_handle)
        with self.assertRefused("for Head to handle"):
            incident.with_user(self.sally).action_handle("It was not me")

    def test_handled_is_opened_again_and_the_answer_stays(self):
        incident = self._raise_late().with_user(self.head)
        incident.action_handle("We spoke")
        incident.action_reopen("Nothing has changed")
        self.assertEqual(incident.state, "open")
        self.assertFalse(incident.handled_by_id)
        incident.action_handle("Given to Oleh")
        for text in ("We spoke", "Nothing has changed", "Given to Oleh"):
            self.assertIn(text, incident.answer)

    def test_opening_again_wants_a_reason_and_a_handled_one(self):
        incident = self._raise_late().with_user(self.head)
        with self.assertRefused("still open"):
            incident.action_reopen("why not")
        incident.action_handle("We spoke")
        with self.assertRefused("why it is opened again"):
            incident.action_reopen(" ")
        with self.assertRefused("for Head to handle"):
            incident.with_user(self.sally).action_reopen("I want to")

    # === THE DIALOGUE === #

    def test_dialogue_shows_what_to_do_and_writes_the_answer(self):
        incident = self._raise_late()
        form = Form(
            self.env["crm.process.incident.handle"]
            .with_user(self.head)
            .with_context(default_incident_ids=incident.ids)
        )
        self.assertIn("Speak to Sally", form.advice)
        form.answer = "We spoke"
        form.save().action_apply()
        self.assertEqual((incident.state, incident.answer), ("handled", "We spoke"))

    def test_many_are_handled_at_once(self):
        incidents = self._raise_late() | self._raise_late()
        dialogs = self.env["crm.process.incident.handle"].with_user(self.head)
        dialog = dialogs.with_context(
            active_model="crm.process.incident", active_ids=incidents.ids
        ).create({"answer": "We spoke"})
        dialog.action_apply()
        self.assertEqual(incidents.mapped("state"), ["handled"] * 2)

    def test_task_is_given_to_somebody_else(self):
        incident = self._raise_late()
        dialog = self._open_dialog(incident, mode="reassign", user_id=self.oleh.id)
        dialog.action_apply()
        self.assertEqual(incident.task_id.user_id, self.oleh)
        self.assertEqual(incident.answer, "Given to Oleh")

    def test_task_says_who_gave_it_away(self):
        incident = self._raise_late()
        dialog = self._open_dialog(incident, mode="reassign", user_id=self.oleh.id)
        dialog.action_apply()
        self.assertIn("handed over by", incident.task_id.assignment_reason)

    def test_task_is_given_to_nobody_who_has_left(self):
        incident = self._raise_late()
        self.oleh.active = False
        dialog = self._open_dialog(incident, mode="reassign", user_id=self.oleh.id)
        with self.assertRefused("does not work here"):
            dialog.action_apply()

    def test_deadline_is_moved_and_the_head_stands_as_who_did(self):
        incident = self._raise_late()
        with self.at(WEDNESDAY):
            self._open_dialog(incident, deadline=NEXT_WEEK).action_apply()
        self.assertEqual(str(incident.task_id.deadline), NEXT_WEEK)
        self.assertEqual(incident.handled_by_id, self.head)

    def test_dialogue_refuses_what_leads_nowhere(self):
        incident = self._raise_late()
        for sentence, values in (
            ("Choose who takes", {"mode": "reassign"}),
            ("lies in the future", {"deadline": "2020-01-01 08:00:00"}),
            ("what was done", {}),
        ):
            with self.subTest(sentence), self.assertRefused(sentence):
                self._open_dialog(incident, **values).action_apply()
        self.assertEqual(incident.state, "open")

    def test_dialogue_about_a_closed_incident_opens_for_nobody(self):
        incident = self._raise_late()
        with self.assertRaises(UserError):
            self._open_dialog(incident, self.oleh)

    # === THE WAY THERE === #

    def test_head_opens_the_task_and_the_deal(self):
        incident = self._raise_late().with_user(self.head)
        action = incident.action_open_task()
        self.assertEqual(
            (action["res_model"], action["res_id"]),
            ("crm.process.task", incident.task_id.id),
        )
        action = incident.action_open_record()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.lead", incident.lead_id.id)
        )
