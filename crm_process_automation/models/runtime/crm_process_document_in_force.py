from odoo import api, fields, models
from odoo.fields import Domain

# A paper in one of these has fallen: it says nothing any more.
FALLEN = ("rejected", "cancelled")
# To these the client has agreed: only another agreement takes their place.
AGREED = ("accepted", "signed")
# Which states a paper that has come so far may be in.
REACHED = {
    "issued": ("draft", "approved", "sent", "accepted", "signed"),
    "approved": ("approved", "sent", "accepted", "signed"),
    "sent": ("sent", "accepted", "signed"),
    "accepted": ("accepted", "signed"),
    "signed": ("signed",),
}


class CrmProcessDocument(models.Model):
    """Which papers say what holds, and which others took their place."""

    _inherit = "crm.process.document"

    next_ids = fields.One2many(
        "crm.process.document", "previous_id", string="Revisions After"
    )
    is_superseded = fields.Boolean(
        string="Replaced",
        compute="_compute_is_superseded",
        recursive=True,
        store=True,
        help="There is a newer revision.",
    )
    is_in_force = fields.Boolean(
        string="In Force",
        compute="_compute_is_in_force",
        search="_search_is_in_force",
        help="Issued, and neither rejected nor cancelled nor replaced.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        "state", "next_ids.state", "next_ids.date_issued", "next_ids.is_superseded"
    )
    def _compute_is_superseded(self):
        for document in self:
            document.is_superseded = any(
                later._takes_place_of(document) for later in document.next_ids
            )

    @api.depends("date_issued", "state", "is_superseded")
    def _compute_is_in_force(self):
        for document in self:
            document.is_in_force = document._is_in_force()

    def _search_is_in_force(self, operator, value):
        return self._search_by(self._get_in_force_domain(), operator, value)

    def _search_by(self, domain, operator, value):
        """Return the condition that a yes or no, which `domain` says, is asked by."""
        if operator not in ("in", "not in"):
            return NotImplemented
        return domain if (operator == "in") == (True in value) else ~domain

    # === BUSINESS METHODS === #

    @api.model
    def _get_in_force_domain(self, reached="issued"):
        """Return which papers say what holds. Whatever asks for papers, asks this.

        A paper is in force from its issue on, unless it is rejected, cancelled or
        replaced. A revision replaces what it corrects when it is issued, and gives the
        place back when it is cancelled. A rejected one gives it back only to a paper
        that the client has agreed to: that agreement stands, while an offer that was
        withdrawn for a better one does not come back. What is past its date is in
        force all the same: whether it may still be answered, `is_expired` says.

        :param reached: how far it must have come: issued, approved, sent, accepted or
            signed
        """
        return (
            Domain("date_issued", "!=", False)
            & Domain("state", "in", REACHED[reached])
            & Domain("is_superseded", "=", False)
        )

    def _is_in_force(self, reached="issued"):
        """Return whether the paper says what holds, as `_get_in_force_domain`."""
        self.ensure_one()
        return bool(self.filtered_domain(self._get_in_force_domain(reached)))

    def _takes_place_of(self, before):
        """Return whether this revision, or one after it, replaces the one before."""
        self.ensure_one()
        if not self.date_issued:
            return False
        gives_back = ("cancelled",) if before.state not in AGREED else FALLEN
        return self.state not in gives_back or self.is_superseded
