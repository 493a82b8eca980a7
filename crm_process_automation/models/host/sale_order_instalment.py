from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_round


class SaleOrder(models.Model):
    """An order that is paid in instalments: its plan, and what each of them is."""

    _inherit = "sale.order"

    payment_plan_id = fields.Many2one(
        "crm.process.payment.plan",
        compute="_compute_payment_plan_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="The instalments are made of it when the order is confirmed.",
    )
    instalment_ids = fields.One2many(
        "crm.process.instalment", "order_id", string="Instalments", copy=False
    )

    # === COMPUTE METHODS === #

    @api.depends("sale_order_template_id", "company_id")
    def _compute_payment_plan_id(self):
        for order in self.filtered(lambda order: order.state in ("draft", "sent")):
            template = order.sale_order_template_id
            order.payment_plan_id = (
                template.payment_plan_id
                or order.payment_plan_id
                or order.company_id.process_payment_plan_id
            )

    # === CRUD METHODS === #

    def write(self, vals):
        if "payment_plan_id" in vals:
            self._check_may_change_plan(vals["payment_plan_id"])
        result = super().write(vals)
        if "payment_plan_id" in vals:
            self._make_instalments()
        if vals.get("state") == "cancel":
            # sudo: what was only planned goes with the order
            self.sudo().instalment_ids.filtered(
                lambda instalment: not instalment._is_billed()
            ).unlink()
        return result

    def _action_confirm(self):
        result = super()._action_confirm()
        self._make_instalments()
        return result

    # === BUSINESS METHODS === #

    def _check_may_change_plan(self, plan_id):
        """Raise when an order that was billed by its plan would get another."""
        for order in self.filtered(lambda order: order.payment_plan_id.id != plan_id):
            if order.sudo()._get_billed_instalments():  # sudo: whether, is no secret
                raise UserError(
                    self.env._(
                        "“%(order)s” has been billed by “%(plan)s” already. Cancel or "
                        "credit its invoices first, or go on with the plan.",
                        order=order.name,
                        plan=order.payment_plan_id.name,
                    )
                )

    def _get_billed_instalments(self):
        """Return the instalments with an invoice that was not taken back since."""
        return self.instalment_ids.filtered(
            lambda row: row._is_billed() and row.state != "refunded"
        )

    def _make_instalments(self):
        """Make the instalments of the confirmed orders anew, as their plans say.

        :raise ValidationError: when a plan does not add up to 100 %
        """
        # sudo: instalments are the system's, whoever confirms the order
        for order in self.sudo().filtered(lambda order: order.state == "sale"):
            if order._get_billed_instalments():
                continue
            order.instalment_ids.unlink()
            # Their names stand on papers: in the language of whoever reads those.
            plan = order.payment_plan_id.with_context(
                lang=order.partner_id.lang or self.env.lang
            )
            rows = plan._prepare_instalments() if plan else []
            made = order.instalment_ids.create(
                [row | {"order_id": order.id} for row in rows]
            )
            today = order.company_id._get_process_today()
            for instalment in made.filtered(lambda row: row.base != "act"):
                instalment.date_due = instalment._plan_date(today)

    def _share_out_total(self):
        """Give the instalments of the order their amounts, which add up to its total.

        What was billed stays; the rest of a total that has changed since is shared by
        the percentages that are left, and the last one takes what rounding leaves.
        """
        self.ensure_one()
        rows = self.instalment_ids.sorted(lambda row: (row.sequence, row.id or 0))
        billed = rows.filtered(lambda row: row._is_billed())
        for row in billed:
            row.amount = row.move_id.amount_total
        rest = self.amount_total - sum(billed.mapped("amount"))
        planned = rows - billed
        whole, percents = self.amount_total, 100.0
        as_planned = sum(self._get_share(whole, row.percent, 100.0) for row in billed)
        if self.currency_id.compare_amounts(as_planned, sum(billed.mapped("amount"))):
            whole, percents = max(rest, 0.0), sum(planned.mapped("percent"))
        for row in planned[:-1]:
            row.amount = self._get_share(whole, row.percent, percents)
            rest -= row.amount
        planned[-1:].amount = max(self._round(rest), 0.0)

    def _get_share(self, whole, percent, percents):
        """Return `percent` of `percents` of the amount `whole`, rounded half up."""
        return self._round(whole * percent / percents) if percents else 0.0

    def _round(self, amount):
        return float_round(amount, precision_rounding=self.currency_id.rounding)


class SaleOrderTemplate(models.Model):
    """A quotation template that brings its payment plan along."""

    _inherit = "sale.order.template"

    payment_plan_id = fields.Many2one(
        "crm.process.payment.plan", ondelete="restrict", check_company=True
    )
