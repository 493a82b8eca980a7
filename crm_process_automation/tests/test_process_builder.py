from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged, users

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestProcessBuilder(ProcessCase):
    """A few block names become a map that can be activated at once."""

    def _build(self, names, **values):
        wizard = self.env["crm.process.builder"].create(
            {
                "name": "Sale of courses",
                "line_ids": [
                    Command.create({"name": name, "sequence": place})
                    for place, name in enumerate(names)
                ],
                **values,
            }
        )
        action = wizard.action_build()
        return self.env[action["res_model"]].browse(action["res_id"])

    # === WHAT IS BUILT === #

    @users("designer")
    def test_blocks_become_a_process_that_activates(self):
        template = self._build(["Request", "Talk", "Contract", "Training"])
        self.assertEqual(template.state, "draft")
        template.action_activate()
        self.assertEqual(template.state, "active")

    def test_success_route_goes_from_first_block_to_last(self):
        template = self._build(["Request", "Talk", "Training"], has_refusal=False)
        stages = template.stage_ids.sorted()
        self.assertEqual(stages.mapped("name"), ["Request", "Talk", "Training"])
        self.assertEqual(stages.mapped("is_start"), [True, False, False])
        self.assertEqual(stages.mapped("outcome"), [False, False, "success"])
        arrows = stages.transition_ids
        self.assertEqual(set(arrows.mapped("kind")), {"success"})
        self.assertEqual(arrows.from_stage_id, stages[:2])
        self.assertEqual(stages[0].transition_ids.to_stage_id, stages[1])
        self.assertEqual(stages[1].transition_ids.to_stage_id, stages[2])

    def test_chance_of_success_grows_evenly_to_certainty(self):
        template = self._build(list("ABCDE"), has_refusal=False)
        self.assertEqual(
            template.stage_ids.sorted().mapped("probability"), [20, 40, 60, 80, 100]
        )

    def test_client_may_refuse_from_every_open_stage(self):
        template = self._build(["Request", "Talk", "Training"])
        refused = template.stage_ids.filtered(lambda stage: stage.name == "Refused")
        arrows = refused.incoming_transition_ids
        self.assertEqual((refused.is_end, refused.outcome), (True, "refused"))
        self.assertEqual(arrows.from_stage_id.mapped("name"), ["Request", "Talk"])
        self.assertEqual(set(arrows.mapped("kind")), {"refuse"})
        self.assertTrue(all(arrows.mapped("needs_reason")))

    def test_codes_are_latin_and_unique(self):
        first = self._build(["Заявка", "A+", "A-"], name="Продаж курсів")
        second = self._build(["Заявка", "Згода"], name="Продаж курсів")
        self.assertEqual(first.code, "prodazh_kursiv")
        self.assertEqual(second.code, "prodazh_kursiv_2")
        self.assertEqual(
            first.stage_ids.sorted().mapped("code"), ["zaiavka", "a", "a_2", "refused"]
        )

    def test_process_on_orders_is_an_order_process(self):
        template = self._build(["Request", "Delivery"], host_model="sale.order")
        self.assertEqual((template.host_model, template.kind), ("sale.order", "order"))

    # === TYPING === #

    def test_pasted_lines_become_blocks(self):
        with Form(self.env["crm.process.builder"]) as form:
            form.name = "Sale of courses"
            form.pasted = "1. Request\n- Talk\n\n 3D model \n"
            self.assertFalse(form.pasted)
            self.assertIn("3 so far", form.advice)
        wizard = form.record
        self.assertEqual(
            wizard.line_ids.sorted().mapped("name"), ["Request", "Talk", "3D model"]
        )

    def test_good_number_of_blocks_is_told(self):
        wizard = self.env["crm.process.builder"].new({"name": "Courses"})
        self.assertEqual(wizard.advice, "4 to 7 blocks are best.")
        wizard.line_ids = [Command.create({"name": name}) for name in "ABCD"]
        self.assertEqual(wizard.advice, "4 blocks: a good scheme.")

    # === BAD INPUT === #

    def test_one_block_is_no_process(self):
        with self.assertRefused("a beginning and an end"):
            self._build(["Request"])

    def test_thirteen_blocks_are_too_many_and_twelve_are_not(self):
        self.assertEqual(self._build(list("ABCDEFGHIJKL")).stage_count, 13)
        with self.assertRefused("13 blocks are too many"):
            self._build(list("ABCDEFGHIJKLM"))

    def test_block_without_name_is_pointed_at(self):
        with self.assertRefused("Block 2 has no name"):
            self._build(["Request", "  ", "Training"])

    def test_double_name_is_pointed_at(self):
        with self.assertRefused("Two blocks are called “talk”"):
            self._build(["Talk", "Contract", "talk "])

    def test_block_called_like_the_added_end_is_pointed_at(self):
        with self.assertRefused("“Refused” is the end that is added"):
            self._build(["Request", "Refused", "Training"])
        template = self._build(["Request", "Refused", "Training"], has_refusal=False)
        self.assertEqual(template.stage_count, 3)

    # === RIGHTS === #

    @users("designer")
    def test_designer_may_build(self):
        self.assertTrue(self._build(["Request", "Training"]))

    @users("sally")
    def test_salesperson_may_not_build(self):
        with self.assertRaises(AccessError):
            self._build(["Request", "Training"])
