from odoo import api, fields, models


class SaleOrder(models.Model):
    """An order: part of its deal's case, or with a case of its own.

    It stays with the case that it joined; only another deal takes it elsewhere.
    """

    _name = "sale.order"
    _inherit = ["sale.order", "crm.process.mixin"]
    _mirror_triggers = frozenset({"name", "partner_id", "user_id", "team_id"})

    case_ids = fields.One2many("crm.process.case", "order_id", string="Processes")
    case_id = fields.Many2one(
        compute=None,
        readonly=True,
        help="The case that the order belongs to: its deal's, else its own.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        joined = orders._join_cases_of_deals()
        if rest := orders - joined:
            rest -= rest._start_repeat_sales()
            if rest and rest._has_automatic_process():
                rest._start_automatic_cases()
        return orders

    def write(self, vals):
        result = super().write(vals)
        if "opportunity_id" in vals:
            self._follow_opportunity()
        if "state" in vals:
            self._follow_state()
        return result

    def unlink(self):
        self.check_access("unlink")
        self._cancel_cases_of_deleted("order_id", self.env._("Its order was deleted."))
        return super().unlink()

    # === BUSINESS METHODS === #

    def _prepare_case_values(self, template):
        currency = (self.company_id or self.env.company).currency_id
        return super()._prepare_case_values(template) | {
            "order_id": self.id,
            "lead_id": self.opportunity_id.id,
            "team_id": self.team_id.id,
            "amount": self._sum_untaxed(currency),
        }

    def _join_cases_of_deals(self):
        """Join the running case of the deal. Return the orders that have one.

        An order of somebody who may not write that case stays out of it: the worth of
        a case, and the gates that ask for a quotation, are not a stranger's to change.
        """

        def get_open_case(order):
            case = order.sudo().opportunity_id.case_id  # sudo: which one, is no secret
            is_joined = case._is_open() if case else False
            is_own = is_joined and case.with_env(self.env).has_access("write")
            return case if is_own else case.browse()

        joined = self.filtered(get_open_case)
        for case, orders in joined.grouped(get_open_case).items():
            orders.sudo().write({"case_id": case.id})  # sudo: the system's own column
        return joined

    def _start_repeat_sales(self):
        """Start a repeat sale for orders made after the case of their deal ended.

        :return: the orders that have one
        """
        template_by_order, extra = {}, {}
        for order in self.filtered("opportunity_id"):
            # sudo: which case a deal has, is no secret
            last = order.sudo().opportunity_id.case_id
            version = last and last.template_id._find_active_version(order.company_id)
            if version and version.is_automatic:
                template_by_order[order] = version
                extra[order] = {"previous_case_id": last.id}
        cases = self._start_or_tell(template_by_order, extra)
        return cases.order_id.with_env(self.env)

    def _follow_opportunity(self):
        """Go with the deal that the order was given to or taken from."""
        orders = self.filtered(lambda order: not order._get_own_case())
        left = orders - orders._join_cases_of_deals()
        # sudo: the system's own column
        left.sudo().filtered(
            lambda order: (
                order.case_id and order.case_id.lead_id != order.opportunity_id
            )
        ).write({"case_id": False})

    def _follow_state(self):
        """End the order's own case when it is cancelled, take it up when it is back."""
        for order in self:
            own = order._get_own_case()
            last = order.sudo().case_id  # sudo: which case it is, is no secret
            if order.state == "cancel" and own and not own._is_on_refund_way():
                own._cancel(self.env._("The order was cancelled."))
            elif (
                order.state == "draft"
                and last._is_started_on(order)
                and last.state == "cancelled"
            ):
                order._reopen_cases(self.env._("was taken up again"))
