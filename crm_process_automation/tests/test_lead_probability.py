from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestLeadProbability(LeadCase):
    """With a running case the probability is the stage's; scoring stays automated."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A history of won and lost deals: scoring says something else than the stages.
        history = [{"name": f"Old {n}", "type": "opportunity"} for n in range(6)]
        old = cls.env["crm.lead"].create(history)
        old[:4].action_set_won()
        old[4:].action_set_lost()
        cls.env["ir.config_parameter"].set_param("crm.pls_start_date", "2000-01-01")
        cls.lead = cls._create_running_lead()

    def _rescore(self):
        self.env["crm.lead"].sudo()._cron_update_automated_probabilities()

    def test_rescoring_keeps_the_probability_of_the_stage(self):
        self._rescore()
        self.assertEqual(self.lead.probability, 10)

    def test_rescoring_keeps_it_when_both_are_equal(self):
        self.lead._write_as_case({"automated_probability": 10})
        self.env.flush_all()
        self._rescore()
        self.assertEqual(self.lead.probability, 10)
        self.assertNotEqual(self.lead.automated_probability, 10)

    def test_scoring_still_works_on_stock_deals(self):
        self.template.write({"active": False})
        stock = self._create_lead()
        self.assertFalse(stock.case_id)
        self._rescore()
        self.assertEqual(stock.probability, stock.automated_probability)

    def test_change_of_a_scored_field_keeps_it_when_both_are_equal(self):
        self.lead._write_as_case({"automated_probability": 10})
        self.lead.team_id = self.env["crm.team"].create({"name": "Other"})
        self.lead.source_id = self.env["utm.source"].create({"name": "Fair"})
        self.assertEqual(self.lead.probability, 10)

    def test_probability_is_not_called_automated(self):
        self.lead._write_as_case({"automated_probability": 10})
        self.assertFalse(self.lead.is_automated_probability)

    def test_typed_probability_gives_way_to_the_stage(self):
        self.lead.probability = 77
        self.assertEqual(self.lead.probability, 10)

    def test_switching_to_automated_gives_way_to_the_stage(self):
        self.lead.action_set_automated_probability()
        self.assertEqual(self.lead.probability, 10)

    def test_restore_follows_the_stage_again(self):
        self.lead.action_set_lost(lost_reason_id=self.too_dear.id)
        self.lead.action_restore()
        self.assertEqual(self.lead.probability, 10)
        self._rescore()
        self.assertEqual(self.lead.probability, 10)

    def test_ended_case_leaves_scoring_to_odoo(self):
        self.lead.action_set_lost(lost_reason_id=self.too_dear.id)
        self._rescore()
        self.assertEqual(self.lead.probability, 0)
