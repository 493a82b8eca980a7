from odoo import api, fields, models

FAR = 50  # calls that are looked back on


class CrmProcessCase(models.Model):
    """The calls of a case, and the offer to give up when nobody answers."""

    _inherit = "crm.process.case"

    call_ids = fields.One2many("crm.process.call", "case_id", string="Calls")
    call_count = fields.Integer(compute="_compute_call_count")
    refuse_offer = fields.Char(
        compute="_compute_refuse_offer",
        help="Says that the client could not be reached. Nothing is refused by itself.",
    )

    # === COMPUTE METHODS === #

    @api.depends("call_ids")
    def _compute_call_count(self):
        counts = dict(
            self.env["crm.process.call"]._read_group(
                [("case_id", "in", self.ids)], ["case_id"], ["__count"]
            )
        )
        for case in self:
            case.call_count = counts.get(case, 0)

    @api.depends("call_ids", "stage_id", "state")
    @api.depends_context("lang", "uid")
    def _compute_refuse_offer(self):
        for case in self:
            reason = case._explain_refuse_offer()
            case.refuse_offer = reason and self.env._(
                "%(reason)s Close as refused?", reason=reason
            )

    # === ACTION METHODS === #

    def action_open_calls(self):
        """Open the calls of the case."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Calls of %s", self.display_name),
            "res_model": "crm.process.call",
            "view_mode": "list,form",
            "domain": [("case_id", "=", self.id)],
            "context": {"default_case_id": self.id},
        }

    def action_open_refusal(self):
        """Open the next-step dialogue with the refusal and its reason filled in."""
        self.ensure_one()
        self.check_access("write")
        self._check_is_running()
        action = self.action_open_next_step()
        arrow = self._find_refuse_arrow()
        action["context"] |= {
            "default_transition_id": arrow.id,
            "default_reason_text": self._explain_refuse_offer() or False,
        }
        return action

    # === BUSINESS METHODS === #

    def _explain_refuse_offer(self):
        """Return why the case might be given up, False when there is no reason to."""
        self.ensure_one()
        limit = self.company_id.sudo().process_call_attempts  # sudo: only a number
        if not limit or self.state != "running" or not self.id:
            return False
        count = self._count_attempts_in_row()
        if count < limit or not self._find_refuse_arrow():
            return False
        return self.env._("%(count)s calls in a row were not answered.", count=count)

    def _count_attempts_in_row(self):
        """Return how often in a row we tried to reach the client of the case in vain.

        An answered call ends the row, and so does a call of the client himself: who
        rings us has not refused. It need not have been about this case.
        """
        self.ensure_one()
        case = self._origin
        domain = [("case_id", "=", case.id)]
        if case.partner_id:
            domain = ["|", *domain, ("partner_id", "=", case.partner_id.id)]
        # sudo: calls of colleagues count; only their number is told
        calls = self.env["crm.process.call"].sudo().search(domain, limit=FAR)
        count = 0
        for call in calls:
            if not call._is_attempt():
                break
            count += call.case_id == case
        return count

    def _find_refuse_arrow(self):
        """Return the arrow by which the user may close the case as refused."""
        arrows = self._get_open_transitions()
        return arrows.filtered(lambda arrow: arrow.kind == "refuse")[:1]
