from odoo import api, fields, models

from .constants import DOCUMENT_TYPES, PAPER_STATES


class CrmProcessStep(models.Model):
    """Which paper a step is about: to make and hand over, or to decide on.

    A stage may ask for several papers, and for one paper several times: first it is
    prepared, then approved, then signed.
    """

    _inherit = "crm.process.step"

    document_type = fields.Selection(
        DOCUMENT_TYPES,
        string="Type of Paper",
        help="Of a document step: which paper it asks for; empty: those that the stage "
        "names. Of an approval: which paper is decided on; empty: the whole matter.",
    )
    paper_state = fields.Selection(
        PAPER_STATES,
        string="Done When the Paper Is",
        help="Its task closes by itself then. Empty: a mandatory paper when it is "
        "sent; any other, and one that is approved first, when it is issued.",
    )

    # === BUSINESS METHODS === #

    def _get_problems(self):
        return super()._get_problems() + self._get_paper_problems()

    def _get_paper_problems(self):
        """Return what only a step about a paper can have, and another step has."""
        if self.kind in ("document", "approval") or not self.document_type:
            return []
        return [
            self.env._(
                "“%s” is about no paper: empty “Type of Paper”, or make it a document "
                "or an approval.",
                self._get_part_name(),
            )
        ]

    @api.model
    def _get_paper_states(self):
        """Return how far a paper may be, in order."""
        return [state for state, _name in PAPER_STATES]
