from odoo.tests import tagged, users

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestTemplateProperties(ProcessCase):
    """A consultant gives cases the properties that Odoo has no field for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guests = {"name": "guests", "string": "Guests", "type": "integer"}
        cls.template.case_properties_definition = [cls.guests]

    def _define(self, *properties, template=None):
        (template or self.template).case_properties_definition = list(properties)

    def _get_names(self, template=None):
        definition = (template or self.template).case_properties_definition
        return [prop["name"] for prop in definition]

    def _make_new(self, label, number=1, **values):
        return {"name": f"new_{number}", "string": label, "type": "char", **values}

    # === DEFINING === #

    @users("designer")
    def test_designer_adds_renames_and_removes(self):
        template = self.template.with_user(self.env.user)
        renamed = self.guests | {"string": "Number of guests"}
        self._define(renamed, self._make_new("Menu"), template=template)
        self.assertEqual(self._get_names(), ["guests", "menu"])
        label = self.template.case_properties_definition[0]["string"]
        self.assertEqual(label, "Number of guests")
        self._define(self._make_new("Menu"), template=template)
        self.assertEqual(self._get_names(), ["menu_2"])

    def test_case_has_what_its_process_defines(self):
        self._define(self.guests | {"default": 40})
        case = self._create_case()
        self.assertEqual(case._get_property("guests"), 40)

    def test_active_version_keeps_its_properties(self):
        self._activate()
        with self.assertRefused("“Work” is not a draft any more"):
            self._define(self._make_new("Menu"))

    # === CODES === #

    def test_new_property_is_called_by_its_label_in_latin_letters(self):
        self._define(
            self._make_new("Площа зали", 1),
            self._make_new("Площа зали!", 2),
            self._make_new("→", 3),
        )
        names = ["ploshcha_zaly", "ploshcha_zaly_2", "property"]
        self.assertEqual(self._get_names(), names)

    def test_code_of_another_version_is_not_taken_again(self):
        """What cases hold under it may be of another type."""
        self._activate()
        draft = self.template.action_new_version()
        self._define(self._make_new("Guests", type="char"), template=draft)
        self.assertEqual(self._get_names(draft), ["guests_2"])

    def test_new_process_may_use_any_code(self):
        other = self._create_template(
            "Other", case_properties_definition=[self._make_new("Guests")]
        )
        self.assertEqual(self._get_names(other), ["guests"])

    # === BAD INPUT === #

    def test_property_without_name_is_pointed_at(self):
        with self.assertRefused("Property 2 has no name"):
            self._define(self.guests, self._make_new(" "))

    def test_double_name_is_pointed_at(self):
        with self.assertRefused("Two properties are called “guests”"):
            self._define(self.guests, self._make_new("guests"))

    def test_choice_of_nothing_is_pointed_at(self):
        with self.assertRefused("“Menu” offers nothing to choose from"):
            self._define(self._make_new("Menu", type="selection"))
        with self.assertRefused("“Hall” does not say what to choose from"):
            self._define(self._make_new("Hall", type="many2one"))

    # === CONTROL POINTS === #

    @users("designer")
    def test_control_point_chooses_among_the_properties_of_its_process(self):
        control = self._create_control(
            self.doing, "Guests", kind="property", property_name="guests"
        )
        control = control.with_user(self.env.user)
        self.assertEqual(control.property_choices, [["guests", "Guests"]])
        self._define()
        control.invalidate_recordset()
        self.assertFalse(control.property_choices)
