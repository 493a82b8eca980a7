from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from .screen_common import MUTED, ScreenCase


@tagged("post_install", "-at_install")
class TestAttackScenarioRights(ScreenCase):
    """A consultant who would like to have more rights than he has."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = new_test_user(
            cls.env,
            "boss",
            groups="base.group_system,sales_team.group_sale_manager,"
            "crm_process_automation.group_process_designer",
        )

    def _let_boss_run_it(self):
        self.scenario.run_as_id = self.boss
        self.scenario.with_user(self.boss).action_switch_on()
        self._settle()

    # === WHOSE RIGHTS === #

    def test_scenario_of_the_boss_is_not_switched_by_a_mere_write(self):
        self._let_boss_run_it()
        self.assertWriteRefused(self.scenario, {"active": False})
        self.assertWriteRefused(self.action, {"value": "Mine"})

    def test_nobody_names_somebody_else_as_who_has_switched_it_on(self):
        self.assertWriteRefused(self.scenario, {"switched_on_by_id": self.boss.id})

    def test_active_is_switched_by_its_verbs_only(self):
        self.assertWriteRefused(self.scenario, {"active": True})

    def test_pause_is_lifted_by_its_verb_only(self):
        self._let_boss_run_it()
        self.scenario._pause("Something is wrong")
        self._settle()
        self.assertWriteRefused(self.scenario, {"pause_reason": False})

    def test_scenario_that_the_boss_switched_off_is_tried_in_ones_own_rights(self):
        self._let_boss_run_it()
        self._mine(self.scenario).action_switch_off()
        self._settle()
        lead = self._create_lead()
        self._end_transaction()
        told = self._mine(self.scenario)._try_on(lead.with_user(self.designer))
        self.assertIn("boss", told.error)

    # === ACCOUNTS === #

    def test_account_of_a_colleague_is_not_written(self):
        for path in ("user_id.email", "user_id.partner_id.email"):
            with self.subTest(path):
                self.assertWriteRefused(self.action, {"update_path": path})

    def test_responsible_is_written(self):
        self._mine(self.action).update_path = "user_id"
        self.assertEqual(self.action.update_path, "user_id")

    # === PRODUCTS === #

    def _create_product_rule(self):
        self.action.write({"state": "process_fill"})
        product = self.env["product.product"].create({"name": "Wallpaper"})
        return self.env["crm.process.product.rule"].create(
            {"action_id": self.action.id, "product_id": product.id}
        )

    def test_products_of_what_acts_with_more_rights_are_not_changed(self):
        row = self._create_product_rule()
        self._let_boss_run_it()
        self.assertWriteRefused(row, {"quantity_formula": "1000"})
        with self.assertRaises(UserError):
            self._mine(row).unlink()
        with self.assertRaises(UserError):
            self._mine(row).copy()

    def test_products_of_a_technical_scenario_are_administrators(self):
        row = self._create_product_rule()
        self.scenario.is_technical = True
        self._settle()
        self.assertWriteRefused(row, {"quantity_formula": "1000"})

    # === WHAT IS CLOSED === #

    def test_journal_keeps_secrets_of_conditions(self):
        self.rule.filter_domain = "[('expected_revenue', '>', 1)]"
        self.scenario.with_user(self.designer).action_switch_on()
        lead = self._create_lead()
        self._end_transaction()
        run = self._get_runs(self.scenario)
        self.assertEqual(run.lead_id.id, lead.id)
        with mute_logger("odoo.orm.models"), self.assertRaises(AccessError):
            run.with_user(self.sally).read(["condition_values"])

    def test_conditions_ask_nothing_that_is_closed_to_the_consultant(self):
        for domain in (
            "[('user_id', 'any', [('totp_secret', '=', 'x')])]",
            "[('user_id.totp_secret', '=', 'x')]",
            "[('partner_id.signup_type', '=', 'x')]",
        ):
            with self.subTest(domain):
                self.assertWriteRefused(self.rule, {"filter_domain": domain})

    def test_call_from_outside_names_no_record_of_another_model(self):
        self.rule.write({"trigger": "on_webhook"})
        self.action.write({"update_path": "name", "value": "Hacked"})
        self.scenario.with_user(self.designer).action_switch_on()
        self._settle()
        client = self.env["res.partner"].create({"name": "Sunflower"})
        logger = "odoo.addons.base_automation.models.base_automation"
        call = {"_model": "res.partner", "_id": client.id}
        with mute_logger(logger), suppress(UserError, ValueError):
            self.rule.sudo()._execute_webhook(call)
        self._end_transaction()
        self.assertEqual(client.name, "Sunflower")

    def test_update_path_reaches_no_groups(self):
        self.scenario.is_technical = True
        admins = self.env.ref("base.group_system")
        self.action.write(
            {
                "update_path": "user_id.group_ids",
                "update_m2m_operation": "add",
                "resource_ref": f"res.groups,{admins.id}",
            }
        )
        self.scenario.run_as_id = self.designer
        self.scenario.with_user(self.boss).action_switch_on()
        self._settle()
        self._create_lead(self.designer)
        with mute_logger("odoo.addons.crm_process_automation", *MUTED):
            self._end_transaction()
        self.assertNotIn(admins, self.designer.group_ids)
        self.assertEqual(self._get_runs(self.scenario).state, "failed")

    # === STOCK === #

    def test_button_of_odoo_works_for_consultants_as_for_others(self):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Button",
                "model_id": self.rule.model_id.id,
                "state": "code",
                "code": "records.write({'referred': 'button'})",
                "group_ids": [Command.link(self.env.ref("base.group_user").id)],
            }
        )
        for user in (self.designer, self.sally):
            lead = self._create_lead()
            self.env.flush_all()
            self.env.invalidate_all()
            action.with_user(user).with_context(
                active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
            ).run()
            self.assertEqual(lead.referred, "button")
