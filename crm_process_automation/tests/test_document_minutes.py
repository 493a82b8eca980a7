from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentMinutes(DocumentCase):
    """Minutes are written first; once they are issued, our decisions are tasks."""

    def _write_minutes(self, host=None, **values):
        host = host or self.case.with_user(self.sally)
        return host._draft_document(
            "minutes",
            **{
                "minutes_place": "Kyiv, Hall 2",
                "minutes_date": "2026-12-01 08:00:00",
                "agenda": "The menu\n\n  The hall ",
                "participant_ids": [
                    Command.create({"name": "Eve", "position": "Director"}),
                    Command.create(
                        {"partner_id": self.sally.partner_id.id, "side": "ours"}
                    ),
                ],
                "decision_ids": [
                    Command.create(
                        {
                            "text": "Send the menu\nThree kinds of fish",
                            "user_id": self.oleh.id,
                            "deadline": "2026-12-04",
                        }
                    ),
                    Command.create({"text": "Choose the hall", "responsible": "Eve"}),
                ],
                **values,
            },
        )

    def _get_tasks(self, paper):
        return self.env["crm.process.task"].search([("document_id", "in", paper.ids)])

    def test_tasks_of_minutes_are_those_that_its_decisions_gave(self):
        paper = self._write_minutes()
        paper.action_issue()
        given = self._get_tasks(paper)
        others = self.env["crm.process.task"].create(
            [
                {"name": name, "kind": kind, "document_id": paper.id}
                for name, kind in (("Approve", "approval"), ("Rework", "todo"))
            ]
        )
        self.env.invalidate_all()
        self.assertEqual(len(given), 1)
        self.assertEqual(paper.sudo().task_ids, given)
        self.assertEqual(self._get_tasks(paper), given | others)

    # === WHAT THEY SAY === #

    def test_snapshot_says_who_met_where_about_what_and_what_was_decided(self):
        paper = self._write_minutes()
        paper.action_issue()
        said = paper.snapshot["minutes"]
        self.assertEqual(said["place"], "Kyiv, Hall 2")
        self.assertEqual(said["date"], "2026-12-01")
        self.assertEqual(said["agenda"], ["The menu", "The hall"])
        people = [(one["name"], one["side"]) for one in said["participants"]]
        self.assertEqual(people, [("Eve", "client"), (self.sally.name, "ours")])
        self.assertEqual(said["participants"][0]["position"], "Director")
        self.assertEqual(
            [
                (one["text"], one["responsible"], one["deadline"])
                for one in said["decisions"]
            ],
            [
                ("Send the menu\nThree kinds of fish", self.oleh.name, "2026-12-04"),
                ("Choose the hall", "Eve", None),
            ],
        )

    def test_meeting_late_in_the_evening_keeps_its_day(self):
        paper = self._write_minutes(minutes_date="2026-12-01 22:30:00")
        self.assertEqual(paper._collect_minutes()["minutes"]["date"], "2026-12-02")

    def test_empty_decision_is_refused(self):
        with self.assertRefused("Say what was decided"):
            self._write_minutes(decision_ids=[Command.create({"text": "  "})])

    # === TASKS === #

    def test_our_decision_becomes_a_task_of_the_case(self):
        paper = self._write_minutes()
        self.assertFalse(self._get_tasks(paper))
        paper.action_issue()
        task = self._get_tasks(paper)
        self.assertEqual(task.name, "Send the menu")
        self.assertIn("Three kinds of fish", task.instruction)
        self.assertEqual((task.kind, task.state), ("todo", "open"))
        self.assertEqual((task.user_id, task.case_id), (self.oleh, self.case))
        # The working day in Kyiv ends at 17:00.
        self.assertEqual(str(task.deadline), "2026-12-04 15:00:00")
        self.assertEqual(paper.decision_ids.sudo()[0].task_id, task)

    def test_revision_gives_only_what_is_new(self):
        paper = self._write_minutes()
        paper.action_issue()
        revision = paper.action_revise("One was forgotten")
        self.assertEqual(len(revision.decision_ids), 2)
        self.assertEqual(len(revision.participant_ids), 2)
        revision.decision_ids = [
            Command.create({"text": "Book the band", "user_id": self.sally.id})
        ]
        revision.action_issue()
        self.assertEqual(self._get_tasks(revision).name, "Book the band")
        self.assertEqual(len(self._get_tasks(paper)), 1)

    def test_revision_of_a_revision_gives_nothing_twice(self):
        paper = self._write_minutes()
        paper.action_issue()
        second = paper.action_revise("Typo")
        second.action_issue()
        third = second.action_revise("Another typo")
        third.action_issue()
        self.assertFalse(self._get_tasks(second | third))

    def test_plain_copy_is_another_meeting(self):
        paper = self._write_minutes()
        paper.action_issue()
        copy = paper.copy()
        copy.action_issue()
        self.assertEqual(len(self._get_tasks(copy)), 1)

    def test_minutes_of_an_ended_process_give_tasks_on_the_deal(self):
        paper = self._write_minutes()
        self.case.sudo().action_cancel(self.too_dear)
        paper.action_issue()
        task = self._get_tasks(paper)
        self.assertFalse(task.case_id)
        self.assertEqual(task.lead_id, self.lead)

    # === ONCE ISSUED === #

    def test_issued_minutes_do_not_change(self):
        paper = self._write_minutes()
        paper.action_issue()
        lines = {"agenda": "Other", "minutes_place": "Lviv"}
        for name, value in lines.items():
            with self.assertRefused("is issued, and says what it says"):
                paper[name] = value
        for lines in (paper.decision_ids, paper.participant_ids):
            with self.assertRefused("is issued, and says what it says"):
                lines[:1].unlink()
            with self.assertRefused("is issued, and says what it says"):
                lines[:1].sequence = 1
        with self.assertRefused("is issued, and says what it says"):
            paper.decision_ids = [Command.create({"text": "More"})]

    # === RIGHTS === #

    def test_lines_are_read_and_written_by_whoever_may_the_paper(self):
        paper = self._write_minutes()
        for lines in (paper.decision_ids, paper.participant_ids):
            for user in (self.sally, self.head, self.anna):
                self.assertOpen(lines, user)
            for user in (self.sally, self.head):
                self.assertMay("write", lines, user)
            self.assertClosed(lines, self.oleh)
            for user in (self.anna, self.oleh):
                self.assertMayNot("write", lines, user)

    def test_stranger_adds_no_line(self):
        paper = self._write_minutes()
        for model, name in (("decision", "text"), ("participant", "name")):
            rows = self.env[f"crm.process.document.{model}"].with_user(self.oleh)
            with self.assertRaises(AccessError):
                rows.create({"document_id": paper.id, name: "X"})

    def test_participant_who_works_here_is_on_our_side(self):
        paper = self._write_minutes()
        paper.participant_ids = [
            Command.create({"partner_id": self.sally.partner_id.id}),
            Command.create({"partner_id": self.client.id}),
        ]
        ours, client = paper.participant_ids.filtered("partner_id")[-2:]
        sides = {row.partner_id: row.side for row in (ours, client)}
        self.assertEqual(sides[self.sally.partner_id], "ours")
        self.assertEqual(sides[self.client], "client")
