from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .requisites_common import IBAN, OTHER_IBAN, RequisitesCase

MODELS = "odoo.addons.base.models.ir_model"


@tagged("post_install", "-at_install")
class TestRequisitesAccount(RequisitesCase):
    """Whoever keeps a client keeps his requisites, and no account that we pay to."""

    @mute_logger(MODELS)
    def assertMayNotKeep(self, user, partner):
        with (
            self.assertRaisesRegex(UserError, "may not change the bank account"),
            self.env.cr.savepoint(),
        ):
            partner.with_user(user).process_iban = OTHER_IBAN

    def test_salesperson_fills_in_the_requisites_of_a_client(self):
        client = self.client.with_user(self.sally)
        client.write(
            {
                "company_registry": "21560045",
                "process_signatory": "Гончар Ольга",
                "process_iban": IBAN,
                "process_bank_name": "Ощадбанк",
            }
        )
        party = client._get_requisites("uk_UA")
        self.assertEqual(party["code"], "21560045")
        self.assertEqual(party["signatory"], "Гончар Ольга")
        self.assertEqual((party["iban"], party["bank"]), (IBAN, "Ощадбанк"))

    def test_salesperson_makes_a_client_with_his_account(self):
        client = (
            self.env["res.partner"]
            .with_user(self.sally)
            .create({"name": "ТОВ «Нове»", "is_company": True, "process_iban": IBAN})
        )
        self.assertEqual(client.bank_ids.acc_number, IBAN)

    def test_salesperson_does_not_touch_our_own_account(self):
        self.assertMayNotKeep(self.sally, self.env.company.partner_id)

    def test_salesperson_does_not_touch_the_account_of_a_vendor(self):
        self.client.supplier_rank = 1
        self.assertMayNotKeep(self.sally, self.client)

    def test_salesperson_does_not_touch_the_account_of_a_colleague(self):
        self.assertMayNotKeep(self.sally, self.oleh.partner_id)

    def test_salesperson_does_not_touch_the_account_of_a_vendors_person(self):
        self.client.supplier_rank = 1
        person = self._create_party("Ольга", parent_id=self.client.id)
        self.assertMayNotKeep(self.sally, person)

    def test_who_may_keep_accounts_keeps_our_own(self):
        self.sally.group_ids += self.env.ref("base.group_partner_manager")
        own = self.env.company.partner_id
        own.with_user(self.sally).process_iban = OTHER_IBAN
        self.assertEqual(own.process_iban, OTHER_IBAN)

    def test_clerk_without_rights_on_clients_fills_in_nothing(self):
        clerk = self._create_user("clerk", "base.group_user")
        with self.assertRaises(AccessError), mute_logger(MODELS):
            self.client.with_user(clerk).process_iban = OTHER_IBAN

    def test_new_account_is_not_trusted_for_payments(self):
        self.client.with_user(self.sally).process_iban = IBAN
        self.assertFalse(self.client.bank_ids.allow_out_payment)

    def test_another_number_adds_an_account_before_the_first(self):
        self.firm.process_iban = OTHER_IBAN
        self.assertEqual(self.firm.process_iban, OTHER_IBAN)
        self.assertEqual(len(self.firm.bank_ids), 2)

    def test_number_known_before_becomes_the_first_again(self):
        self.firm.process_iban = OTHER_IBAN
        self.firm.process_iban = IBAN
        self.assertEqual(self.firm._get_requisites("uk_UA")["iban"], IBAN)
        self.assertEqual(len(self.firm.bank_ids), 2)

    def test_emptied_number_puts_the_account_away(self):
        self.firm.process_iban = False
        self.assertFalse(self.firm.process_iban)
        self.firm.process_iban = IBAN
        self.assertEqual(self.firm.process_iban, IBAN)

    def test_bank_is_made_once(self):
        for partner in (self.client, self.sole):
            partner.with_user(self.sally).write(
                {"process_iban": IBAN, "process_bank_name": "  Новий   банк "}
            )
        banks = self.env["res.bank"].search([("name", "=", "Новий банк")])
        self.assertEqual(len(banks), 1)

    def test_another_bank_renames_no_bank(self):
        bank = self.firm.bank_ids.bank_id
        self.firm.process_bank_name = "Ощадбанк"
        self.assertEqual(bank.name, "ПриватБанк")
        self.assertEqual(self.firm.process_bank_name, "Ощадбанк")
