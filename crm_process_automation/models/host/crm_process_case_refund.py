from odoo import models

# The ways out of a deal whose money goes back, the best first.
REFUND_KINDS = ("refund", "refuse")


class CrmProcessCase(models.Model):
    """A case whose client gets his money back: it leaves by the way made for that."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _find_refund_arrow(self):
        """Return the arrow that a refund takes from here, or none.

        One to an end is better than one to a stage, refund is better than refuse.
        """
        self.ensure_one()
        arrows = self._get_open_transitions().filtered(
            lambda arrow: arrow.kind in REFUND_KINDS
        )
        return arrows.sorted(
            lambda arrow: (
                REFUND_KINDS.index(arrow.kind),
                not arrow.to_stage_id.is_end,
                arrow.sequence,
                arrow.id,
            )
        )[:1]

    def _is_on_refund_way(self):
        """Return whether the case came to where it stands by a refund."""
        self.ensure_one()
        # sudo: the way of a case is read for what follows, not shown
        last = (
            self.env["crm.process.move"]
            .sudo()
            .search(
                [("case_id", "=", self.id), ("is_undone", "=", False)],
                order="id desc",
                limit=1,
            )
        )
        return last.transition_id.kind == "refund"

    def _leave_by_refund(self, reason, text):
        """Take the way of the refund; a case that is on it already goes on by itself.

        :param reason: a `crm.lost.reason`, if any
        :param text: why, in words
        """
        self.ensure_one()
        if not self._is_on_refund_way() and (arrow := self._find_refund_arrow()):
            self._move_along(arrow, reason=reason, text=text)

    def _tell_refund_way(self):
        """Return in a sentence what a refund does to the case."""
        self.ensure_one()
        if self._is_on_refund_way():
            return self.env._(
                "“%(case)s” stays at “%(stage)s” and goes on from there.",
                case=self.display_name,
                stage=self.stage_id.name,
            )
        if arrow := self._find_refund_arrow():
            return self.env._(
                "“%(case)s” goes to “%(stage)s”.",
                case=self.display_name,
                stage=arrow.to_stage_id.name,
            )
        return self.env._(
            "“%(case)s” stays at “%(stage)s”: no way of refund or refusal leads on "
            "from there.",
            case=self.display_name,
            stage=self.stage_id.name,
        )

    def _note_refund(self, values):
        """Write the deviation of the refund, or complete the one of its arrow."""
        deviations = self.env["crm.process.deviation"]
        domain = [("case_id", "=", self.id), ("kind", "=", "refund")]
        found = (
            deviations.search(domain, order="id desc", limit=1) if self else deviations
        )
        if given := found.filtered(lambda row: not row.cost):
            given.write(
                {"cost": values["cost"], "cause": given.cause or values["cause"]}
            )
            return given
        return deviations.create(
            values
            | {
                "case_id": self.id,
                "template_id": self.template_id.id,
                "stage_id": self.stage_id.id,
                "kind": "refund",
            }
        )
