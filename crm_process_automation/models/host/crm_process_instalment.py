from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..definition.crm_process_payment_plan import INSTALMENT_BASES, PERCENT_DIGITS
from .crm_process_document import ACCOUNTANT

INSTALMENT_STATES = [
    ("planned", "Planned"),
    ("invoiced", "Invoiced"),
    ("partly", "Partly paid"),
    ("paid", "Paid"),
    ("overdue", "Overdue"),
    ("refunded", "Refunded"),
]
# What people may change in an instalment that has no invoice yet.
WRITTEN_BY_HAND = frozenset({"name", "date_due"})


class CrmProcessInstalment(models.Model):
    """A part of the price of an order: how much, by when, and the invoice for it.

    It holds no money of its own: what is billed and paid, its invoice says. The
    columns are copies, so that whoever sells sees them without accounting rights.
    """

    _name = "crm.process.instalment"
    _description = "Instalment"
    _inherit = ["crm.process.access.mixin"]
    _order = "order_id desc, sequence, id"
    _check_company_auto = True

    # What
    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="cascade"
    )
    order_name = fields.Char(
        related="order_id.name", string="Order Number", store=True, related_sudo=True
    )
    partner_id = fields.Many2one(
        related="order_id.partner_id", string="Client", store=True, index=True
    )
    user_id = fields.Many2one(
        related="order_id.user_id", string="Salesperson", store=True, index=True
    )
    company_id = fields.Many2one(
        related="order_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(
        related="order_id.currency_id", store=True, precompute=True
    )
    sequence = fields.Integer(default=10, readonly=True)
    name = fields.Char(required=True)
    percent = fields.Float(required=True, readonly=True, digits=(5, PERCENT_DIGITS))

    # When
    base = fields.Selection(
        INSTALMENT_BASES, string="Counted from", required=True, readonly=True
    )
    date_field = fields.Char(readonly=True)
    days = fields.Integer(readonly=True)
    date_due = fields.Date(
        string="Due",
        compute="_compute_date_due",
        store=True,
        readonly=False,
        index=True,
        help="Until when it is to be paid: the due date of the invoice, once there is "
        "one.",
    )

    # === COMPUTE METHODS === #

    @api.depends("order_name", "name")
    def _compute_display_name(self):
        for instalment in self:
            instalment.display_name = f"{instalment.order_name}: {instalment.name}"

    # === CRUD METHODS === #

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")  # before a sentence names the order
            self._check_may_change(vals)
        return super().write(vals)

    # === HOOKS === #

    @api.model
    def _get_access_links(self):
        return ["order_id"]

    @api.model
    def _get_people_domain(self):
        if self.env.user.has_group(ACCOUNTANT):
            return Domain.TRUE
        return super()._get_people_domain()

    # === BUSINESS METHODS === #

    def _check_may_change(self, vals):
        """Raise when a person writes what the plan, the order or the invoice says."""
        if forbidden := set(vals) - WRITTEN_BY_HAND:
            raise UserError(
                self.env._(
                    "%(fields)s of an instalment follow from the plan, the order and "
                    "the invoice. Choose another payment plan instead.",
                    fields=", ".join(
                        self._fields[name]._description_string(self.env)
                        for name in sorted(forbidden)
                        if name in self._fields
                    ),
                )
            )
        for instalment in self:
            if instalment._is_billed():
                raise UserError(
                    self.env._(
                        "“%s” has an invoice already: what stands there is changed in "
                        "accounting.",
                        instalment.display_name,
                    )
                )

    def _plan_date(self, today):
        """Return the date by which it is to be paid, or False while that is open.

        :param today: the day of the base event, where that has just happened
        """
        self.ensure_one()
        if self.base == "date":
            case = self.order_id.case_id
            found = case and self.date_field and case._get_date_source(self.date_field)
            today = fields.Date.to_date(found) if found else False
        return fields.Date.add(today, days=self.days) if today else False
