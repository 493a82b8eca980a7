from odoo import fields
from odoo.tests import tagged

from .gallery_common import CODES, GalleryCase


@tagged("post_install", "-at_install")
class TestGallery(GalleryCase):
    """Sixteen ready scenarios, off, in plain words; all of them work together."""

    def _switch_all_on(self):
        seniors = {"senior_user_ids": [(6, 0, self.oleh.ids)], "user_id": False}
        experienced = self._create_rule_of_people("experience", **seniors)
        self._restore_products()
        settings = {
            10: {"rule": self._create_rule_of_people()},
            11: {"rule": experienced},
        }
        for number in range(1, 17):
            self._switch_on(number, **settings.get(number, {}))

    def _restore_products(self):
        rules = self._ref("scenario_03_action").process_line_ids
        rules.product_id.active = True

    def test_all_are_there_and_off(self):
        ready = self._get_ready().sorted()
        self.assertEqual(tuple(ready.mapped("code")), CODES)
        self.assertEqual(set(ready.mapped("state")), {"off"})
        rules = ready.with_context(active_test=False).automation_ids
        self.assertFalse(any(rules.mapped("active")))

    def test_each_says_in_words_what_it_does_and_where_it_comes_from(self):
        ready = self._get_ready().sorted()
        for scenario in ready:
            with self.subTest(scenario.code):
                self.assertGreater(len(scenario.description), 80)
                self.assertTrue(scenario.task_class)
                self.assertTrue(scenario.parameter_ids)
        self.assertEqual(ready.mapped("origin"), ["source"] * 5 + ["task_class"] * 11)

    def test_each_is_switched_on_after_its_required_settings(self):
        self._switch_all_on()
        self.assertEqual(set(self._get_ready().mapped("state")), {"on"})

    def test_every_setting_shows_a_value_of_its_kind(self):
        for parameter in self._get_ready().parameter_ids:
            with self.subTest(parameter.name):
                self.assertTrue(parameter.kind)
                parameter._get_plain_value()

    def test_scenario_whose_process_is_not_active_says_so(self):
        self._ref("template_event_v1").action_retire()
        with self.assertRefused("“Event sale”, which has no active version"):
            self._switch_on(9)

    # === ALL OF THEM AT ONCE === #

    def test_all_on_break_nothing(self):
        self._switch_all_on()
        hall = self.env["product.product"].create({"name": "Hall", "list_price": 100})
        contacts = self.env["res.partner"].create(
            [{"name": f"Contact {n}", "email": f"c{n}@x.example"} for n in range(3)]
        )
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": f"Deal {number}",
                    "type": "opportunity",
                    "partner_id": contacts[number].id,
                    "user_id": self.sally.id,
                    "medium_id": self.env.ref("utm.utm_medium_website").id,
                    "expected_revenue": 20000,
                }
                for number in range(3)
            ]
        )
        self._end_transaction()
        order = self.env["sale.order"].create(
            {
                "partner_id": contacts[0].id,
                "opportunity_id": leads[0].id,
                "order_line": [(0, 0, {"product_id": hall.id})],
            }
        )
        order.action_confirm()
        self._end_transaction()
        for number, template in enumerate(("turnkey_repair_v1", "event_v1")):
            self._activate_ready(f"template_{template}")
            lead = self._create_case_of(f"template_{template}", name=f"More {number}")
            self._set_details(
                lead,
                room_length=5.0,
                room_width=6.0,
                room_height=3.0,
                wall_material="brick",
                calculate_discount=True,
                event_date=fields.Date.to_string(fields.Date.today()),
            )
        runs = self.Run.search([("scenario_id", "in", self._get_ready().ids)])
        self.assertGreater(len(runs), 10)
        bad = runs.filtered(lambda run: run.state not in ("done", "skipped"))
        self.assertFalse(bad, bad.mapped(lambda r: (r.scenario_id.code, r.error)))

    # === A NEW VERSION === #

    def test_new_version_of_the_process_breaks_nothing(self):
        for number in (7, 8, 9, 12):
            self._switch_on(number)
        first = self._ref("template_event_v1")
        second = first.action_new_version()
        second.action_activate()
        lead = self._create_case_of("template_event_v1", name="New version")
        self.assertEqual(lead.case_id.template_id, second)
        self._walk_to(lead, "contract")
        for number in (8, 9, 12):
            runs = self._get_runs(self._get_scenario(number))
            self.assertIn("done", runs.mapped("state"), runs.mapped("error"))
        self.env.invalidate_all()
        self.assertEqual(
            self._ref("scenario_07_action").process_stage_id.template_id, second
        )
