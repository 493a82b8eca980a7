from odoo.tests import tagged

from .gallery_common import GalleryCase

MONDAY = "2026-11-23 08:00:00"


@tagged("post_install", "-at_install")
class TestGallery10(GalleryCase):
    """A request from the web site gets a responsible and a call within a minute."""

    def _create_request(self, **values):
        lead = self.env["crm.lead"].create(
            {"name": "Wedding in May", "type": "lead", "user_id": False, **values}
        )
        self._end_transaction()
        return lead

    def test_request_gets_a_responsible_and_a_call(self):
        with self.at(MONDAY):
            scenario = self._switch_on(10, rule=self._create_rule_of_people())
            lead = self._create_request(
                medium_id=self.env.ref("utm.utm_medium_website").id
            )
            self.assertDone(scenario)
            self.assertEqual(lead.user_id, self.oleh)
            task = self._get_tasks(lead)
            self.assertEqual((task.kind, task.user_id), ("call", self.oleh))
            self.assertEqual(str(task.deadline), "2026-11-23 08:01:00")

    def test_request_from_elsewhere_is_none_of_its_business(self):
        scenario = self._switch_on(10, rule=self._create_rule_of_people())
        lead = self._create_request(medium_id=self.env.ref("utm.utm_medium_phone").id)
        self.assertFalse(self._get_runs(scenario))
        self.assertFalse(lead.user_id)

    def test_without_a_rule_it_asks_for_one(self):
        scenario = self._ref("scenario_10").with_user(self.designer)
        with self.assertRefused("Choose “Who takes the requests” in Set Up"):
            scenario.action_switch_on()
