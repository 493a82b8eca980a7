from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .action_common import ActionCase

PROPERTIES = [
    {"name": "room_length", "string": "Room Length", "type": "float"},
    {"name": "event_date", "string": "Event Date", "type": "date"},
    {
        "name": "walls",
        "string": "Walls",
        "type": "selection",
        "selection": [["brick", "Brick"], ["wood", "Wood"]],
    },
]


@tagged("post_install", "-at_install")
class TestActionText(ActionCase):
    """Placeholders say what the record says, to whom may read it, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.case_properties_definition = PROPERTIES
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)
        cls.case = cls.lead.case_id
        cls.action = cls._create_action("log", process_body="Hello")

    def _fill(self, text, record=None):
        return self.action._fill_in(text, self.lead if record is None else record)

    # === VALUES === #

    def test_fields_are_said_in_words(self):
        self.lead.write({"date_deadline": "2026-12-01", "priority": "2"})
        self.assertEqual(
            self._fill("{name}, {partner_id.name}"), "Autumn fair, Sunflower Ltd"
        )
        self.assertEqual(self._fill("{date_deadline}"), "12/01/2026")
        self.assertEqual(self._fill("{priority}"), "High")
        self.assertEqual(self._fill("{active}"), "Yes")
        self.assertEqual(self._fill("{case_id.stage_id.name}"), "To do")
        self.assertEqual(self._fill("[{email_from}]"), "[]")

    def test_money_bears_its_currency(self):
        text = self._fill("{expected_revenue}")
        self.assertEqual(text.replace("\N{NO-BREAK SPACE}", " "), "$ 1,000.00")

    def test_properties_of_the_process_are_said(self):
        self.case.properties = {
            "room_length": 5.5,
            "event_date": "2026-12-24",
            "walls": "brick",
        }
        text = "{properties.room_length} m, {properties.walls}, {properties.event_date}"
        self.assertEqual(self._fill(text), "5.5 m, Brick, 12/24/2026")
        self.assertEqual(self._fill(text, self.case), "5.5 m, Brick, 12/24/2026")

    def test_property_nobody_has_filled_in_says_nothing(self):
        self.assertEqual(self._fill("[{properties.walls}]"), "[]")

    def test_language_is_the_readers(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        lead = self.lead.with_context(lang="uk_UA")
        self.case.properties = {"room_length": 5.5}
        self.assertEqual(self._fill("{properties.room_length}", lead), "5,5")

    def test_what_records_say_is_escaped(self):
        self.lead.name = "<script>alert(1)</script>{user_id.name}"
        text = self.action._fill_in_html("<p>{name}</p>", self.lead)
        self.assertEqual(
            text, "<p>&lt;script&gt;alert(1)&lt;/script&gt;{user_id.name}</p>"
        )

    def test_html_of_a_record_stays_html_or_becomes_text(self):
        self.lead.description = "<p>Big <b>stage</b></p>"
        text = self.action._fill_in_html("{description}", self.lead)
        self.assertEqual(text, "<p>Big <b>stage</b></p>")
        self.assertEqual(self._fill("{description}"), "Big *stage*")

    # === WHAT IS NOT SAID === #

    def test_unknown_name_warns_with_the_remedy(self):
        for path in (
            "no_such",
            "partner_id.no_such",
            "name.upper",
            "partner_id.image_1920",
        ):
            with self.subTest(path):
                self.action.process_body = f"Hello {{{path}}}"
                self.assertRegex(self.action.warning, f"has no {{{path}}}. Correct")

    def test_texts_that_are_no_placeholders_stay(self):
        self.action.process_body = "a {} b { name } {1} {x+y}"
        self.assertFalse(self.action.warning)
        self.assertEqual(self._fill("a {} b { name } {x+y}"), "a {} b { name } {x+y}")

    def test_closed_field_is_not_said(self):
        with self.assertRaisesRegex(UserError, "closed to sally"):
            self._fill("{partner_id.signup_type}")

    def test_open_field_of_a_closed_record_is_not_said(self):
        self.env["ir.rule"].create(
            {
                "name": "Secret clients",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": "[('name', '!=', 'Sunflower Ltd')]",
            }
        )
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self._fill("{partner_id.phone}")

    # === THE CASE === #

    def test_case_says_what_comes_next(self):
        self.assertEqual(self._fill("{case_stage} → {case_next_step}"), "To do → Doing")

    def test_deal_without_a_case_says_nothing_of_it(self):
        lead = self._create_bare_lead()
        text = "[{case_stage}{case_next_step}{case_missing}{case_tasks}]"
        self.assertEqual(self._fill(text, lead), "[]")
