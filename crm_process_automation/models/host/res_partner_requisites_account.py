from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.tax_codes import compact_account


class ResPartner(models.Model):
    """The bank account that papers print, which whoever keeps a client may fill in.

    Odoo lets only few people keep bank accounts. A client's first one is harmless,
    since money comes from there. One that is there already may be trusted for
    payments, and to a vendor, a colleague or ourselves money goes: there Odoo's
    rights hold.
    """

    _inherit = "res.partner"

    process_iban = fields.Char(
        string="IBAN",
        compute="_compute_process_account",
        inverse="_inverse_process_account",
        groups="base.group_user",
        help="The first bank account. Another number adds an account before it.",
    )
    process_bank_name = fields.Char(
        string="Name of the Bank",
        compute="_compute_process_account",
        inverse="_inverse_process_account",
        groups="base.group_user",
    )

    # === COMPUTE METHODS === #

    @api.depends("bank_ids.acc_number", "bank_ids.sequence", "bank_ids.bank_id.name")
    def _compute_process_account(self):
        for partner in self:
            account = partner._get_main_account()
            partner.process_iban = account.acc_number
            partner.process_bank_name = account.bank_id.name

    def _inverse_process_account(self):
        for partner in self:
            # Reading what is kept below must not undo what was typed.
            number = compact_account(partner.process_iban)
            bank_name = partner.process_bank_name
            try:
                partner._keep_main_account(number, bank_name)
            except AccessError as error:
                raise UserError(partner._tell_who_keeps_accounts()) from error

    # === BUSINESS METHODS === #

    def _get_main_account(self, currency=None):
        """Return the account to print: the first one, in the currency if there is."""
        accounts = self.bank_ids.filtered("active").sorted("sequence")
        if currency:
            fitting = accounts.filtered(
                lambda account: account.currency_id in (currency, currency.browse())
            )
            accounts = fitting or accounts
        return accounts[:1]

    def _keep_main_account(self, number, bank_name):
        """Have the first account bear this number; without one, put it away."""
        main = self._get_main_account()
        if not number:
            if main:
                main.active = False
        elif main.sanitized_acc_number == number:
            self._change_bank(main, bank_name)
        elif self._is_without_account() and not self._is_paid_by_us():
            # sudo: a client's first account, by one who may write the client
            self.sudo()._add_main_account(number, bank_name)
        else:
            self._add_main_account(number, bank_name)

    def _change_bank(self, account, bank_name):
        bank = account.bank_id
        if (bank.name or "") != " ".join((bank_name or "").split()):
            account.check_access("write")
            account.bank_id = self._find_or_create_bank(bank_name)

    def _add_main_account(self, number, bank_name):
        """Have an account of this number come first; others stay behind it."""
        main = self._get_main_account()
        values = {
            "bank_id": self._find_or_create_bank(bank_name).id,
            "sequence": main.sequence - 1,
            "active": True,
        }
        known = self.with_context(active_test=False).bank_ids.filtered(
            lambda account: account.sanitized_acc_number == number
        )
        if known:
            known.write(values)
        else:
            known.create({**values, "acc_number": number, "partner_id": self.id})

    def _find_or_create_bank(self, name):
        banks = self.env["res.bank"]
        name = " ".join((name or "").split())
        if not name:
            return banks
        return banks.search([("name", "=", name)], limit=1) or banks.create(
            {"name": name}
        )

    def _is_without_account(self):
        """Return whether the partner never had a bank account."""
        # sudo: accounts that the writer does not see are there, too
        accounts = self.env["res.partner.bank"].sudo().with_context(active_test=False)
        return not accounts.search_count([("partner_id", "=", self.id)], limit=1)

    def _is_paid_by_us(self):
        """Return whether money may go to the partner or his firm.

        His rank as a vendor may be written by hand: what counts is what happened.
        """
        # sudo: who may be paid does not depend on what the writer sees
        partner = self.sudo().with_context(active_test=False)
        firm = partner.commercial_partner_id | partner
        moves = partner.env["account.move"]
        of_firm = [
            "|",
            ("partner_id", "in", firm.ids),
            ("partner_id.commercial_partner_id", "in", firm.ids),
        ]
        facts = {
            "res.company": [("partner_id", "in", firm.ids)],
            "res.users": [("partner_id", "in", firm.ids), ("share", "=", False)],
            "account.move": [
                ("move_type", "in", moves.get_purchase_types(include_receipts=True)),
                "|",
                ("commercial_partner_id", "in", firm.ids),
                *of_firm,
            ],
            "account.payment": [("payment_type", "=", "outbound"), *of_firm],
        }
        return any(firm.mapped("supplier_rank")) or any(
            partner.env[model].search_count(domain, limit=1)
            for model, domain in facts.items()
        )

    def _tell_who_keeps_accounts(self):
        """Return in a sentence who may do what the user may not."""
        names = self.env["ir.model.access"].group_names_with_access(
            "res.partner.bank", "write"
        )
        return self.env._(
            "You may not change the bank account of “%(partner)s”: money may be paid "
            "to it. Ask somebody with the right %(rights)s.",
            partner=self.display_name,
            rights=", ".join(f"“{name}”" for name in names),
        )
