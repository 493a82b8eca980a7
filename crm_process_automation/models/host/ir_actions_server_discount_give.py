from odoo import fields, models
from odoo.tools import float_compare

from ..definition.constants import PROCESS_USER

HOURS_TO_DECIDE = 8  # working hours


class IrActionsServer(models.Model):
    """How a discount is given: at once, or above the limit by a manager's word."""

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _give_discount(self, record, row, percent):
        """Bring what the action gives to `percent`. Return whether that changes it.

        :param row: what the action gives so far, maybe nothing
        """
        record.check_access("write")
        if not percent:
            return self._take_discount_back(record, row)
        told = f"{percent:g}"
        allowed = max(self.process_discount_limit, row.percent_approved)
        if self._compare(percent, allowed) > 0:
            self._ask_for_discount(record, row, percent)
            return False
        if row.state == "applied" and not self._compare(row.percent, percent):
            reason = self.env._("it has the discount of %s %% already", told)
            self._note_skip(record, reason)
            return False
        row = row or self._create_discount(record)
        row._apply(percent)
        self._note_effect(record, self.env._("Discount of %s %%", told), made=record)
        return True

    def _take_discount_back(self, record, row):
        if not row or row.state == "withdrawn":
            self._note_skip(record, self.env._("No discount is called for"))
            return False
        row._withdraw()
        sentence = self.env._("The discount is taken back")
        self._note_effect(record, sentence, made=record)
        return True

    def _create_discount(self, record):
        link = "lead_id" if record._name == "crm.lead" else "order_id"
        # sudo: nobody writes the rows by hand; the record is the user's to write
        return (
            record.env["crm.process.discount"]
            .sudo()
            .create(
                {
                    link: record.id,
                    "action_id": self.id,
                    "company_id": record._get_offer_company().id,
                    "reason": self.env._("“%(name)s”", name=self.name),
                }
            )
        )

    def _compare(self, left, right):
        digits = self.env["decimal.precision"].precision_get("Discount")
        return float_compare(left, right, precision_digits=digits)

    # === ABOVE THE LIMIT === #

    def _ask_for_discount(self, record, row, percent):
        """Ask a manager; nothing changes until he has approved."""
        if reason := self._explain_no_asking_for(row, percent):
            self._note_skip(record, reason)
            return
        person = self._find_approver(record)
        if not person:
            self._note_skip(
                record,
                self.env._(
                    "%s %% is above the limit, and there is no manager to approve it",
                    f"{percent:g}",
                ),
            )
            return
        row = row or self._create_discount(record)
        task = record.env["crm.process.task"].create(
            self._prepare_approval_values(record, percent, person)
        )
        row._ask(percent, task)
        sentence = self.env._(
            "%(person)s is asked to approve a discount of %(percent)s %%",
            person=person.name,
            percent=f"{percent:g}",
        )
        self._note_effect(record, sentence, made=task)

    def _explain_no_asking_for(self, row, percent):
        """Return why nobody is asked (again), or an empty text."""
        if not row or self._compare(row.percent_asked, percent):
            return ""
        if row._is_being_asked():
            return self.env._("%s is being asked already", row.task_id.user_id.name)
        if row.state == "refused":
            return self.env._(
                "%(person)s refused it: %(comment)s",
                person=row.task_id.done_by_id.name,
                comment=row.task_id.comment or "",
            )
        return ""

    def _find_approver(self, record):
        """Return the nearest head of who answers for the record."""
        record = record.sudo()  # sudo: who the head is, is no secret
        company, case = record._get_offer_company(), record.case_id
        heads = case._get_heads() if case else case._get_managers()
        heads = (record.team_id.user_id | heads).filtered(
            lambda user: (
                user.active
                and company in user.company_ids
                and user.has_group(PROCESS_USER)
            )
        )
        return ((heads - record.user_id) or heads)[:1]

    def _prepare_approval_values(self, record, percent, person):
        company = record._get_offer_company()
        case = self._find_open_case(record)
        link = "lead_id" if record._name == "crm.lead" else "order_id"
        clock = self.env["crm.process.clock"]._wind()
        return {
            "kind": "approval",
            "name": self.env._(
                "Approve a discount of %(percent)s %% for “%(record)s”",
                percent=f"{percent:g}",
                record=record.display_name,
            ),
            "case_id": case.id,
            "case_name": case.name or record.display_name,
            link: record.id,
            "user_id": person.id,
            "company_id": company.id,
            "deadline": clock.plan(
                fields.Datetime.now(), HOURS_TO_DECIDE, person, company
            ),
            "instruction": self.env._(
                "“%(action)s” calls for it; without approval at most %(limit)s %% is "
                "given.",
                action=self.name,
                limit=f"{self.process_discount_limit:g}",
            ),
        }


class CrmProcessTask(models.Model):
    """An approval that a discount waits for."""

    _inherit = "crm.process.task"

    # === BUSINESS METHODS === #

    def _decide(self, decision, comment):
        result = super()._decide(decision, comment)
        # sudo: whoever may decide gives the discount by that, or not
        discounts = self.env["crm.process.discount"].sudo()
        domain = [("task_id", "in", self.ids), ("state", "=", "asked")]
        for discount in discounts.search(domain):
            discount._settle(decision, self.env.user, comment)
        return result
