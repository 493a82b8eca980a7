from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestCasePropertyGate(ProcessCase):
    """A control point waits until a property is answered; zero is an answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        kinds = {"guests": "integer", "discount": "float", "is_agreed": "boolean"}
        cls.template.case_properties_definition = [
            {"name": name, "string": name, "type": kind} for name, kind in kinds.items()
        ]

    def _create_gated_case(self, name, value):
        self._create_control(self.todo, name, kind="property", property_name=name)
        case = self._create_case(self.sally)
        case.properties = {name: value}
        return case

    def test_no_guests_at_all_is_an_answer(self):
        case = self._create_gated_case("guests", 0)
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_no_discount_is_an_answer(self):
        case = self._create_gated_case("discount", 0.0)
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_empty_number_is_no_answer(self):
        case = self._create_gated_case("guests", False)
        with self.assertRefused("Fill in “guests”"):
            case.stage_id = self.doing

    def test_box_that_is_not_ticked_is_no_answer(self):
        case = self._create_gated_case("is_agreed", False)
        with self.assertRefused("Fill in “is_agreed”"):
            case.stage_id = self.doing
