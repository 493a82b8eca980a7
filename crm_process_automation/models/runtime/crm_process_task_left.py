from odoo import api, fields, models


class CrmProcessTask(models.Model):
    """What is left open when a case goes on.

    A success arrow leaves optional tasks with whoever has them: they may still be worth
    doing, and nothing is dropped silently. Any other arrow cancels what is open.
    """

    _inherit = "crm.process.task"

    is_from_earlier_stage = fields.Boolean(
        compute="_compute_is_from_earlier_stage",
        help="Open, although the case has left the stage that gave it.",
    )

    # === COMPUTE METHODS === #

    @api.depends("state", "stage_id", "case_id.stage_id")
    def _compute_is_from_earlier_stage(self):
        for task in self:
            stage = task.sudo().case_id.stage_id  # sudo: only whether it went on
            task.is_from_earlier_stage = bool(
                task.state == "open" and task.stage_id and task.stage_id != stage
            )


class CrmProcessCase(models.Model):
    """A case counts what it leaves open."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _count_left_open(self, moves):
        """Return {case: number of open tasks} that success arrows leave behind."""
        onward = moves.filtered(
            lambda move: (
                move.transition_id.kind == "success"
                and not move.to_stage_id.is_end
                and move.from_stage_id._get_steps()
            )
        )
        if not onward:
            return {}
        return dict(
            self.env["crm.process.task"]
            .sudo()  # sudo: the tasks of colleagues are counted, too
            ._read_group(
                [
                    ("case_id", "in", onward.case_id.ids),
                    ("stage_id", "in", onward.from_stage_id.ids),
                    ("state", "=", "open"),
                    ("move_id", "not in", onward.ids),
                ],
                ["case_id"],
                ["__count"],
            )
        )


class CrmProcessMove(models.Model):
    """What a move says of the tasks that stay open."""

    _inherit = "crm.process.move"

    # === BUSINESS METHODS === #

    def _tell(self, left_open=0):
        """Return the move in words, for the chatter."""
        if not left_open:
            return self._describe()
        return self.env._(
            "%(move)s. Still open from “%(stage)s”, tasks: %(count)s",
            move=self._describe(),
            stage=self.from_stage_id.name,
            count=left_open,
        )
