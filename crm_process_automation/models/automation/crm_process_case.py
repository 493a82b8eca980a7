from odoo import models

from .changes import Changes


class CrmProcessCase(models.Model):
    """A case as scenarios see it: what happens behind its door are events, too."""

    _inherit = "crm.process.case"

    def _write_past_door(self, vals):
        """The door writes past the recorder, which stands in front of it."""
        known = self.env["base.automation"]._get_watches(self._name)
        watches = known.find_written(vals)
        if not watches:
            return super()._write_past_door(vals)
        with Changes(watches, self, vals):
            return super()._write_past_door(vals)

    def _find_event_occurrences(self, rule, kind):
        """To enter a stage is as often an event as there are moves.

        The start is a part of the creation.
        """
        watch = rule._recall_watch(self._name)
        if kind != "write" or watch.fields.isdisjoint({"stage_id", "stage_code"}):
            return super()._find_event_occurrences(rule, kind)
        # sudo: the history of whosever case it is
        moves = self.env["crm.process.move"].sudo()
        last = moves._read_group([("case_id", "in", self.ids)], ["case_id"], ["id:max"])
        last_ids = {case.id: move_id for case, move_id in last}
        entered = moves.browse(last_ids.values()).filtered(
            lambda move: move.kind != "start"
        )
        return {
            case_id: f"move:{move_id}"
            for case_id, move_id in last_ids.items()
            if move_id in entered._ids
        }
