from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.text import is_blank
from ..definition.constants import PROCESS_USER
from .crm_process_task_deadline_check import FAR_AHEAD
from .crm_process_template_assignment import ASSIGNMENT


class CrmProcessCase(models.Model):
    """An assignment: a case that somebody issued to somebody else, with a deadline.

    Its executor is the responsible of the case. It is about a deal, an order, a client
    or a case, but belongs to none of them: it does not drive a deal, and is read by its
    executor even when the deal is closed to him.
    """

    _inherit = "crm.process.case"

    issuer_id = fields.Many2one(
        "res.users",
        string="Issued by",
        index="btree_not_null",
        readonly=True,
        copy=False,
        check_company=True,
    )
    origin_case_id = fields.Many2one(
        "crm.process.case",
        string="About the Case",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
    )
    subject_name = fields.Char(string="About", compute="_compute_subject_name")
    remind_before = fields.Float(
        string="Remind Before (Hours)",
        default=2.0,
        copy=False,
        help="Working hours before the promised deadline at which the executor is "
        "reminded. 0: no reminder.",
    )
    escalate_after = fields.Float(
        string="Escalate After (Hours)",
        default=4.0,
        copy=False,
        help="Working hours after the promised deadline at which the head is told. "
        "0: never.",
    )

    _reminder_of_assignment_is_positive = models.Constraint(
        "CHECK(remind_before BETWEEN 0 AND 10000)",
        "A reminder comes between 0 (none) and 10,000 working hours before.",
    )
    _escalation_of_assignment_is_positive = models.Constraint(
        "CHECK(escalate_after BETWEEN 0 AND 10000)",
        "The head is told between 0 (never) and 10,000 working hours after.",
    )

    # === COMPUTE METHODS === #

    @api.depends("origin_case_id")
    def _compute_subject_name(self):
        for case in self:
            # sudo: what it is about is told by name only, as to whoever is given a task
            record = case.sudo()._get_assignment_subject()
            case.subject_name = record.display_name if record else False

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._complete_assignment(vals) for vals in vals_list])

    # === BUSINESS METHODS === #

    def _get_assignment_subject(self):
        """Return what the assignment is about, the nearest first. A host adds its own.

        Empty when it is about nothing in particular.
        """
        self.ensure_one()
        return self.origin_case_id or self.partner_id

    @api.model
    def _issue(self, executors, vals):
        """Issue one assignment to each of `executors` and return them.

        :param vals: name, date_promised and what it is about
        :raise UserError: when somebody cannot be given it, or the deadline is past
        """
        if not executors:
            raise UserError(self.env._("Choose who is to do it."))
        company = self.env["res.company"].browse(vals.get("company_id") or [])
        company = company or self.env.company
        template = self.env["crm.process.template"]._get_for_assignments(company)
        cases = self.create(
            [
                {
                    **vals,
                    "template_id": template.id,
                    "company_id": company.id,
                    "user_id": user.id,
                }
                for user in executors
            ]
        )
        cases._let_both_follow()
        return cases

    def _let_both_follow(self):
        """What is written in the chatter reaches both the executor and the issuer."""
        for case in self.sudo():  # sudo: neither may choose followers for the other
            partners = (case.user_id | case.issuer_id).partner_id
            case.message_subscribe(partner_ids=partners.ids)

    # === WHAT IS ISSUED === #

    @api.model
    def _complete_assignment(self, vals):
        """Return `vals` with who issues, and nothing of it for other processes."""
        if not self._is_for_assignment(vals):
            nothing = dict.fromkeys(
                ("issuer_id", "date_promised", "date_promised_first")
            )
            return vals if self.env.su else vals | nothing
        vals = {"issuer_id": self.env.uid} | vals
        if not self.env.su:
            vals = vals | {"date_promised": self._check_may_be_issued(vals)}
        return vals | {"date_promised_first": vals.get("date_promised")}

    @api.model
    def _is_for_assignment(self, vals):
        key = "template_id"
        template_id = vals.get(key) or self.env.context.get(f"default_{key}")
        template = self.env["crm.process.template"].browse(template_id or [])
        return template.sudo().kind == ASSIGNMENT  # sudo: its kind is no secret

    @api.model
    def _check_may_be_issued(self, vals):
        """Raise unless the user may issue this, and return when it is promised."""
        if vals["issuer_id"] != self.env.uid:
            raise UserError(self.env._("An assignment is issued in your own name."))
        name = vals.get("name")
        if not isinstance(name, str) or is_blank(name):
            raise UserError(self.env._("Say in a few words what is to be done."))
        origin = self.browse(vals.get("origin_case_id") or [])
        origin.check_access("read")
        self._check_executor(vals)
        return self._read_deadline(name, vals.get("date_promised"))

    @api.model
    def _check_executor(self, vals):
        """Raise unless the executor is there and can open what he is given."""
        user_id, company_id = vals.get("user_id"), vals.get("company_id")
        if not isinstance(user_id, int) or isinstance(user_id, bool):
            raise UserError(self.env._("Choose who is to do it."))
        # sudo: who works where is no secret
        user = self.env["res.users"].sudo().browse(user_id).exists()
        company = self.env["res.company"].sudo().browse(company_id or [])  # sudo: same
        if problem := self._explain_no_executor(user, company or self.env.company):
            raise UserError(problem)

    @api.model
    def _explain_no_executor(self, user, company):
        """Return why nothing can be assigned to `user`, or an empty text."""
        if not user:
            return self.env._("Whoever is to do it is not there (any more).")
        if not user.active:
            return self.env._(
                "%s is archived and would never see it. Choose somebody else.",
                user.name,
            )
        if company not in user.company_ids:
            return self.env._(
                "%(user)s does not work for %(company)s. Choose somebody who does.",
                user=user.name,
                company=company.name,
            )
        if not user.has_group(PROCESS_USER):
            return self.env._(
                "%s may not open processes. Ask an administrator for the right “CRM "
                "Processes: User”, or choose somebody else.",
                user.name,
            )
        return ""

    @api.model
    def _read_deadline(self, name, value):
        """Return the deadline as a moment, else raise: it must lie ahead."""
        moment = self._read_moment(value)
        if not moment:
            raise UserError(self.env._("Say by when “%s” is to be done.", name))
        if moment <= fields.Datetime.now():
            raise UserError(
                self.env._(
                    "The deadline of “%s” has passed already. Choose a moment that "
                    "lies ahead.",
                    name,
                )
            )
        if moment > fields.Datetime.now() + FAR_AHEAD:
            raise UserError(
                self.env._(
                    "The deadline of “%s” lies more than a hundred years ahead. Choose "
                    "an earlier moment.",
                    name,
                )
            )
        return moment

    @api.model
    def _read_moment(self, value):
        """Return `value` as a moment; None when it is none."""
        try:
            return fields.Datetime.to_datetime(value) or None
        except (TypeError, ValueError, AttributeError):
            return None
