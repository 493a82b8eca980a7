from odoo import models
from odoo.tools import html2plaintext


class CrmProcessCase(models.Model):
    """The case tells its deal where it stands: stage, probability, won, lost.

    Only the deal's main case does, and only if it was started on the deal: neither a
    sub-process nor a repeat sale nor a case that another one has replaced.
    """

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _after_moves(self, moves):
        result = super()._after_moves(moves)
        # sudo: whoever may move the case may have the deal follow
        cases = self.sudo()
        if moves and all(move.kind == "start" for move in moves):
            # The deal is being created: that it begins at its start is no news.
            cases = cases.with_context(tracking_disable=True)
        cases._push_to_pipeline()
        return result

    def _push_to_pipeline(self):
        """Ask `_push_<outcome>` (`_push_open` before the end) to write on the deals."""
        driving = self.filtered(
            lambda case: (
                case.lead_id
                and case._is_started_on(case.lead_id)
                and case.lead_id.case_id == case
            )
        )
        for outcome, cases in driving.grouped("outcome").items():
            getattr(cases, f"_push_{outcome or 'open'}")()

    def _push_grouped(self, prepare):
        """Return [(values, deals)]: one group of deals for each set of equal values."""
        groups = self.grouped(lambda case: tuple(sorted(prepare(case).items())))
        return [(dict(values), cases.lead_id) for values, cases in groups.items()]

    def _push_open(self):
        prepare = type(self)._prepare_open_values
        for values, leads in self._push_grouped(prepare):
            if values:
                leads._write_as_case(values)

    def _prepare_open_values(self):
        """Return what of the deal differs from what its stage says."""
        lead, stage = self.lead_id, self.stage_id
        column = stage.crm_stage_id
        if not column and lead.stage_id.is_won:
            column = self._get_last_open_column()
        values = {
            "stage_id": column.id or lead.stage_id.id,
            "probability": stage.probability,
            "process_template_id": self.template_id.id,
        }
        if self.active and not lead.active:
            # Taken back, or merged into a lost deal: an archived deal's own case is
            # archived with it.
            values |= {"active": True, "lost_reason_id": False}
        write = lead._fields
        return {
            name: value
            for name, value in values.items()
            if write[name].convert_to_write(lead[name], lead) != value
        }

    def _push_success(self):
        """Won: on the column of the end where it has a won one, else as Odoo wins."""

        def prepare(case):
            column = case.stage_id.crm_stage_id
            return {"stage_id": column.id} if column.is_won else {}

        for values, leads in self._push_grouped(prepare):
            if values:
                leads._write_as_case({**values, "probability": 100})
            else:
                # sudo: whoever may move the case may have the deal follow
                leads._as_case().sudo().action_set_won()

    def _push_refused(self):
        """Lost, with the reason of the last move."""
        for values, leads in self._push_grouped(type(self)._prepare_lost_values):
            # sudo: whoever may move the case may have the deal follow
            leads._as_case().sudo().action_set_lost(**values)

    def _push_cancelled(self):
        """A cancelled matter is off: its deal is lost, too, whatever the reason.

        Who wants to go on with the deal changes its process instead.
        """
        self._push_refused()

    def _prepare_lost_values(self):
        lead = self.lead_id
        values = {"lost_reason_id": self._get_lost_reason().id}
        column = self.stage_id.crm_stage_id
        if lead.stage_id.is_won and (not column or column.is_won):
            column = self._get_last_open_column()
        if column and column != lead.stage_id:
            values["stage_id"] = column.id
        return values

    def _get_lost_reason(self):
        """Return the reason of the last move, or of the refund that it ends."""
        moves = self.move_ids.sorted("id")
        last = moves[-1:]
        # A slice forgets what it would be read together with.
        before = moves[-2:-1].with_prefetch(moves._prefetch_ids)
        is_refund = before.transition_id.kind == "refund"
        return last.reason_id or (before if is_refund else last).reason_id

    # === WHERE IT STOOD === #

    def _get_last_open_stage(self):
        """Return the stage that the case stood at before it ended, or stands at."""
        self.ensure_one()
        if not self.stage_id.is_end:
            return self.stage_id
        return self._get_last_move().from_stage_id

    def _get_last_open_column(self):
        """Return the last pipeline stage of the deal that was not a won one."""
        self.ensure_one()
        columns = self.move_ids.sorted("id", reverse=True).crm_stage_id
        column = columns.filtered(lambda column: not column.is_won)[:1]
        return column or self.lead_id._stage_find(
            domain=[("is_won", "=", False), ("fold", "=", False)]
        )

    def _put_back_at_first_column(self):
        """Put a new deal, refused elsewhere, where its case is."""
        lead = self.lead_id
        column = self.stage_id.crm_stage_id or lead._stage_find(
            domain=[("is_won", "=", False), ("fold", "=", False)]
        )
        values = {"stage_id": column.id, "probability": self.stage_id.probability}
        lead._write_as_case(values)

    def _note_loss_after_won(self, values):
        """Write the loss of a deal that was won into the deviations of its case."""
        self.ensure_one()
        move = self._get_last_move()
        self.env["crm.process.deviation"].create(
            move._prepare_deviation_values("lost")
            | {
                "reason_id": values.get("lost_reason_id"),
                "cause": self._get_lost_feedback(),
                "user_id": self.env.uid,
                "date": self.env.cr.now(),
            }
        )

    def _get_lost_feedback(self):
        """Return what the user wrote in Odoo's “Mark Lost” dialogue, as plain text."""
        return html2plaintext(self.env.context.get("process_lost_feedback") or "")
