from odoo.tests import HttpCase, tagged

from .call_common import MONDAY, CallCase
from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestTourScenario(CallCase, GalleryCase, HttpCase):
    """From zero to a working scenario in at most six clicks, on screen."""

    def _walk(self, code, lang):
        self.designer.lang = lang
        self.start_tour("/odoo", f"crm_process_scenario_{code}", login="designer")
        self.env.invalidate_all()
        self._end_transaction()
        scenario = self._get_ready(code)
        self.assertEqual((scenario.state, scenario.run_as_id), ("on", self.designer))
        return scenario

    # === 1. A REQUEST FOR EVERY NEW CONTACT === #

    def _walk_new_contact(self, lang):
        self._walk("new_contact", lang)
        contact = self.client.create({"name": "Olena"})
        self._end_transaction()
        request = self.env["crm.lead"].search([("partner_id", "=", contact.id)])
        self.assertEqual(request.name, "Call Olena")

    def test_request_for_a_contact_in_english(self):
        self._walk_new_contact("en_US")

    def test_request_for_a_contact_in_ukrainian(self):
        self._walk_new_contact("uk_UA")

    # === 2. CALL BACK AFTER A MISSED CALL === #

    def _walk_missed_call(self, lang):
        scenario = self._walk("missed_call", lang)
        with self.at(MONDAY):
            self._report()
            self._end_transaction()
            self.assertDone(scenario)
            task = self._get_callbacks()
            self.assertEqual(str(task.deadline), "2026-11-02 09:00:00")

    def test_call_back_in_english(self):
        self._walk_missed_call("en_US")

    def test_call_back_in_ukrainian(self):
        self._walk_missed_call("uk_UA")

    # === 4. A DISCOUNT WHEN THE DETAIL SAYS YES === #

    def _walk_yes_discount(self, lang):
        scenario = self._walk("yes_discount", lang)
        deal = self._create_case_of("template_turnkey_repair_v1", name="Flat")
        self._set_details(deal, calculate_discount=True)
        self.assertDone(scenario)
        self.assertEqual(deal.process_discount, 7)

    def test_discount_in_english(self):
        self._walk_yes_discount("en_US")

    def test_discount_in_ukrainian(self):
        self._walk_yes_discount("uk_UA")
