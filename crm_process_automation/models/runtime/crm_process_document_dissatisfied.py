import logging

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

DISSATISFIED = "dissatisfied"
HOURS_TO_CALL = 4.0  # working hours for the head to talk to the client


class CrmProcessDocument(models.Model):
    """What follows when a client is dissatisfied: a departure, and work for the head.

    A case in progress notes the departure and goes its own way for it, if there is one.
    After its end a complaint is begun, where the company has a process for that.
    """

    _inherit = "crm.process.document"

    # === HOOKS === #

    def _follow_accepted(self):
        evaluation = self.evaluation_ids[:1]
        if evaluation.is_dissatisfied:
            return self._follow_dissatisfied(evaluation)
        return super()._follow_accepted()

    # === BUSINESS METHODS === #

    def _follow_dissatisfied(self, evaluation):
        """Note it on the case, else begin a complaint; the head gets a task."""
        case, about = self.case_id, self.case_id
        if case._is_in_progress():
            self._note_dissatisfied(evaluation)
        elif complaint := self._start_complaint(evaluation):
            about = complaint
        elif case:
            self._create_dissatisfied(evaluation)
        values = self._prepare_dissatisfied_task_values(evaluation, about)
        self.env["crm.process.task"].create(values)

    def _note_dissatisfied(self, evaluation):
        arrow = self._find_dissatisfied_way()
        text = evaluation.comment or evaluation._describe_marks()
        is_moved = bool(arrow) and self._take_way(arrow, text)
        if not (is_moved and arrow.deviation_kind == DISSATISFIED):
            self._create_dissatisfied(evaluation)

    def _create_dissatisfied(self, evaluation):
        values = self._prepare_rejection_values(DISSATISFIED)
        values["cause"] = evaluation.comment or evaluation._describe_marks()
        self.env["crm.process.deviation"].create(values)

    def _find_dissatisfied_way(self):
        """Return the only arrow of the stage for a dissatisfied client, or none."""
        case = self.case_id
        if case.state != "running":
            return case.stage_id.transition_ids.browse()
        arrows = case._get_open_transitions().filtered(
            lambda arrow: (
                arrow.deviation_kind == DISSATISFIED
                and not arrow.group_ids
                and arrow.kind == "rework"
            )
        )
        if arrows:
            return arrows if len(arrows) == 1 else arrows.browse()
        return self._find_way("rework")

    # === THE COMPLAINT === #

    def _start_complaint(self, evaluation):
        """Return a new case of the company's complaint process, or none."""
        cases = self.env["crm.process.case"]
        process = self.env["crm.process.template"]._find_complaint_process(
            self.company_id
        )
        if not process:
            return cases
        try:
            with self.env.cr.savepoint():
                complaint = cases.create(self._prepare_complaint_values(process))
        except UserError as error:
            _logger.warning("No complaint for paper %s: %s", self.id, error)
            return cases
        body = Markup("%s: %s<br/>%s")
        complaint._message_log(
            body=body
            % (
                self._get_html_link(),
                evaluation._describe_marks(),
                evaluation.comment or "",
            )
        )
        return complaint

    def _prepare_complaint_values(self, process):
        head = self._get_complaint_head()
        return {
            "name": self.env._("Complaint: %s", self.partner_id.display_name),
            "template_id": process.id,
            "partner_id": self.partner_id.id,
            "user_id": head.id,
            "company_id": self.company_id.id,
            "origin_case_id": self.case_id.id,
        }

    # === THE TASK === #

    def _get_complaint_head(self):
        """Return the head who has to look into it, else the responsible."""
        cases = self.case_id.with_company(self.company_id)
        return cases._get_head(self._get_responsible()) or self._get_responsible()

    def _prepare_dissatisfied_task_values(self, evaluation, case):
        head = self._get_complaint_head()
        document = self.with_context(lang=head.lang or self.env.lang)
        clock = self.env["crm.process.clock"]._wind()
        now = fields.Datetime.now()
        said = [evaluation.with_env(document.env)._describe_marks(), evaluation.comment]
        return {
            "name": document.env._(
                "Talk to the dissatisfied client: %s", self.partner_id.display_name
            ),
            "kind": "call",
            "case_id": case.id if case._is_in_progress() else False,
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "user_id": head.id,
            "instruction": Markup("<p>%s</p>")
            * len(list(filter(None, said)))
            % tuple(filter(None, said)),
            "date_planned": now,
            "deadline": clock.plan(now, HOURS_TO_CALL, head, self.company_id),
        }


class CrmProcessTemplate(models.Model):
    """The process by which a company deals with complaints."""

    _inherit = "crm.process.template"

    # === BUSINESS METHODS === #

    @api.model
    def _find_complaint_process(self, company):
        """Return the active complaint process, the company's own before a common one.

        One that runs on deals only does not count: a complaint has a client, and may
        have no deal any more.
        """
        found = self.search(
            [
                ("kind", "=", "complaint"),
                ("state", "=", "active"),
                ("host_model", "=", "none"),
                ("company_id", "in", (company.id, False)),
            ]
        )
        return found.sorted(lambda process: not process.company_id)[:1]
