from markupsafe import Markup

from odoo import api, fields, models

from .crm_process_document_delivery import FAILED


class CrmProcessIncident(models.Model):
    """A paper that did not reach the client."""

    _inherit = "crm.process.incident"

    kind = fields.Selection(
        selection_add=[("paper_undelivered", "Paper not delivered")],
        ondelete={"paper_undelivered": "cascade"},
    )
    dispatch_id = fields.Many2one(
        "crm.process.document.dispatch",
        string="Sending",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    # === ACTION METHODS === #

    def action_open_paper(self):
        """Open the paper that was not delivered."""
        self.ensure_one()
        self.check_access("read")
        return self._open(self.sudo().dispatch_id.document_id)  # sudo: only the link


class CrmProcessDocumentDispatch(models.Model):
    """Who is told that a paper did not arrive: the head, and its responsible."""

    _inherit = "crm.process.document.dispatch"

    # === BUSINESS METHODS === #

    def _get_cause(self):
        """Return the key of the cause: another attempt is another one."""
        self.ensure_one()
        return f"dispatch:{self.id}:failed:{self.attempts}"

    @api.model
    def _raise_failures(self):
        """Raise an incident for each failure; close those that are over."""
        rows = self.browse(self.env.cr.precommit.data.pop(FAILED, ())).exists()
        failed = rows.filtered(lambda row: row.state == "failed")
        incidents = self.env["crm.process.incident"]
        raised = incidents._raise([row._prepare_incident_values() for row in failed])
        lost = raised.dispatch_id
        for user, rows in lost.grouped(lambda row: row.document_id.user_id).items():
            if user.active:
                rows._tell_responsible(user)
        over = incidents.search(
            [
                ("kind", "=", "paper_undelivered"),
                ("state", "=", "open"),
                ("dispatch_id", "in", (rows - failed).ids),
            ]
        )
        over._close_by_itself(self.env._("The mail was sent once more."))

    def _prepare_incident_values(self):
        self.ensure_one()
        paper = self.document_id
        case = paper.case_id
        head = case._get_head(paper.user_id) if case else paper.user_id
        told = self.with_context(lang=head.lang or self.env.lang)
        return {
            "kind": "paper_undelivered",
            "cause_key": self._get_cause(),
            "name": told._describe_loss(),
            "advice": told.env._(
                "Correct the address on the client and press “Send Again” on the "
                "paper, or hand the paper over in another way."
            ),
            "severity": "1",
            "case_id": case.id,
            "case_name": case.name or paper.case_name,
            "dispatch_id": self.id,
            "owner_id": paper.user_id.id,
            "user_id": head.id,
            "company_id": paper.company_id.id,
        }

    def _describe_loss(self):
        self.ensure_one()
        return self.env._(
            "“%(paper)s” was not delivered to %(address)s: %(reason)s",
            paper=self.document_id.display_name,
            address=self.email or self.partner_id.display_name,
            reason=self.error,
        )

    def _tell_responsible(self, user):
        """Write to whoever answers for the papers what did not arrive, and why.

        On the paper; of many at once, in one message.
        """
        told = self.with_context(lang=user.lang or self.env.lang)
        papers = told.document_id
        title = told[:1]._describe_loss()
        if len(papers) > 1:
            title = told.env._("%s papers were not delivered", len(papers))
        thread = papers if len(papers) == 1 else self.env["mail.thread"]
        thread.message_notify(
            partner_ids=user.partner_id.ids,
            subject=title,
            body=Markup("<br/>").join(row._describe_loss() for row in told),
        )
