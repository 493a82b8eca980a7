from odoo import api, models
from odoo.exceptions import UserError

# Only the verbs of a paper write these: they are the evidence.
KEPT_BY_VERBS = frozenset(
    {"state", "number", "revision", "previous_id", "document_type"}
    | {"snapshot", "checksum", "attachment_id"}
    | {"signed_attachment_id", "signed_checksum", "signed_by", "signature"}
    | {"amount_untaxed", "amount_tax", "amount_total"}
    | {"date_issued", "date_approved", "approved_by_id", "date_sent"}
    | {"date_answered", "answer", "revision_reason", "cancel_reason"}
    | {"is_superseded", "delivery_state", "date_opened", "is_sent_when_approved"}
    | {"access_expires", "is_link_revoked"}
    | {"issued_by_id", "is_returned", "return_reason", "returned_by_id"}
    | {"rework_task_id", "approval_state", "survey_input_id"}
)
# What stands on the paper: free while it is written, fixed once it is issued.
FIXED_AT_ISSUE = frozenset(
    {"template_id", "case_id", "partner_id", "company_id", "currency_id"}
    | {"date", "date_valid_until", "lang", "active"}
)


class CrmProcessDocument(models.Model):
    """A paper is evidence: its verbs write it, nobody rewrites what was issued."""

    _inherit = "crm.process.document"
    _kept_by_verbs = KEPT_BY_VERBS
    _given_at_birth = frozenset({"document_type"})
    _fixed_at_issue = FIXED_AT_ISSUE

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        kept = self._kept_by_verbs - self._given_at_birth
        # Nor do the defaults of a view, or own ones, say that a paper is issued; what
        # is closed to the user, none of his defaults may say.
        begin = {
            name: False
            for name in kept
            if self._has_field_access(self._fields[name], "write")
        }
        begin |= {"state": "draft", "revision": 1}
        for vals in vals_list:
            self._check_not_kept_by_verbs(kept.intersection(vals))
        return super().create(
            [begin | self._add_type_of_form(vals) for vals in vals_list]
        )

    def write(self, vals):
        self._check_not_kept_by_verbs(self._kept_by_verbs.intersection(vals))
        self._check_not_fixed(self._fixed_at_issue.intersection(vals))
        if vals.get("template_id"):
            vals = self._add_type_of_form(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for document in self.filtered("date_issued"):
            raise UserError(
                self.env._(
                    "“%s” was issued and stays, with its number. Cancel it with a "
                    "reason.",
                    document.display_name,
                )
            )

    # === BUSINESS METHODS === #

    def _write_by_verb(self, vals):
        """Write what a verb decided, for whoever may write the paper at all."""
        self.check_access("write")
        self.sudo().write(vals)  # sudo: past the guard of `write`, access was checked

    @api.model
    def _add_type_of_form(self, vals):
        """Return `vals` with the document type of the form that they name."""
        form_id = vals.get("template_id") or self.env.context.get("default_template_id")
        if not form_id:
            return vals
        # sudo: only the type is copied; whether the form may be used is asked at issue
        form = self.env["crm.process.document.template"].sudo().browse(form_id)
        return vals | {"document_type": form.document_type}

    def _check_not_kept_by_verbs(self, names):
        """Raise when a user writes past the buttons what the verbs alone decide."""
        if self.env.su or not names:
            return
        self.check_access("write")  # nobody else is told the names
        raise UserError(
            self.env._(
                "%(fields)s of a paper cannot be written directly: issue, approve, "
                "send, sign, revise or cancel “%(paper)s” instead.",
                fields=self._describe_fields(names),
                paper=", ".join(self.mapped("display_name")),
            )
        )

    def _check_not_fixed(self, names):
        """Raise when a user changes what stands on a paper that was issued."""
        if self.env.su or not names:
            return
        self.check_access("write")
        for document in self.filtered("date_issued"):
            raise UserError(
                self.env._(
                    "“%(paper)s” was issued: its %(fields)s cannot be changed any "
                    "more. Revise it, or cancel it and issue another.",
                    paper=document.display_name,
                    fields=self._describe_fields(names),
                )
            )

    @api.model
    def _describe_fields(self, names):
        return ", ".join(
            self._fields[name]._description_string(self.env) for name in sorted(names)
        )
