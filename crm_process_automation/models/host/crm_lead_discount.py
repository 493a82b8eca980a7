from odoo import fields, models


class CrmLead(models.Model):
    """The discount that automation gives to a deal: to all its open offers."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.process.discount.mixin"]

    process_discount = fields.Float(
        help="On every open quotation of the deal, those made later too."
    )

    # === BUSINESS METHODS === #

    def _take_discounts(self):
        """Let the deals and their open offers bear the discount that counts."""
        largest = self.env["crm.process.discount"]._find_largest(self)
        for lead in self:
            percent = largest[lead].percent if lead in largest else 0.0
            if lead.process_discount != percent:
                lead.process_discount = percent
        # sudo: the quotations of colleagues are the deal's, too; whoever may not change
        # one is refused when it is changed
        self.sudo().order_ids.with_env(self.env)._take_discounts()

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._merge_discounts(opportunities)
        return result

    def _merge_discounts(self, opportunities):
        """Bring the discounts over; of two by one action the larger counts."""
        self.ensure_one()
        rows = self.env["crm.process.discount"]._find_of(self | opportunities)
        own = rows.pop(self, rows_of_nobody(self.env))
        for row in rows_of_nobody(self.env).union(*rows.values()):
            same = own.filtered(lambda old, new=row: old.action_id == new.action_id)
            if not same:
                row.lead_id = self
                own |= row
            elif row.state == "applied" and row.percent > same.percent:
                same._apply(row.percent)
        if own:
            self.sudo()._take_discounts()  # sudo: whoever may merge the deals may this


def rows_of_nobody(env):
    return env["crm.process.discount"].sudo().browse()  # sudo: the system's rows
