from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestCaseProperties(LeadCase):
    """What a process needs to know is filled in on the deal itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.case_properties_definition = [
            {"name": "event_date", "string": "Date of the event", "type": "date"},
            {"name": "guests", "string": "Guests", "type": "integer"},
            {
                "name": "venue",
                "string": "Venue",
                "type": "many2one",
                "comodel": "res.partner",
            },
        ]
        cls._create_control(
            cls.todo, "Date known", kind="property", property_name="event_date"
        )
        cls.lead = cls._create_running_lead()

    def _read(self, lead):
        [values] = lead.web_read({"case_properties": {}})
        return {
            each["name"]: each.get("value", False) for each in values["case_properties"]
        }

    def _save(self, lead, **values):
        [read] = lead.web_read({"case_properties": {}})
        properties = [
            each | {"value": values.get(each["name"], each.get("value"))}
            for each in read["case_properties"]
        ]
        lead.web_save({"case_properties": properties}, {"case_properties": {}})

    def test_deal_shows_the_properties_of_its_case(self):
        self.lead.case_id.sudo().properties = {"guests": 80}
        self.assertEqual(self._read(self.lead)["guests"], 80)

    def test_what_is_filled_in_on_the_deal_opens_the_gate(self):
        with self.assertRefused("Fill in “Date of the event”"):
            self.lead.case_id.stage_id = self.doing
        self._save(self.lead, event_date="2026-12-31")
        self.lead.case_id.stage_id = self.doing
        self.assertEqual(self.lead.case_id.stage_id, self.doing)

    def test_one_property_does_not_wipe_another(self):
        venue = self.env["res.partner"].create({"name": "Riverside hall"})
        self._save(self.lead, venue=venue.id)
        self._save(self.lead, event_date="2026-12-31")
        self.assertEqual(
            self._read(self.lead),
            {
                "event_date": "2026-12-31",
                "guests": False,
                "venue": (venue.id, "Riverside hall"),
            },
        )

    def test_restored_deal_keeps_its_properties(self):
        venue = self.env["res.partner"].create({"name": "Riverside hall"})
        self._save(self.lead, venue=venue.id)
        before = self.lead.case_id
        before._move_along(self.refuse_early, text="Too dear")
        self.lead.action_unarchive()
        self.assertNotEqual(self.lead.case_id, before)
        self.assertEqual(self._read(self.lead)["venue"][0], venue.id)

    def test_stock_deal_has_none(self):
        self.template.action_retire()
        lead = self._create_lead()
        self.assertEqual(
            lead.web_read({"case_properties": {}})[0]["case_properties"], []
        )
