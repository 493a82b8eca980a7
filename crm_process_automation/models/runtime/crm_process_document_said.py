from odoo import models

from .crm_process_document_answer import LONGEST_COMMENT, Visitor


class CrmProcessDocument(models.Model):
    """What the client has told us himself: by phone, by mail, at a meeting.

    A colleague takes it down, and it is evidence, too: of another kind than what the
    client enters on the page of the paper.
    """

    _inherit = "crm.process.document"

    # === ACTION METHODS === #

    def action_accept(self, comment=None, way=None, who=None):
        """Take down that the client agrees to the papers.

        :param way: how he said it: `phone`, `mail`, `person` or `other`
        :param who: the name of who said it; none: the client of the paper
        :raise UserError: when one of them waits for no answer, or has expired
        """
        self._check_may("accept")
        self._take_down("accepted", comment, way, who)
        return self._accept(comment)

    def action_reject(self, reason, way=None, who=None):
        """Take down that the client rejects the papers, and why.

        :param way: how he said it: `phone`, `mail`, `person` or `other`
        :param who: the name of who said it; none: the client of the paper
        :raise UserError: when one of them waits for no answer, or `reason` is empty
        """
        self._check_may("reject")
        self._check_is_said(reason)
        self._take_down("rejected", reason, way, who)
        return self._reject(reason)

    # === BUSINESS METHODS === #

    def _take_down(self, kind, comment, way, who):
        """Keep as evidence what the client said, and who of us heard it."""
        if self.env.su:
            return  # the system keeps the evidence of what it takes itself
        for paper in self:
            name = who or paper.partner_id.name or self.env._("The client")
            visitor = Visitor(
                name=name, side="staff", user=self.env.user, way=way or "other"
            )
            comment = paper._clean_text(comment, LONGEST_COMMENT)
            paper._keep_evidence(kind, visitor, comment=comment)
