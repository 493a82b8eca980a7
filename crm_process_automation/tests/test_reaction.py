from unittest.mock import patch

from odoo.fields import Datetime
from odoo.tests import tagged

from .reaction_common import EVENING, LATER, TUESDAY, ReactionCase


@tagged("post_install", "-at_install")
class TestReaction(ReactionCase):
    """What counts as the first reaction to a request."""

    def assertReaction(self, lead, moment, kind, user=None):
        row = self._read(lead)
        self.assertEqual(
            (row.date_reacted, row.kind, row.reacted_by_id),
            (Datetime.to_datetime(moment), kind, user or self.sally),
        )

    # === WHAT COUNTS === #

    def test_note_of_a_colleague_is_a_reaction(self):
        lead = self._request()
        self._note(lead, LATER)
        self.assertReaction(lead, LATER, "message")

    def test_move_of_a_colleague_is_a_reaction(self):
        lead = self._request()
        with self.at(LATER):
            lead.case_id.with_user(self.sally).stage_id = self.doing
        self.assertReaction(lead, LATER, "move")

    def test_task_that_was_done_is_a_reaction(self):
        lead = self._request()
        with self.at(LATER):
            lead.case_id.task_ids.with_user(self.sally).action_done()
        self.assertReaction(lead, LATER, "task")

    def test_activity_that_was_done_is_a_reaction(self):
        lead = self._request()
        with self.at(LATER):
            activity = lead.with_user(self.sally).activity_schedule(
                "mail.mail_activity_data_call", user_id=self.sally.id
            )
            activity.action_feedback("We spoke")
        self.assertReaction(lead, LATER, "message")

    def test_first_of_all_counts_whoever_did_it(self):
        lead = self._request()
        self._note(lead, LATER, user=self.head)
        with self.at(EVENING):
            lead.case_id.with_user(self.sally).stage_id = self.doing
        self.assertReaction(lead, LATER, "message", self.head)

    def test_earlier_one_that_comes_to_light_takes_the_place(self):
        lead = self._request()
        self._note(lead, EVENING)
        self.assertReaction(lead, EVENING, "message")
        self._note(lead, LATER)
        with self.at(TUESDAY):
            self.assertReaction(lead, LATER, "message")

    # === WHAT DOES NOT === #

    def test_birth_of_a_request_is_no_reaction(self):
        self.assertFalse(self._read(self._request()).date_reacted)

    def test_what_a_robot_or_the_client_writes_is_no_reaction(self):
        lead = self._request()
        client = self.env["res.partner"].create({"name": "Sunflower Ltd"})
        robot = self.env.ref("base.partner_root")
        for author in (robot, client):
            self._note(lead, LATER, author_id=author.id)
        self._note(lead, LATER, message_type="notification")
        self._note(lead, LATER, message_type="auto_comment")
        self.assertFalse(self._read(lead).date_reacted)

    def test_task_that_closes_by_itself_is_no_reaction(self):
        lead = self._request()
        with self.at(LATER):
            lead.case_id.task_ids._close_by_itself("goal met")
        self.assertFalse(self._read(lead).date_reacted)

    def test_request_without_reaction_waits(self):
        row = self._read(self._request())
        self.assertEqual(row.waiting_count, 1)

    # === IN BATCHES === #

    def test_job_notes_all_of_them_in_batches(self):
        _minutes, leads = self._answer_many()
        self.env.cr.execute("DELETE FROM crm_process_reaction")
        with (
            patch(
                "odoo.addons.crm_process_automation.models.host."
                "crm_process_reaction.BATCH",
                5,
            ),
            patch.object(
                type(self.env["ir.cron"]), "_commit_progress", lambda *_a, **_k: 1
            ),
        ):
            self.env["crm.process.reaction"]._cron_note()
        noted = self.env["crm.process.reaction"].search([("lead_id", "in", leads.ids)])
        self.assertEqual(noted.lead_id, leads)

    def test_what_is_known_is_not_noted_again(self):
        self._answer_many()
        self.assertEqual(self.env["crm.process.reaction"]._note(), 0)
