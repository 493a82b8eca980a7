from odoo import fields, models
from odoo.exceptions import UserError


class CrmProcessDocument(models.Model):
    """A paper that is approved by a process of its own, as its form says."""

    _inherit = "crm.process.document"

    approval_case_ids = fields.One2many(
        "crm.process.case", "approval_document_id", string="Approvals of the Paper"
    )

    # === BUSINESS METHODS === #

    def _start_approval_process(self):
        """Return the cases by which the papers are approved, begun where need be.

        A revision goes on with the case of the one before. Empty where the form names
        no process, or that one cannot approve anything now.
        """
        cases = self.env["crm.process.case"]
        for paper in self:
            cases |= paper._go_on_with_approval() or paper._begin_approval()
        return cases

    def _begin_approval(self):
        self.ensure_one()
        cases = self.env["crm.process.case"]
        # sudo: which process a form names is no secret
        process = self.sudo().template_id.approval_template_id
        version = process and process._find_active_version(self.company_id)
        asker = self._get_approval_asker()
        if not version or version._explain_no_approval(self.company_id, asker):
            return cases
        vals = {
            "template_id": version.id,
            "company_id": self.company_id.id,
            "asked_by_id": asker.id,
        }
        if cases._explain_nobody_wanted(self._prepare_asking(vals)):
            return cases
        return cases._ask_to_approve(self, vals)

    def _get_approval_asker(self):
        """Return the user; for what the system issues, whom it issues it for."""
        user = self.env.user
        if not user._is_superuser():
            return user
        return self.sudo().issued_by_id or user  # sudo: who has issued it, is no secret

    def _prepare_asking(self, vals):
        """Return the values of the case that approves the paper."""
        self.ensure_one()
        return {
            **self.sudo()._prepare_approval_links(),  # sudo: read, checked before
            **{name: value for name, value in vals.items() if value},
            "name": self.display_name,
            "approval_document_id": self.id,
        }

    def _go_on_with_approval(self):
        """Return the open case of the paper, or of its revision before, gone on."""
        self.ensure_one()
        cases = self.env["crm.process.case"]
        paper = self.sudo()  # sudo: the approval is the system's to go on with
        if case := paper._get_open_approval_case():
            return case.with_env(self.env)
        case = paper.previous_id._get_open_approval_case()
        if case and case._is_past_decision():
            # Others than those who decided go on with it: the revision is asked about.
            text = self.env._("Revised after the decision: %s", paper.display_name)
            case._behind_door()._cancel(text)
            return cases
        if case:
            case._take_revision(paper)
        return case.with_env(self.env)

    def _is_own_of(self, user):
        """Nor does whoever asked for the approval decide, but by the form."""
        case = self.sudo()._get_open_approval_case()  # sudo: who asked is no secret
        is_asker = bool(user) and user == case._get_barred_asker()
        return is_asker or super()._is_own_of(user)

    def _explain_own(self):
        if self._is_issued_by(self.env.user):
            return super()._explain_own()
        return self.env._(
            "You asked for “%s” yourself: somebody else decides on it.",
            self.display_name,
        )

    def _get_open_approval_case(self):
        """Return the case that decides on the paper now, the newest of them."""
        cases = self.approval_case_ids.filtered(lambda case: case._is_open())
        return cases.sorted("id")[-1:]

    def _check_waits_for_approval(self):
        """Raise unless the paper was issued and nobody has approved it yet."""
        self.ensure_one()
        paper = self.sudo()  # sudo: only its state is looked at
        if paper.state != "draft" or not paper.attachment_id:
            raise UserError(
                self.env._(
                    "“%s” is no issued draft, so there is nothing to approve. Issue "
                    "it, or revise it.",
                    self.display_name,
                )
            )
        if case := paper._get_open_approval_case():
            raise UserError(
                self.env._(
                    "“%(paper)s” is being approved already: it is at “%(stage)s”.",
                    paper=self.display_name,
                    stage=case.stage_id.name,
                )
            )
        if paper.is_superseded or paper.approval_state in ("asked", "refused"):
            raise UserError(paper.with_env(self.env)._explain_no_process())

    def _explain_no_process(self):
        """Return why no process of its own may decide on the paper, and who does."""
        self.ensure_one()
        if self.sudo().is_superseded:  # sudo: no secret
            return self.env._(
                "There is a newer revision of “%s”. Have that one approved.",
                self.display_name,
            )
        return self._explain_asked_or_refused()

    def _check_may_be_approved_by(self, process):
        """Raise unless `process` may decide on the paper: as its form says."""
        self.ensure_one()
        # sudo: which process a form names is no secret
        named = self.sudo().template_id.approval_template_id
        version = named and named._find_active_version(self.company_id)
        if version and version != process:
            raise UserError(
                self.env._(
                    "“%(paper)s” is approved by the process “%(process)s”, as its form "
                    "says. Choose that one.",
                    paper=self.display_name,
                    process=version.name,
                )
            )

    def _prepare_approval_links(self):
        """Return what an approval of the paper is about. A host adds its own."""
        self.ensure_one()
        return {"partner_id": self.partner_id.id, "origin_case_id": self.case_id.id}

    # === DECIDED OTHERWISE === #

    def _after_approve(self):
        result = super()._after_approve()
        for paper in self:
            paper._end_open_approval(self.env._("The paper was approved otherwise."))
        return result

    def action_cancel(self, reason):
        """Cancel the papers; nobody has to decide on them any more."""
        result = super().action_cancel(reason)
        for paper in self:
            paper._end_open_approval(self.env._("The paper was cancelled."))
        return result

    def _end_open_approval(self, reason):
        """Cancel the case that still asks about the paper."""
        case = self.sudo()._get_open_approval_case()  # sudo: it has no sense any more
        if case and not case._is_decided():
            case._behind_door()._cancel(reason)


class CrmProcessCase(models.Model):
    """A case that goes on with the revision of its paper."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    def _take_revision(self, paper):
        """Decide on `paper` from now on, the revision of the one before."""
        self.ensure_one()
        case = self._behind_door()
        case._write_past_door({"approval_document_id": paper.id})
        case.name = paper.display_name
        text = self.env._("Corrected: %s", paper.display_name)
        case._message_log_batch({case.id: text})
        case._get_open_approval_tasks()._withdraw(text)
        if case._waits_for_author() or case._get_outdated_steps():
            case._go_on_corrected(text)
