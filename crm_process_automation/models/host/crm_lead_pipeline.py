from odoo import models
from odoo.tools.misc import clean_context

from .pipeline import CONTEXT_KEY, Writer

# With a running case these come from its stage.
DRIVEN_FIELDS = frozenset({"stage_id", "probability"})


class CrmLead(models.Model):
    """The pipeline asks the case: a drag, a win or a loss is a wish of the user.

    Onto the stage's own column nothing happens; else the unique arrow to the nearest
    stage mapped there is taken, through the door; none, several or a shut one opens the
    case's next-step dialogue. What Odoo writes by itself changes nothing and is never
    refused (`Writer.ODOO`); a probability typed in gives way to the stage's.
    """

    _inherit = "crm.lead"

    # === CRUD METHODS === #

    def write(self, vals):
        writer = Writer.from_env(self.env)
        if writer is Writer.CASE or DRIVEN_FIELDS.isdisjoint(vals):
            return super().write(vals)
        driven = self._filter_driven()
        if others := self - driven:
            super(CrmLead, others).write(dict(vals))
        if driven:
            wish, rest = self._split_wish(vals)
            if rest:
                super(CrmLead, driven).write(rest)
            if writer is None:
                driven._ask_case(wish)
        return True

    def _compute_stage_id(self):
        """A change of team does not move the deal on its route map."""
        result = super()._compute_stage_id()
        for lead in self._filter_driven():
            lead.stage_id = lead._get_own_case().stage_id.crm_stage_id or lead.stage_id
        return result

    # === ACTION METHODS === #

    def action_set_won(self):
        if Writer.from_env(self.env) is Writer.CASE:
            return super().action_set_won()
        driven = self._filter_driven()
        if others := self - driven:
            super(CrmLead, others).action_set_won()
        if driven:
            driven._ask_case({"is_won": True})
        return True

    def action_set_lost(self, **additional_values):
        if Writer.from_env(self.env) is Writer.CASE:
            return super().action_set_lost(**additional_values)
        driven = self._filter_driven()
        won = (self - driven)._filter_won_with_case()
        result = True
        if others := self - driven - won:
            result = super(CrmLead, others).action_set_lost(**additional_values)
        if driven:
            driven._ask_case({**additional_values, "is_lost": True})
        if won:
            won._lose_after_won(additional_values)
        return result

    # === BUSINESS METHODS === #

    def _write_as_case(self, vals):
        """Write what the case says; nobody is asked."""
        # sudo: whoever may move the case may have the deal follow
        return self._as_case().sudo().write(vals)

    def _as_case(self):
        context = clean_context(self.env.context)
        return self.with_env(self.env(context={**context, CONTEXT_KEY: Writer.CASE}))

    def _split_wish(self, vals):
        """Return what is to be asked of the case, and what is simply written."""
        rest = {name: vals[name] for name in vals if name not in DRIVEN_FIELDS}
        is_lost = vals.get("active", True) is False and vals.get("probability") == 0
        if is_lost:
            rest.pop("active")
            return {"is_lost": True, "lost_reason_id": vals.get("lost_reason_id")}, rest
        return {"stage_id": vals.get("stage_id")}, rest

    def _ask_case(self, wish):
        """Put the wish to the door of the cases: one column, a win or a loss."""
        self.check_access("write")
        cases = self.case_id._get_clean()
        if wish.get("is_lost"):
            reason_id = wish.pop("lost_reason_id", False)
            rest = {k: v for k, v in wish.items() if k != "is_lost"}
            if rest:
                self.write(rest)
            cases._ask_to_lose(self.env["crm.lost.reason"].browse(reason_id or []))
        elif wish.get("is_won"):
            cases._ask_to_win()
        elif wish.get("stage_id"):
            column = self.env["crm.stage"].browse(wish["stage_id"])
            cases._ask_for_column(column)

    # === AFTER WON === #

    def _filter_won_with_case(self):
        """Return the won deals whose case has ended: losing them is a story of it."""
        return self.filtered(
            lambda lead: lead.won_status == "won" and lead._has_ended_case()
        )

    def _lose_after_won(self, values):
        """Lose deals that were won, and write that down as a departure."""
        for lead in self:
            lead._put_back_and_lose(values)
            # sudo: the deviation is the system's to write
            lead.sudo().case_id._note_loss_after_won(values)

    def _put_back_and_lose(self, values):
        """Put the won deal back on its last open stage and lose it, in one write."""
        self.ensure_one()
        case = self.sudo().case_id  # sudo: where it stood is no secret
        column = case._get_last_open_column() or self.stage_id
        self._as_case().action_set_lost(**{**values, "stage_id": column.id})
