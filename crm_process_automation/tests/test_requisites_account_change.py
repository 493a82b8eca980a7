from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .money_common import MoneyCase
from .requisites_common import IBAN, OTHER_IBAN


@tagged("post_install", "-at_install")
class TestRequisitesAccountChange(MoneyCase):
    """Who keeps a client gives him his first account; whom we pay, he gives none.

    Sally sells; the keeper sells, too, and has Odoo's right to keep bank accounts.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls._create_user(
            "keeper", "sales_team.group_sale_salesman,base.group_partner_manager"
        )

    @classmethod
    def _add_trusted_account(cls):
        cls.client.bank_ids = [
            Command.create({"acc_number": IBAN, "allow_out_payment": True})
        ]
        return cls.client.bank_ids

    @mute_logger("odoo.addons.base.models.ir_model")
    def assertMayNotWrite(self, partner, **values):
        with (
            self.assertRaisesRegex(UserError, "may .*bank account.*Creation"),
            self.env.cr.savepoint(),
        ):
            partner.with_user(self.sally).write(values)

    def _create_bill(self, partner, move_type="in_invoice"):
        return self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": partner.id,
                "invoice_line_ids": [Command.create({"name": "Flowers"})],
            }
        )

    def _create_payment(self, payment_type):
        self.env["account.payment"].create(
            {
                "partner_id": self.client.id,
                "payment_type": payment_type,
                "amount": 5,
            }
        )

    # === THE FIRST ACCOUNT === #

    def test_salesperson_gives_a_client_his_first_account(self):
        self.client.with_user(self.sally).process_iban = IBAN
        self.assertEqual(self.client.bank_ids.acc_number, IBAN)

    def test_salesperson_gives_a_client_who_paid_his_first_account(self):
        self._create_payment("inbound")
        self.client.with_user(self.sally).process_iban = IBAN
        self.assertEqual(self.client.bank_ids.acc_number, IBAN)

    def test_empty_number_of_a_client_without_account_is_nothing(self):
        self.client.with_user(self.sally).write(
            {"process_iban": False, "process_bank_name": False}
        )
        self.assertFalse(self.client.bank_ids)

    # === AN ACCOUNT THAT IS THERE === #

    def test_salesperson_puts_no_other_account_before_the_first(self):
        account = self._add_trusted_account()
        self.assertMayNotWrite(self.client, process_iban=OTHER_IBAN)
        self.assertEqual(self.client.bank_ids, account)

    def test_salesperson_changes_no_bank_of_an_account(self):
        self._add_trusted_account()
        self.assertMayNotWrite(self.client, process_bank_name="Ощадбанк")

    def test_salesperson_archives_no_account(self):
        account = self._add_trusted_account()
        self.assertMayNotWrite(self.client, process_iban=False)
        self.assertTrue(account.active)

    def test_salesperson_takes_up_no_archived_account(self):
        account = self._add_trusted_account()
        account.active = False
        self.assertMayNotWrite(self.client, process_iban=IBAN)
        self.assertFalse(account.active)

    def test_salesperson_adds_none_beside_an_archived_account(self):
        self._add_trusted_account().active = False
        self.assertMayNotWrite(self.client, process_iban=OTHER_IBAN)

    def test_salesperson_reorders_no_accounts(self):
        self._add_trusted_account()
        self.client.bank_ids = [
            Command.create({"acc_number": OTHER_IBAN, "sequence": 99})
        ]
        self.assertMayNotWrite(self.client, process_iban=OTHER_IBAN)
        self.assertEqual(self.client.process_iban, IBAN)

    def test_salesperson_saves_a_card_with_its_account_unchanged(self):
        self._add_trusted_account()
        self.client.with_user(self.sally).write(
            {"process_iban": IBAN, "process_bank_name": False, "city": "Львів"}
        )
        self.assertEqual(self.client.city, "Львів")

    def test_who_may_keep_accounts_changes_and_archives_them(self):
        account = self._add_trusted_account()
        client = self.client.with_user(self.keeper)
        client.process_iban = OTHER_IBAN
        self.assertEqual(self.client.process_iban, OTHER_IBAN)
        client.process_iban = IBAN
        self.assertEqual(self.client.process_iban, IBAN)
        client.process_iban = False
        self.assertFalse(account.active)

    # === WHOM WE PAY === #

    def test_salesperson_gives_none_to_who_has_billed_us(self):
        for move_type in ("in_invoice", "in_refund"):
            with self.subTest(move_type):
                vendor = self.env["res.partner"].create({"name": "Flowers Ltd"})
                self._create_bill(vendor, move_type)
                vendor.supplier_rank = 0
                self.assertMayNotWrite(vendor, process_iban=IBAN)

    def test_salesperson_gives_none_to_who_has_billed_us_by_resetting_the_rank(self):
        self._create_bill(self.client)
        self.assertMayNotWrite(self.client, supplier_rank=0, process_iban=IBAN)

    def test_salesperson_gives_none_to_the_firm_of_who_has_billed_us(self):
        person = self.env["res.partner"].create(
            {"name": "Olha", "parent_id": self.client.id}
        )
        self._create_bill(person)
        (self.client | person).supplier_rank = 0
        self.assertMayNotWrite(self.client, process_iban=IBAN)

    def test_salesperson_gives_none_to_who_was_paid(self):
        self._create_payment("outbound")
        self.assertMayNotWrite(self.client, process_iban=IBAN)

    def test_salesperson_gives_none_to_a_colleague_who_left(self):
        self.oleh.active = False
        self.assertMayNotWrite(self.oleh.partner_id, process_iban=IBAN)

    def test_who_may_keep_accounts_gives_one_to_a_vendor(self):
        self._create_bill(self.client)
        self.client.with_user(self.keeper).process_iban = IBAN
        self.assertEqual(self.client.bank_ids.acc_number, IBAN)

    def test_person_who_logs_in_from_outside_is_a_client(self):
        portal = self.env.ref("base.group_portal")
        self.env["res.users"].create(
            {
                "login": "portal",
                "partner_id": self.client.id,
                "group_ids": [Command.set(portal.ids)],
            }
        )
        self.client.with_user(self.sally).process_iban = IBAN
        self.assertEqual(self.client.bank_ids.acc_number, IBAN)
