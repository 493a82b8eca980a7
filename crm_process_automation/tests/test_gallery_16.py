from odoo.tests import tagged

from .gallery_common import GalleryCase
from .mail_common import MailMixin


@tagged("post_install", "-at_install")
class TestGallery16(MailMixin, GalleryCase):
    """Ask the client for his opinion after the event: the process does it by itself."""

    def _get_papers(self, lead):
        return self.env["crm.process.document"].search([("lead_id", "=", lead.id)])

    def _get_step_task(self, lead):
        return lead.case_id.sudo().task_ids.filtered(
            lambda task: (
                task.document_type == "questionnaire"
                or task.step_id.document_type == "questionnaire"
            )
        )

    def test_closing_sends_the_questionnaire_to_the_client(self):
        scenario = self._switch_on(16)
        lead = self._create_case_of("template_event_v1", name="New Year")
        self._walk_to(lead, "event")
        self.assertFalse(self._get_runs(scenario))
        self._walk_to(lead, "closing")
        self.assertDone(scenario)
        paper = self._get_papers(lead)
        self.assertEqual(paper.document_type, "questionnaire")
        [dispatch] = paper.dispatch_ids
        self.assertEqual(dispatch.email, "office@sunflower.example")
        self._run_queue()
        self.assertEqual(paper.state, "sent")
        self.assertTrue(paper.sudo().survey_input_id)
        self.assertEqual(self._get_step_task(lead).mapped("state"), ["done"])

    def test_until_it_is_switched_on_somebody_sends_it(self):
        lead = self._create_case_of("template_event_v1", name="New Year")
        self._walk_to(lead, "closing")
        self.assertFalse(self._get_papers(lead))
        self.assertEqual(self._get_step_task(lead).mapped("state"), ["open"])

    def test_one_that_is_sent_already_is_not_sent_again(self):
        scenario = self._switch_on(16)
        lead = self._create_case_of("template_event_v1", name="New Year")
        paper = lead.case_id._issue_document("questionnaire")
        self._walk_to(lead, "closing")
        self.assertEqual(self._get_papers(lead), paper)
        self.assertIn("is there already", str(self._get_runs(scenario).trace))

    def test_client_without_an_address_leaves_a_task(self):
        scenario = self._switch_on(16)
        lead = self._create_case_of("template_event_v1", name="New Year")
        self.client.email = False
        self._walk_to(lead, "closing")
        self.assertIn("address", str(self._get_runs(scenario).trace))
        self.assertEqual(self._get_papers(lead).state, "approved")
        self.assertEqual(self._get_step_task(lead).mapped("state"), ["open"])

    def test_without_an_approved_form_it_is_not_switched_on(self):
        self._ref("document_questionnaire_v1").write({"state": "retired"})
        with self.assertRefused("No form of the type .* is approved"):
            self._switch_on(16)
