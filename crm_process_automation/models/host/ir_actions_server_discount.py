from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank
from ..automation.ir_actions_server_calculate import CONDITION

WHOLE = 100


class IrActionsServer(models.Model):
    """Apply a discount to the open quotations of a deal, or to one order."""

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[("process_discount", "Apply a Discount or Bonus")],
        ondelete={"process_discount": "cascade"},
    )
    process_discount_formula = fields.Char(
        string="Discount (%)",
        default="5",
        help="A percent, or a formula that gives one. 0 takes the discount back.",
    )
    process_discount_limit = fields.Float(
        string="Without Approval up to (%)",
        default=10.0,
        help="What is above it waits until a manager approves. 100: nobody is asked.",
    )
    process_condition_formula = fields.Char(
        string="While",
        help="The discount holds while this is so, and is taken back when it is not "
        "any more. For example properties.calculate_discount = yes. Empty: always.",
    )

    # === SETTINGS === #

    @api.model
    def _warning_depends(self):
        return [
            *super()._warning_depends(),
            "process_discount_formula",
            "process_discount_limit",
            "process_condition_formula",
        ]

    @api.model
    def _name_depends(self):
        return [*super()._name_depends(), "process_discount_formula"]

    def _get_models_process_discount(self):
        return ["crm.lead", "sale.order"]

    def _get_name_process_discount(self):
        percent = self._get_plain_percent()
        if percent is None:
            return self.env._("Discount by formula")
        return self.env._("Discount of %s %%", f"{percent:g}")

    def _get_problems_process_discount(self):
        """Return in sentences why the action could never give a discount."""
        subject = self.env._("the discount")
        problems = self._get_formula_problems(self.process_discount_formula, subject)
        if not is_blank(self.process_condition_formula):
            problems += self._get_formula_problems(
                self.process_condition_formula, subject, CONDITION
            )
        if not 0 <= self.process_discount_limit <= WHOLE:
            problems.append(
                self.env._("The limit of the approval lies between 0 and 100 %.")
            )
        percent = self._get_plain_percent()
        if percent is not None and not 0 <= percent <= WHOLE:
            problems.append(self.env._("A discount lies between 0 and 100 %."))
        return problems

    def _get_plain_percent(self):
        """Return the percent if it is a plain number, else None."""
        text = (self.process_discount_formula or "").strip().removesuffix("%")
        try:
            return float(text)
        except ValueError:
            return None

    # === RUNNING === #

    def _run_action_process_discount_multi(self, eval_context=None):
        """Give every record the discount that it is to have now, or take it back."""
        # sudo: the settings of an action are the administrator's to read; what they
        # do is done with the rights of the records' environment
        action = self.sudo()
        for records in self._get_offer_records(eval_context):
            action._give_discounts_to(records)
        return False

    def _give_discounts_to(self, records):
        rows = records.env["crm.process.discount"].sudo()  # sudo: the system's rows
        given, changed = rows._find_of(records), records.browse()
        for record in records:
            found = record._explain_no_discount() or self._find_discount(record)
            if isinstance(found, str):
                self._note_skip(record, found)
                continue
            row = given.get(record, rows).filtered(
                lambda row: row.action_id.id == self.id
            )
            if self._give_discount(record, row, found):
                changed |= record
        changed._take_discounts()

    def _find_discount(self, record):
        """Return the percent for `record`, or a sentence what is missing for it.

        :raise UserError: when it is no discount at all
        """
        subject = self.env._("the discount")
        if not self._is_called_for(self.process_condition_formula, record, subject):
            return 0.0
        percent, missing = self._calculate(
            self.process_discount_formula, record, subject
        )
        if missing:
            return missing
        if not 0 <= percent <= WHOLE:
            raise UserError(
                self.env._(
                    "“%(action)s” gives “%(record)s” a discount of %(percent)s %%. A "
                    "discount lies between 0 and 100 %%: correct the formula.",
                    action=self.name,
                    record=record.display_name,
                    percent=f"{percent:g}",
                )
            )
        return percent
