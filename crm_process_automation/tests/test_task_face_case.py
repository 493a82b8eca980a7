from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .face_common import FaceCase


@tagged("post_install", "-at_install")
class TestTaskFaceCase(FaceCase):
    """What stands still, is lost or put away has no faces in any inbox."""

    def _pause(self):
        until = fields.Date.today() + timedelta(days=7)
        self.case.with_user(self.sally).action_pause(until, "holidays")

    # === PAUSE === #

    def test_paused_case_leaves_the_inboxes(self):
        self._pause()
        self.assertNotFaced(self.call)
        self.assertEqual(self.call.state, "open")

    def test_resumed_case_comes_back_to_the_inboxes(self):
        self._pause()
        self.case.with_user(self.sally).action_resume()
        self.assertFaced(self.call, user_id=self.sally)
        self.assertFaced(self.approval, user_id=self.anna)

    def test_task_given_during_a_pause_waits_for_its_end(self):
        self._pause()
        task = self.env["crm.process.task"].create(
            {"name": "Later", "case_id": self.case.id, "user_id": self.sally.id}
        )
        self.assertNotFaced(task)
        self.case.action_resume()
        self.assertFaced(task)

    # === LOST, ARCHIVED === #

    def test_lost_deal_leaves_the_inboxes(self):
        self._lose(self.lead)
        self.assertNotFaced(self.call)
        self.assertEqual(self.call.state, "cancelled")
        self.assertFalse(self.lead.sudo().activity_ids)

    def test_archived_deal_leaves_the_inboxes_and_comes_back(self):
        self.lead.sudo().active = False
        self.assertNotFaced(self.call)
        self.assertEqual(self.call.state, "open")
        self.lead.sudo().active = True
        self.assertFaced(self.call)

    def test_follow_up_of_a_deal_that_ended_goes_with_it_as_well(self):
        self._lose(self.lead)
        self.lead.sudo().action_unarchive()
        self.env["crm.process.case"].browse(self.lead.case_id.id).sudo()._cancel("x")
        task = self.env["crm.process.task"].create(
            {"name": "Ask again", "lead_id": self.lead.id, "user_id": self.sally.id}
        )
        self.lead.sudo().write({"active": True})
        self.assertFaced(task)
        self.lead.sudo().write({"active": False})
        self.assertNotFaced(task)

    def test_deleted_deal_leaves_the_rows_of_its_tasks(self):
        tasks = self.call | self.approval
        self.lead.sudo().unlink()
        self.assertNotFaced(tasks)
        self.assertEqual(tasks.mapped("state"), ["cancelled", "cancelled"])
        self.assertEqual(set(tasks.mapped("case_name")), {"Autumn fair"})

    def test_deleted_record_is_no_deleted_activity(self):
        order = self.env["sale.order"].create({"partner_id": self.client.id})
        task = self.env["crm.process.task"].create(
            {"name": "Pack", "order_id": order.id, "user_id": self.sally.id}
        )
        name = order.display_name
        order.unlink()
        self.assertEqual(task.state, "cancelled")
        self.assertIn(f"“{name}” was deleted", task.comment)

    # === ON ITS WAY === #

    def test_deviation_takes_the_faces_back(self):
        self.case.with_user(self.sally)._move_along(self.refuse_early, text="no")
        self.assertNotFaced(self.call)

    def test_move_taken_back_revives_the_faces(self):
        case = self.case.with_user(self.sally)
        case._move_along(self.refuse_early, text="no")
        case.action_undo_move()
        self.assertEqual(self.call.state, "open")
        self.assertFaced(self.call)
        self.assertEqual(len(self.lead.sudo().activity_ids), 2)

    def test_cancelled_case_takes_the_faces_back(self):
        self.case.with_user(self.sally).action_cancel("no need")
        self.assertNotFaced(self.call | self.approval)

    def test_case_handed_over_hands_the_faces_over(self):
        self.lead.sudo().user_id = self.oleh
        self.assertFaced(self.call, user_id=self.oleh)
        self.assertFaced(self.approval, user_id=self.anna)

    def test_converted_lead_keeps_its_faces(self):
        self.lead.sudo().type = "lead"
        self.lead.sudo().convert_opportunity(self.client)
        self.assertFaced(self.call, res_id=self.lead.id)

    def test_merged_deal_brings_its_faces_to_the_surviving_one(self):
        other = self._create_lead(name="Copy")
        mine = self.env["crm.process.task"].create(
            {
                "name": "Bare",
                "case_id": other.case_id.id,
                "user_id": self.sally.id,
            }
        )
        survivor = (self.lead | other).sudo().merge_opportunity()
        open_tasks = (
            self.call | self._get_task(self.call_step, mine.case_id)
        ).filtered(lambda task: task.state == "open")
        self.assertEqual(len(open_tasks), 1)
        self.assertFaced(open_tasks, res_id=survivor.id)
        self.assertEqual(
            survivor.activity_ids.process_task_id.mapped("case_id"), survivor.case_id
        )

    # === PEOPLE === #

    def test_archived_user_leaves_the_tasks_open(self):
        self.oleh.sudo().active = True
        self.call.user_id = self.oleh
        self.oleh.sudo().action_archive()
        self.assertNotFaced(self.call)
        self.assertEqual((self.call.state, self.call.user_id), ("open", self.oleh))
        self.oleh.sudo().action_unarchive()
        self.assertFaced(self.call, user_id=self.oleh)
