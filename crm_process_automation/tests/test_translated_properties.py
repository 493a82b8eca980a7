from unittest.mock import patch

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import code_translations

UKRAINIAN = {"Type of event": "Вид заходу", "Wedding": "Весілля"}


@tagged("post_install", "-at_install")
class TestTranslatedProperties(TransactionCase):
    """Ready-made labels of properties speak the user's language; own ones stay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("uk_UA")
        cls.startClassPatcher(
            patch.object(
                type(code_translations),
                "get_python_translations",
                lambda self, module, lang: UKRAINIAN if lang == "uk_UA" else {},
            )
        )
        cls.english = (
            cls.env["crm.process.template"]
            .with_context(lang="en_US")
            .create(
                {
                    "name": "Party",
                    "code": "party",
                    "case_properties_definition": [
                        {
                            "name": "event_type",
                            "string": "Type of event",
                            "type": "selection",
                            "selection": [["wedding", "Wedding"], ["ball", "Ball"]],
                        },
                        {"name": "dress", "string": "Dress code", "type": "char"},
                    ],
                }
            )
        )
        cls.ukrainian = cls.english.with_context(lang="uk_UA")

    def _labels(self, template):
        template.invalidate_recordset()
        definition = template.case_properties_definition
        return (
            [each["string"] for each in definition],
            [option[1] for option in definition[0]["selection"]],
        )

    def test_ready_labels_are_read_in_the_language_of_the_user(self):
        self.assertEqual(
            self._labels(self.ukrainian),
            (["Вид заходу", "Dress code"], ["Весілля", "Ball"]),
        )
        self.assertEqual(
            self._labels(self.english),
            (["Type of event", "Dress code"], ["Wedding", "Ball"]),
        )

    def test_editing_in_one_language_leaves_the_labels_to_the_other(self):
        definition = self.ukrainian.case_properties_definition
        definition[1]["string"] = "Дрес-код"
        self.ukrainian.case_properties_definition = definition
        self.assertEqual(self._labels(self.english)[0], ["Type of event", "Дрес-код"])

    def test_copy_made_in_ukrainian_speaks_english_too(self):
        copied = self.ukrainian.create(
            {
                "name": "Party",
                "code": "party",
                "case_properties_definition": self.ukrainian.case_properties_definition,
            }
        )
        self.assertEqual(
            self._labels(copied.with_context(lang="en_US")), self._labels(self.english)
        )

    def test_case_shows_its_properties_in_the_language_of_the_user(self):
        self.env["crm.process.stage"].create(
            [
                {"template_id": self.english.id, "name": "A", "code": "a"}
                | {"is_start": True},
                {"template_id": self.english.id, "name": "B", "code": "b"}
                | {"is_end": True, "outcome": "success"},
            ]
        )
        start, end = self.english.stage_ids.sorted("id")
        self.env["crm.process.transition"].create(
            {"from_stage_id": start.id, "to_stage_id": end.id}
        )
        self.english.action_activate()
        case = self.env["crm.process.case"].create(
            {"name": "Ball", "template_id": self.english.id}
        )
        case.properties = {"event_type": "wedding"}
        shown = case.with_context(lang="uk_UA").read(["properties"])[0]["properties"]
        self.assertEqual(shown[0]["string"], "Вид заходу")
        self.assertEqual(shown[0]["value"], "wedding")
