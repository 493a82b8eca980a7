from odoo import api, models
from odoo.exceptions import UserError

# What an approval may be about; a host adds its own.
ABOUT = ("origin_case_id", "partner_id")


class CrmProcessCase(models.Model):
    """Asking for approvals: one case for each file or paper."""

    _inherit = "crm.process.case"

    # === BUSINESS METHODS === #

    @api.model
    def _ask_to_approve(self, things, vals):
        """Have each of `things` approved, and return the cases.

        :param things: attachments or papers, which the user may read
        :param vals: template_id, company_id, date_decide_by, note and what it is about;
            asked_by_id where the system asks for somebody
        :raise UserError: when there is nothing to decide on, or nobody to decide
        """
        if not things:
            raise UserError(
                self.env._("Choose the file that is to be approved, or upload it.")
            )
        getattr(self, f"_check_to_decide_{things._table}")(things)
        vals = vals | self._get_own_company(things, vals.get("company_id"))
        values = self._complete_asking(vals, things[0].display_name)
        cases = self.browse()
        begin = getattr(self, f"_begin_to_decide_{things._table}")
        for thing in things:
            cases |= begin(thing, values)
        cases._let_author_follow()
        cases._tell_where_it_was_asked()
        return cases.with_env(self.env)

    @api.model
    def _complete_asking(self, vals, name):
        """Return `vals` with all that the system decides; raise what is wrong."""
        company = self.env["res.company"].browse(vals.get("company_id") or [])
        company = company or self.env.company
        company.check_access("read")
        templates = self.env["crm.process.template"]
        template = templates.browse(vals.get("template_id") or []).exists()
        template = template or templates._get_for_approvals(company)
        asker = self.env.user.browse(vals.get("asked_by_id") or self.env.uid)
        template._check_can_approve(company, asker)
        self._check_about(vals)
        if moment := vals.get("date_decide_by"):
            moment = self._read_deadline(name, moment)
        return {
            **vals,
            "template_id": template.id,
            "company_id": company.id,
            "asked_by_id": asker.id,
            "user_id": asker.id,
            "date_decide_by": moment or False,
        }

    @api.model
    def _check_about(self, vals):
        """Raise unless the user may read what the approval is about."""
        for name in self._get_about_links():
            if vals.get(name):
                self[name].browse(vals[name]).check_access("read")

    @api.model
    def _get_about_links(self):
        """Return the fields that say what an approval is about. A host adds its own."""
        return list(ABOUT)

    @api.model
    def _begin_to_decide(self, values):
        """Return the new approval; raise when nobody would be asked."""
        if problem := self._explain_nobody_wanted(values):
            raise UserError(problem)
        return self._behind_door().create(values)

    @api.model
    def _explain_nobody_wanted(self, values):
        """Return why an approval of `values` would ask nobody, or an empty text."""
        case = self.sudo().new(values)  # sudo: what it is worth, is only compared
        steps = case.template_id._get_approval_steps()
        if case._filter_wanted(steps):
            return ""
        return self.env._(
            "“%(name)s” needs no approval by “%(process)s”: it is worth less than each "
            "of its approvals begins with. Choose another process.",
            name=values["name"],
            process=case.template_id.display_name,
        )

    @api.model
    def _get_own_company(self, things, company_id):
        """Return, as values, the company that `things` belong to themselves, if any.

        :raise UserError: when another is given, or they belong to several
        """
        own = getattr(self, f"_find_company_{things._table}")(things)
        if not own:
            return {}
        if len(own) > 1 or company_id not in (None, False, own.id):
            raise UserError(
                self.env._(
                    "“%(paper)s” belongs to %(company)s: it is approved there. Have "
                    "the papers of each company approved on their own.",
                    paper=things[0].display_name,
                    company=own[0].name,
                )
            )
        return {"company_id": own.id}

    # === KINDS === #

    @api.model
    def _check_to_decide_ir_attachment(self, files):
        self._check_files(files)

    @api.model
    def _find_company_ir_attachment(self, files):
        """A file belongs to what it is attached to: the asker says where."""
        return self.env["res.company"]

    @api.model
    def _begin_to_decide_ir_attachment(self, file, values):
        case = self._begin_to_decide({**values, "name": file.name})
        case.with_env(self.env)._take_file(file)
        return case

    @api.model
    def _check_to_decide_crm_process_document(self, papers):
        papers.check_access("read")
        for paper in papers:
            paper._check_waits_for_approval()

    @api.model
    def _find_company_crm_process_document(self, papers):
        return papers.sudo().company_id  # sudo: papers read, checked before

    @api.model
    def _begin_to_decide_crm_process_document(self, paper, values):
        process = self.env["crm.process.template"].browse(values["template_id"])
        paper._check_may_be_approved_by(process)
        return self._begin_to_decide(paper._prepare_asking(values))

    # === WHO IS TOLD === #

    def _let_author_follow(self):
        for case in self:
            case.message_subscribe(partner_ids=case.asked_by_id.partner_id.ids)

    def _tell_where_it_was_asked(self):
        """Leave a trace with a link where the approval was asked for."""
        for case in self:
            text = case.env._("Approval asked for: %s", case._get_html_link())
            case._log_where_it_was_asked(text)

    def _log_where_it_was_asked(self, text):
        """Log `text` on what the approval is about; a client hears nothing of it."""
        self.ensure_one()
        about = self._get_assignment_subject()
        if about and about._name != "res.partner":
            about._message_log(body=text)
