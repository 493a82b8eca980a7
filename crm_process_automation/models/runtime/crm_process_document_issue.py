from odoo import api, fields, models
from odoo.exceptions import UserError

HEADING = "\n"


class CrmProcessDocument(models.Model):
    """A paper is issued once: then it has its number, its snapshot and its file."""

    _inherit = "crm.process.document"

    is_issued = fields.Boolean(compute="_compute_is_issued")

    # === COMPUTE METHODS === #

    @api.depends("date_issued")
    def _compute_is_issued(self):
        for document in self:
            document.is_issued = bool(document.date_issued)

    # === ACTION METHODS === #

    def action_issue(self):
        """Give the papers their numbers, and make their files.

        A paper whose form needs no approval is approved at once.

        :raise UserError: naming the paper, what is missing and the remedy
        """
        self.check_access("write")
        for document in self:
            document._issue()
        return True

    # === HOOKS === #

    def _after_issue(self):
        """Do what follows from the issue."""

    # === BUSINESS METHODS === #

    @api.model
    def _make(self, document_type, values):
        """Return a new draft of the type, on the form that holds for its case.

        For the verbs of cases and hosts, which have checked the user's rights.
        """
        forms = self.env["crm.process.document.template"]
        case = self.env["crm.process.case"].browse(values.get("case_id"))
        company = self.env["res.company"].browse(values["company_id"])
        if not values.get("template_id"):
            # sudo: which form holds is the company's to say
            form = forms.sudo()._get_form(document_type, company, case.sudo())
            values = values | {"template_id": form.id}
        # sudo: who works for which company is no secret
        user = self.env["res.users"].sudo().browse(values.get("user_id") or [])
        if company not in user.company_ids:
            values = values | {"user_id": self.env.uid}
        # sudo: whoever may write the deal may issue its papers
        papers = self.sudo().with_company(company)
        return papers.create(values).with_env(self.env)

    def _issue(self):
        self.ensure_one()
        self._check_not_being_issued()
        self._check_not_issued()
        self._use_approved_form()
        snapshot = self._collect_data()
        self._check_no_problem(snapshot)
        self._write_by_verb(self._prepare_issue_values(snapshot))
        self._write_by_verb({"snapshot": self._finish_snapshot(snapshot)})
        self._make_file()
        self._tell(self.env._("issued"), [self.revision_reason])
        self._after_issue()

    def _prepare_issue_values(self, snapshot):
        """Return the number and all else that an issued paper has, file aside."""
        totals = snapshot["totals"] or {}
        return {
            "number": self.number or self._draw_number(),
            "state": "draft" if self.template_id.needs_approval else "approved",
            "date_issued": fields.Datetime.now(),
            "date_valid_until": snapshot["valid_until"],
            "lang": snapshot["lang"],
            "currency_id": self._get_currency().id,
            "amount_untaxed": float(totals.get("untaxed", 0)),
            "amount_tax": float(totals.get("tax", 0)),
            "amount_total": float(totals.get("total", 0)),
        }

    def _check_not_being_issued(self):
        """Raise when somebody else issues the paper at this very moment."""
        if not self.sudo().try_lock_for_update():  # sudo: access was checked
            raise UserError(
                self.env._(
                    "“%s” is being issued by somebody else just now. Reload the page.",
                    self.display_name,
                )
            )

    def _check_not_issued(self):
        if self.state != "draft" or self.date_issued:
            raise UserError(
                self.env._(
                    "“%s” was issued already. Revise it when something has to change.",
                    self.display_name,
                )
            )

    def _use_approved_form(self):
        """Go over to the approved version when the draft's was retired meanwhile."""
        # sudo: which form holds is the company's to say
        form = self.sudo().template_id
        if form.state == "approved":
            return
        current = form._get_current(self.company_id)
        if not current:
            raise UserError(
                self.env._(
                    "“%(paper)s” cannot be issued: no version of the form “%(form)s” "
                    "is approved. Have one approved, or choose another form.",
                    paper=self.display_name,
                    form=form.name,
                )
            )
        self._write_by_verb({"template_id": current.id})

    def _check_no_problem(self, snapshot):
        if problems := self._find_problems(snapshot):
            raise UserError(
                HEADING.join(
                    [
                        self.env._("“%s” cannot be issued yet:", self.template_id.name),
                        *problems,
                    ]
                )
            )
