from odoo.tests import tagged

from .story_tour_common import StoryTourCase

WORDS = "The food was cold"


@tagged("post_install", "-at_install")
class TestTourEventEvaluation(StoryTourCase):
    """A client is not satisfied with his event: the head works on it, on screen."""

    def test_dissatisfied_client_is_work_for_the_head(self):
        case = self._come_to("closing", user_id=self.olena.id)
        case.lead_id.team_id = self.env["crm.team"].create(
            {"name": "Events", "user_id": self.viktoriia.id}
        )
        paper = case.lead_id.with_user(self.olena)._issue_document("questionnaire")
        paper._send()
        self._tour_of_client("crm_process_questionnaire_complain", paper)
        row = paper.evaluation_ids
        self.assertEqual((row.nps, row.csat, row.comment), (2, 1, WORDS))
        self.assertTrue(row.is_dissatisfied)
        self.assertEqual((row.case_id, row.user_id), (case, self.olena))
        self.assertEqual(case.stage_code, "remedy")
        self.assertEqual(case.deviation_ids.kind, "dissatisfied")
        self.assertEqual(case.deviation_ids.cause, WORDS)
        task = self._get_tasks(case).filtered(lambda o: o.user_id == self.viktoriia)
        self._tour("/odoo/my-work", "crm_process_story_remedy", self.viktoriia)
        self.assertEqual(
            (task.state, task.result), ("done", "Another caterer next time")
        )
        self.assertEqual(case.stage_code, "closing")
