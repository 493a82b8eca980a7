from odoo import fields

from .document_common import DocumentCase


class PaperApprovalCase(DocumentCase):
    """Contracts that need approval, in processes whose steps decide on contracts.

    Anna keeps the accounts; Viktor and Petro lead the company. None of them has a right
    in CRM. The contract is worth 1,441.20.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.forms["contract"].sudo()._write({"needs_approval": True})
        cls.viktor, cls.petro = (
            cls._create_user(name, "crm_process_automation.group_process_user")
            for name in ("viktor", "petro")
        )
        cls.anna.partner_id.email = "anna@shop.example"
        cls.viktor.partner_id.email = "viktor@shop.example"

    # === FACTORIES === #

    @classmethod
    def _ask(cls, name, *people, **values):
        """Return the values of a step that asks `people` about the contract."""
        return {
            "name": name,
            "kind": "approval",
            "document_type": "contract",
            "is_required": True,
            "approver_ids": [user.id for user in people],
            "quorum": len(people),
            **values,
        }

    def _start(self, *steps):
        """Return Sally's case at a stage that has the steps."""
        template = self._create_template(f"Paper {fields.Datetime.now()}")
        template.code = f"paper_{template.id}"
        begin = self._create_stage("Begin", template, is_start=True)
        end = self._create_stage("End", template, is_end=True, outcome="success")
        self.way_on = self._create_arrow(begin, end)
        for number, values in enumerate(steps):
            self._create_step(begin, **values, sequence=number)
        template.action_activate()
        case = self.env["crm.process.case"].create(
            {
                "name": "Autumn fair",
                "template_id": template.id,
                "user_id": self.sally.id,
                "partner_id": self.client.id,
                "lead_id": self.lead.id,
            }
        )
        return case.with_user(self.sally)

    def _start_chain(self):
        """Return a case in which Anna decides first, then Viktor."""
        return self._start(
            self._ask("Accountant approves", self.anna),
            self._ask("Director approves", self.viktor, is_after_previous=True),
        )

    def _issue_contract(self, case, user=None, **values):
        return self._issue("contract", user=user, case_id=case.id, **values)

    # === WHAT IS ASKED === #

    def _get_open(self, paper):
        """Return the open tasks to decide on the paper, as the system sees them."""
        self.env.invalidate_all()
        tasks = paper.sudo().approval_task_ids.sorted("id")
        return tasks.filtered(lambda task: task.state == "open")

    def _get_task(self, paper, user):
        """Return the open task by which `user` decides on the paper."""
        tasks = self._get_open(paper)
        return tasks.filtered(lambda task: task.user_id == user).with_user(user)

    def _read(self, paper, *names):
        self.env.invalidate_all()
        return tuple(paper.sudo()[name] for name in names)

    def _get_deviations(self, case):
        self.env.invalidate_all()
        return case.sudo().deviation_ids.mapped("kind")

    # === WHO IS TOLD === #

    def _get_mails(self, user):
        """Return the bodies of the mails that went to `user`, newest first."""
        self.env.cr.flush()
        notifications = self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", user.partner_id.id),
                ("notification_type", "=", "email"),
            ],
            order="id desc",
        )
        mails = self.env["mail.mail"].search(
            [("mail_message_id", "in", notifications.mail_message_id.ids)]
        )
        return notifications.mail_message_id.mapped(
            lambda message: str(message.body)
        ) + mails.mapped(lambda mail: str(mail.body_html))
