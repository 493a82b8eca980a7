from odoo import api, fields, models


class CrmProcessDiscount(models.Model):
    """A discount that an action gives to the offers of a deal, or to one order.

    One row for each action and record: what it gives now, or asks a manager for. Of
    several discounts the largest counts. Written by the system only.
    """

    _name = "crm.process.discount"
    _description = "Discount by Automation"
    _inherit = ["crm.process.access.mixin"]
    _rec_name = "reason"
    _check_company_auto = True

    lead_id = fields.Many2one(
        "crm.lead",
        string="Deal",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
    order_id = fields.Many2one(
        "sale.order", index="btree_not_null", ondelete="cascade", check_company=True
    )
    action_id = fields.Many2one("ir.actions.server", ondelete="set null")
    company_id = fields.Many2one("res.company", required=True, index=True)
    percent = fields.Float(string="Discount (%)", digits="Discount")
    percent_asked = fields.Float(string="Asked for (%)", digits="Discount")
    percent_approved = fields.Float(string="Approved up to (%)", digits="Discount")
    state = fields.Selection(
        [
            ("asked", "Approval asked for"),
            ("applied", "Applied"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="withdrawn",
    )
    task_id = fields.Many2one(
        "crm.process.task",
        string="Approval",
        index="btree_not_null",
        ondelete="set null",
    )
    reason = fields.Char(help="Which automation gives the discount.")

    _one_for_each_action = models.UniqueIndex(
        "(action_id, COALESCE(lead_id, 0), COALESCE(order_id, 0))"
    )

    # === BUSINESS METHODS === #

    @api.model
    def _find_of(self, records):
        """Return {record: its discounts} of deals or orders."""
        link = "lead_id" if records._name == "crm.lead" else "order_id"
        # sudo: which discounts a record has is known to whoever reads it
        rows = self.sudo().search([(link, "in", records.ids)])
        return rows.grouped(lambda row: row[link].with_env(records.env))

    @api.model
    def _find_largest(self, records):
        """Return {record: the discount that counts}, an order's or its deal's."""
        found = self._find_of(records)
        if records._name == "sale.order":
            deals = records.sudo().opportunity_id  # sudo: its quotations bear it
            of_deals = self._find_of(deals)
            none = self.sudo()  # sudo: as `_find_of`
            for order in records:
                deal = order.sudo().opportunity_id  # sudo: as above
                found[order] = found.get(order, none) | of_deals.get(deal, none)
        return {
            # What was given stays while more is asked for, and when that is refused.
            record: rows.filtered("percent").sorted(lambda row: (-row.percent, row.id))[
                :1
            ]
            for record, rows in found.items()
        }

    def _get_record(self):
        """Return the deal or the order."""
        self.ensure_one()
        return self.lead_id or self.order_id

    def _is_being_asked(self):
        """Return whether somebody still has to decide."""
        return self.state == "asked" and self.task_id.state == "open"

    # === WHAT BECOMES OF IT === #

    def _apply(self, percent):
        """Give `percent`, and nothing else is asked for any more."""
        self.ensure_one()
        self._stop_asking(self.env._("Another discount is called for now."))
        self.write({"percent": percent, "state": "applied"})

    def _withdraw(self):
        """Give no discount any more; what was approved holds no more, either."""
        self.ensure_one()
        self._stop_asking(self.env._("No discount is called for any more."))
        self.write({"percent": 0, "percent_approved": 0, "state": "withdrawn"})

    def _ask(self, percent, task):
        """Wait until `task` is decided; until then all stays as it is."""
        self.ensure_one()
        self._stop_asking(self.env._("Another discount is called for now."))
        self.write({"percent_asked": percent, "state": "asked", "task_id": task.id})

    def _stop_asking(self, reason):
        if self._is_being_asked():
            self.task_id._withdraw(reason)

    def _settle(self, decision, person, comment):
        """Draw the conclusion from the approval, and tell where the offer is seen."""
        self.ensure_one()
        record, percent = self._get_record(), self.percent_asked
        words = {
            "person": person.name,
            "percent": f"{percent:g}",
            "comment": (comment or "").strip(),
            "reason": self.reason,
        }
        if decision == "approved":
            self.write(
                {"percent_approved": percent, "percent": percent, "state": "applied"}
            )
            record._take_discounts()
            text = self.env._(
                "%(person)s approved %(percent)s %% for %(reason)s.", **words
            )
            if problem := record._explain_no_discount():
                text = f"{text} {problem}"
        else:
            self.state = "refused"
            text = self.env._(
                "%(person)s refused %(percent)s %% for %(reason)s: %(comment)s", **words
            )
        record._message_log_batch({record.id: text})
