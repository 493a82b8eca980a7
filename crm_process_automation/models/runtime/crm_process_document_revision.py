from odoo import fields, models


class CrmProcessDocument(models.Model):
    """A paper that was issued is not changed: a revision takes its place.

    The revision bears the same number and the next revision number. The one before
    stays as it was, readable, and says that it was replaced. A signed paper is not
    revised: an addendum is a paper of its own.
    """

    _inherit = "crm.process.document"
    # Written by people, so that there is something to write before the issue.
    _written_by_hand = frozenset({"minutes"})

    revision_reason = fields.Text(
        string="Why It Was Revised", readonly=True, copy=False
    )

    # === ACTION METHODS === #

    def action_revise(self, reason):
        """Return the revision of the paper: issued, unless people write it by hand.

        :raise UserError: when the paper is signed, cancelled or replaced, or `reason`
            is empty
        """
        self.ensure_one()
        self._check_may("revise")
        self._check_is_said(reason)
        revision = self._make_revision(reason)
        if self._was_sent():
            self._note_rework(reason)
        if self.document_type not in self._written_by_hand:
            revision.action_issue()
        return revision

    # === HOOKS === #

    def _after_issue(self):
        result = super()._after_issue()
        if self.previous_id:
            # sudo: whoever may issue the revision replaces the paper before
            self.previous_id.sudo()._tell(
                self.env._("replaced by revision %s", self.revision)
            )
        return result

    # === BUSINESS METHODS === #

    def _make_revision(self, reason):
        """Return the next revision as a draft: dated today, on the form that holds."""
        # sudo: the number and the revision before are the system's to write
        revision = self.sudo().copy(self._prepare_revision_values(reason))
        return revision.with_env(self.env)

    def _prepare_revision_values(self, reason):
        form = self.template_id
        return {
            "template_id": (form._get_current(self.company_id) or form).id,
            "number": self.number,
            "revision": self._get_last_revision() + 1,
            "previous_id": self.id,
            "revision_reason": reason,
            "date": self._get_today(),
        }

    def _get_last_revision(self):
        domain = [
            ("company_id", "=", self.company_id.id),
            ("document_type", "=", self.document_type),
            ("number", "=", self.number),
        ]
        # sudo: cancelled revisions of colleagues count, too
        papers = self.sudo().with_context(active_test=False)
        [(last,)] = papers._read_group(domain, [], ["revision:max"])
        return last

    def _was_sent(self):
        """Return whether the client has seen the paper."""
        return bool(self.date_sent or self.date_answered)

    def _note_rework(self, reason):
        """Write the rework down as a departure from the success route."""
        case = self.sudo().case_id  # sudo: deviations are the system's to write
        if not case:
            return
        values = case._prepare_deviation_values(
            self._get_deviation_kind(),
            f"{self.display_name}: {reason}",
            self.env.user,
        )
        case.env["crm.process.deviation"].create(values)
