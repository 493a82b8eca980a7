from odoo.exceptions import AccessError
from odoo.tests import tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentMeeting(DocumentCase):
    """The minutes of a meeting in the calendar begin with what the calendar knows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.function = "Director"
        cls.event = cls.env["calendar.event"].create(
            {
                "name": "The menu",
                "start": "2026-12-01 08:00:00",
                "stop": "2026-12-01 09:00:00",
                "location": "Kyiv, Hall 2",
                "opportunity_id": cls.lead.id,
                "user_id": cls.sally.id,
                "partner_ids": [(6, 0, (cls.client | cls.sally.partner_id).ids)],
            }
        )

    def _write(self, record=None, user=None):
        action = (record or self.event).with_user(user or self.sally)
        action = action.action_write_minutes()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_draft_knows_attendees_place_and_date(self):
        paper = self._write()
        self.assertEqual((paper.state, paper.number), ("draft", False))
        self.assertEqual(paper.document_type, "minutes")
        self.assertEqual(paper.minutes_place, "Kyiv, Hall 2")
        self.assertEqual(str(paper.minutes_date), "2026-12-01 08:00:00")
        self.assertEqual(
            {(row.name, row.side, row.position) for row in paper.participant_ids},
            {
                ("Sunflower Ltd", "client", "Director"),
                (self.sally.name, "ours", False),
            },
        )
        self.assertEqual((paper.case_id, paper.partner_id), (self.case, self.client))
        self.assertEqual(paper.lead_id, self.lead)

    def test_minutes_are_written_once(self):
        self.assertEqual(self._write(), self._write())

    def test_after_they_were_cancelled_new_ones_are_written(self):
        paper = self._write()
        paper.with_user(self.sally).action_cancel("Wrong meeting")
        self.assertNotEqual(self._write(), paper)

    def test_minutes_are_written_from_the_task_of_the_meeting(self):
        task = self.env["crm.process.task"].create(
            {
                "case_id": self.case.id,
                "kind": "meeting",
                "name": "Talk about the menu",
                "user_id": self.sally.id,
                "deadline": "2026-12-01 10:00:00",
            }
        )
        paper = self._write(task)
        self.assertEqual(paper.event_id, task.event_id)
        self.assertEqual(paper.case_id, self.case)

    def test_meeting_without_a_deal_is_about_its_guest(self):
        event = self.event.copy({"opportunity_id": False, "res_id": False})
        paper = self._write(event)
        self.assertFalse(paper.case_id)
        self.assertEqual(paper.partner_id, self.client)

    def test_task_without_a_meeting_says_so(self):
        task = self.env["crm.process.task"].create(
            {"case_id": self.case.id, "name": "Ring", "user_id": self.sally.id}
        )
        with self.assertRefused("stands in no calendar"):
            task.with_user(self.sally).action_write_minutes()

    def test_stranger_writes_no_minutes_of_a_closed_deal(self):
        with self.assertRaises(AccessError):
            self._write(user=self.oleh)
