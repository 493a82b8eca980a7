from odoo.tests import tagged

from .gallery_common import GalleryCase

FROM = "[('template_code', '=', 'work'), ('amount', '>=', 5000)]"


@tagged("post_install", "-at_install")
class TestGallery07(GalleryCase):
    """Change the stage when the amount is reached."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_control(
            cls.todo,
            "The client is known",
            kind="field",
            field_path="partner_id",
            message="Choose the client of the deal.",
        )
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)

    def _switch_on_work(self):
        return self._switch_on(7, when=FROM, process=self.template, stage=self.doing)

    def test_deal_that_reaches_the_amount_moves_on(self):
        scenario = self._switch_on_work()
        self.lead.expected_revenue = 4999
        self._end_transaction()
        self.assertEqual(self.lead.case_id.stage_id, self.todo)
        self.lead.expected_revenue = 5000
        self._end_transaction()
        self.assertDone(scenario)
        self.assertEqual(self.lead.case_id.stage_id, self.doing)

    def test_deal_that_is_held_back_stays_and_the_journal_says_why(self):
        self.lead.partner_id = False
        scenario = self._switch_on_work()
        self.lead.expected_revenue = 9000
        self._end_transaction()
        run = self._get_runs(scenario)
        self.assertEqual(run.state, "skipped")
        self.assertIn("Choose the client", run.error)
        self.assertEqual(self.lead.case_id.stage_id, self.todo)
