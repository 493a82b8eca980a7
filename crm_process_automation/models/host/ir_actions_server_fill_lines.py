from typing import NamedTuple

from odoo import api, models


class Change(NamedTuple):
    """What becomes of one product on an offer."""

    line: models.Model | None = None  # the line to change; None: a new one
    quantity: float = 0.0  # 0: nothing changes
    reason: str = ""  # why nothing changes


class IrActionsServer(models.Model):
    """How an offer gets the products that are called for: lines made, changed, taken.

    Lines that the action has made bear its name. To run again doubles nothing.
    """

    _inherit = "ir.actions.server"

    # === RUNNING === #

    def _run_action_process_fill_multi(self, eval_context=None):
        """Fill in the products on every record, all new quotations in one batch."""
        # sudo: the settings of an action are the administrator's to read; what they
        # do is done with the rights of the records' environment
        action = self.sudo()
        for records in self._get_offer_records(eval_context):
            action._fill_offers_of(records)
        return False

    def _fill_offers_of(self, records):
        offers, demands = {}, {}
        for record in records:
            offer, reason = record._find_open_offer()
            found = reason or self._find_demands(record)
            if isinstance(found, str):
                self._note_skip(record, found)
            else:
                offers[record], demands[record] = offer, found
        offers |= self._make_offers(offers, demands)
        for record, offer in offers.items():
            if offer:
                self._fill_offer(record, offer, demands[record])

    def _make_offers(self, offers, demands):
        """Return {deal: new quotation} for those that have none, and need one."""
        values_by_deal = {}
        for deal, offer in offers.items():
            if offer:
                continue
            if reason := self._explain_no_new_offer(deal, demands[deal]):
                self._note_skip(deal, reason)
            else:
                values_by_deal[deal] = deal._prepare_offer_values()
        if not values_by_deal:
            return {}
        env = next(iter(values_by_deal)).env
        orders = env["sale.order"].create(list(values_by_deal.values()))
        return dict(zip(values_by_deal, orders, strict=True))

    def _explain_no_new_offer(self, deal, demands):
        """Return why no quotation is made for the deal, or an empty text."""
        if not demands.wanted:
            return self._explain_nothing(demands)
        client = deal._find_client()
        if not client:
            return self.env._(
                "“%s” has no client, nor the name or e-mail of one: a quotation needs "
                "somebody to go to",
                deal.name,
            )
        company = deal._get_offer_company()
        pricelist = client.with_company(company).property_product_pricelist
        orders = deal.order_ids
        return orders._explain_missing_rate(pricelist.currency_id, company)

    def _explain_nothing(self, demands):
        return "; ".join(demands.left_out) or self.env._("no product is called for")

    # === THE LINES OF AN OFFER === #

    def _fill_offer(self, record, offer, demands):
        """Give the offer what is called for, and tell the journal."""
        if reason := offer._explain_missing_rate(offer.currency_id, offer.company_id):
            self._note_skip(record, reason)
            return
        lines = offer.order_line.filtered(lambda line: line._is_product_line())
        plan = getattr(self, f"_plan_fill_{self.process_duplicate_rule or 'replace'}")
        values_list, told, left_out = [], [], list(demands.left_out)
        for demand in demands.wanted:
            same = lines.filtered(lambda line, d=demand: line.product_id == d.product)
            change = plan(same, demand)
            if change.reason:
                left_out.append(change.reason)
            elif change.line is None:
                values_list.append(self._prepare_filled_line(offer, demand))
                told.append(self._tell_quantity(demand, change.quantity))
            elif change.line._set_filled_quantity(change.quantity, demand.unit):
                told.append(self._tell_quantity(demand, change.quantity))
        gone = self._find_lines_gone(lines, demands)
        told += [
            self.env._("without %s", name)
            for name in gone.product_id.mapped("display_name")
        ]
        gone.unlink()
        made = offer.order_line.create(values_list)
        self._follow_filled_offer(record, offer)
        self._tell_filled(record, offer, [told, left_out], made)

    @api.model
    def _follow_filled_offer(self, record, offer):
        if record != offer:
            record._follow_offer(offer)

    def _tell_filled(self, record, offer, sentences, made):
        told, left_out = map("; ".join, sentences)
        if not told:
            self._note_skip(
                record,
                left_out or self.env._("“%s” has what is called for", offer.name),
            )
        elif left_out:
            sentence = self.env._(
                "“%(offer)s”: %(told)s. Left out: %(left_out)s",
                offer=offer.name,
                told=told,
                left_out=left_out,
            )
            self._note_effect(record, sentence, made=made or offer)
        else:
            sentence = self.env._("“%(offer)s”: %(told)s", offer=offer.name, told=told)
            self._note_effect(record, sentence, made=made or offer)

    def _tell_quantity(self, demand, quantity):
        return self.env._(
            "%(product)s %(quantity)s %(unit)s",
            product=demand.product.display_name,
            quantity=f"{quantity:g}",
            unit=demand.unit.name,
        )

    def _prepare_filled_line(self, offer, demand):
        return {
            "order_id": offer.id,
            "product_id": demand.product.id,
            "product_uom_id": demand.unit.id,
            "product_uom_qty": demand.quantity,
            "process_action_id": self.id,
        }

    def _find_lines_gone(self, lines, demands):
        """Return the lines of this action that are not called for any more."""
        own = self._get_own_lines(lines)
        if self.process_duplicate_rule != "replace":
            return own.browse()
        products = demands.untouched.browse(
            demand.product.id for demand in demands.wanted
        )
        kept = own.browse()
        for product in products:
            kept |= own.filtered(lambda line, p=product: line.product_id == p)[:1]
        kept |= own.filtered(lambda line: line.product_id in demands.untouched)
        return own - kept

    def _get_own_lines(self, lines):
        return lines.filtered(lambda line: line.process_action_id.id == self.id)

    # === WHAT HAPPENS WITH A PRODUCT THAT IS THERE === #

    def _plan_fill_skip(self, lines, demand):
        reason = self._explain_there(demand) if lines else ""
        return Change(None, demand.quantity, reason)

    def _plan_fill_add(self, lines, demand):
        own = self._get_own_lines(lines)
        return Change(own[:1] or None, demand.quantity)

    def _plan_fill_replace(self, lines, demand):
        own = self._get_own_lines(lines)
        if lines and not own:
            return Change(reason=self._explain_there(demand))
        return Change(own[:1] or None, demand.quantity)

    def _plan_fill_larger(self, lines, demand):
        there = lines._sum_quantity(demand.unit)
        if demand.unit.compare(there, demand.quantity) >= 0:
            return Change(reason=self._explain_there(demand))
        if not lines:
            return Change(None, demand.quantity)
        line = (self._get_own_lines(lines) or lines)[:1]
        others = (lines - line)._sum_quantity(demand.unit)
        return Change(line, demand.quantity - others)

    def _explain_there(self, demand):
        return self.env._("%s is on the offer already", demand.product.display_name)
