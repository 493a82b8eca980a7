from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.slug import make_unique
from .constants import PROCESS_MANAGER
from .crm_process_document_template_translation import find_changes

# Only the verbs write these: they are the proof of who answers for the form.
KEPT_BY_VERBS = frozenset({"state", "approved_by_id", "date_approved"})
# What may change on a form in use: it is found, or shown, otherwise; it says the same.
LIVE_FIELDS = KEPT_BY_VERBS | {"active", "sequence"}


class CrmProcessDocumentTemplate(models.Model):
    """The life of a form: the designer writes a draft, the management approves it.

    An approved form is not edited any more; see
    `crm_process_document_template_translation` for what it still lacks in a language.
    """

    _inherit = "crm.process.document.template"

    _one_approved_version = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE state = 'approved'",
        "Another version of this form was approved just now. Reload the page.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Number each version next after those that are there, archived ones too."""
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            given = {name for name, value in vals.items() if value}
            is_draft = vals.get("state", "draft") == "draft"
            self._check_not_kept_by_verbs(given - {"state"} if is_draft else given)
            if "version" not in vals:
                vals["version"] = self._get_next_version(
                    vals.get("code"), vals.get("company_id")
                )
        # Nor do the defaults of a view, or own ones, sign an approval.
        unsigned = {"state": "draft", "approved_by_id": False, "date_approved": False}
        return super().create([unsigned | vals for vals in vals_list])

    def write(self, vals):
        self.check_access("write")  # before a sentence names the form
        self._check_not_kept_by_verbs(vals)
        if not LIVE_FIELDS.issuperset(find_changes(self, vals)):
            self._check_is_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_is_draft()

    def copy_data(self, default=None):
        """Give a plain duplicate a code of its own; a new version brings its code."""
        default = dict(default or {})
        vals_list = super().copy_data(default)
        for form, vals in zip(self, vals_list, strict=True):
            if "code" not in default:
                vals["code"] = make_unique(form.code, form._get_codes())
            if "code" not in default and "name" not in default:
                vals["name"] = self.env._("%s (copy)", form.name)
        return vals_list

    # === ACTION METHODS === #

    def action_approve(self):
        """Approve the drafts for use; the version approved before is retired.

        :raise UserError: one that lists everything that is wrong with the form
        """
        self.check_access("read")
        self._check_may_decide()
        for form in self:
            form._check_may_be_approved()
            # sudo: the management approves what only designers write
            approved = form.sudo()
            approved._get_rivals().write({"state": "retired"})
            approved._get_rivals().flush_recordset()
            approved.write(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "date_approved": fields.Datetime.now(),
                }
            )
            approved.flush_recordset()  # the next of a batch may be a rival
        return True

    def action_retire(self):
        """Let no new paper be made from these versions. Issued papers stay.

        :raise UserError: when one was never approved
        """
        self.check_access("read")
        self._check_may_decide()
        for form in self:
            if form.state == "draft":
                raise UserError(
                    self.env._(
                        "“%s” was never approved, so there is nothing to retire. "
                        "Delete the draft instead.",
                        form.display_name,
                    )
                )
            form._check_nothing_needs_it()
        # sudo: the management retires what only designers write
        return self.sudo().write({"state": "retired"})

    def action_new_version(self):
        """Return a draft copy of the version with all its texts, numbered next."""
        self.ensure_one()
        self.check_access("create")
        return self.copy({"code": self.code, "name": self.name})

    def action_open_new_version(self):
        """Make the next version and open it."""
        new = self.action_new_version()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": new.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "name": new.display_name,
        }

    # === BUSINESS METHODS === #

    def _check_not_kept_by_verbs(self, names):
        """Raise when somebody signs an approval that was never given."""
        if not self.env.su and KEPT_BY_VERBS.intersection(names):
            raise UserError(
                self.env._(
                    "Who approved a form is noted when it is approved, and by nothing "
                    "else. Press “Approve Form”."
                )
            )

    def _check_may_decide(self):
        if not self.env.user.has_group(PROCESS_MANAGER):
            raise AccessError(
                self.env._(
                    "The management approves and retires document forms. Ask somebody "
                    "who is a manager of CRM processes."
                )
            )

    def _check_is_draft(self):
        """Raise unless all of `self` are still drafts."""
        for form in self.sudo():  # sudo: only the state is read
            if form.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” is not a draft any more, and papers may have been made "
                        "from it. Press “New version” on it and change the copy.",
                        form.display_name,
                    )
                )

    def _check_may_be_approved(self):
        self._check_is_draft()
        # sudo: what is wrong counts, not whether the manager may see all of it
        if problems := self.sudo()._get_form_problems():
            raise UserError(
                self.env._(
                    "“%(form)s” cannot be approved yet:\n%(problems)s",
                    form=self.display_name,
                    problems="\n".join(f"• {problem}" for problem in problems),
                )
            )

    def _check_nothing_needs_it(self):
        """Raise when something in use cannot do without papers of this form."""
        self.ensure_one()

    def _get_rivals(self):
        """Return the version that is approved now for the same code and company."""
        self.ensure_one()
        return self._with_archived().search(
            [
                ("code", "=", self.code),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "approved"),
                ("id", "!=", self.id),
            ]
        )

    @api.model
    def _get_next_version(self, code, company_id=False):
        # sudo: numbers are counted over archived and hidden versions
        newest = (
            self.sudo()
            ._with_archived()
            .search(
                [("code", "=", code), ("company_id", "=", company_id)],
                order="version desc",
                limit=1,
            )
        )
        return newest.version + 1

    def _get_codes(self):
        """Return the codes that are taken, by whatever company."""
        forms = self.sudo()._with_archived()  # sudo: a code is taken for everybody
        return {code for [code] in forms._read_group([], ["code"])}

    def _with_archived(self):
        return self.with_context(active_test=False)


class CrmProcessDocumentClause(models.Model):
    """A clause stays as it is once its form is approved."""

    _inherit = "crm.process.document.clause"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        clauses = super().create(vals_list)
        clauses.document_template_id._check_is_draft()
        return clauses

    def write(self, vals):
        self.check_access("write")  # before a sentence names the form
        if not find_changes(self, vals):
            return super().write(vals)
        self.document_template_id._check_is_draft()
        result = super().write(vals)
        # A clause must not be smuggled into an approved form either.
        self.document_template_id._check_is_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_from_drafts(self):
        self.document_template_id._check_is_draft()
