from odoo import fields, models

from ...tools.text import is_blank
from ..definition.crew import Crew

KIND = "process_request"
SOURCES = {"res.partner", "crm.lead", "sale.order", "crm.process.case"}
CALL = "crm.process.call"


class IrActionsServer(models.Model):
    """Open a request: a new lead or deal, with its process if one is named.

    The record that set it off becomes its object: the contact its client, the call its
    number, and the call is about the request from then on.
    """

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[(KIND, "Open a Request"), ("code",)], ondelete={KIND: "cascade"}
    )
    process_crm_stage_id = fields.Many2one(
        "crm.stage",
        string="Pipeline Stage",
        help="Of a request without a process; else the process says where it stands.",
    )
    process_is_object = fields.Boolean(
        string="The Record Is Its Object",
        default=True,
        help="A contact becomes the client of the request, a call its number.",
    )

    # === SETTINGS === #

    def _warning_depends(self):
        return [*super()._warning_depends(), "process_crm_stage_id"]

    def _get_models_process_request(self):
        return SOURCES | {CALL}

    def _get_name_process_request(self):
        if is_blank(self.process_name):
            return self.env._("Open a request")
        return self.env._("Open the request “%s”", self.process_name)

    def _get_problems_process_request(self):
        problems = self._get_person_problems() + self._get_target_problems()
        if is_blank(self.process_name):
            problems.append(
                self.env._("Name the request, for example “Request from {name}”.")
            )
        problems += self._get_text_problems(self.process_name)
        process = self._find_process(self.env.company)
        if process and process.host_model != "crm.lead":
            problems.append(
                self.env._(
                    "“%s” is not made for requests. Choose a process that runs on a "
                    "lead or opportunity.",
                    process.display_name,
                )
            )
        return problems

    # === RUNNING === #

    def _run_action_process_request_multi(self, eval_context=None):
        records = self._get_records(eval_context)
        fresh = self._filter_without_request(records)
        requests = fresh.env["crm.lead"].with_context(mail_create_nosubscribe=True)
        processes, opener = self._get_process_by_company(fresh), Crew.accompany(self)
        leads = requests.create(
            [opener._prepare_request_values(record, processes) for record in fresh]
        )
        leads = leads.with_env(fresh.env)
        notes = self._place_requests(leads)
        for record, lead in zip(fresh, leads, strict=True):
            self._tie_to_request(record, lead)
            sentence = self.env._("Opened the request “%s”", lead.display_name)
            if lead in notes:
                sentence = f"{sentence}. {notes[lead]}"
            self._note_effect(record, sentence, made=lead)

    def _tie_to_request(self, record, lead):
        """Let a call be about the request from now on, unless it is about another."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        if record._name == CALL and action.process_is_object and not record.lead_id:
            record.write({"lead_id": lead.id})

    # === VALUES === #

    def _get_process_by_company(self, records):
        """Return {company: the process of its requests}, none when none is named."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        if not action.process_template_code:
            return {}
        companies = {self._find_company(record) for record in records}
        return {company: action._get_process(company) for company in companies}

    def _prepare_request_values(self, record, process_by_company):
        action = self.sudo()  # sudo: settings of actions are for administrators
        process = process_by_company.get(self._find_company(record))
        values = {
            "name": action._fill_in(action.process_name, record).strip() or action.name,
            "company_id": record.company_id.id,
            **self._prepare_request_person(record),
        }
        if process:
            values["process_template_id"] = process.id
        elif action.process_crm_stage_id:
            values["stage_id"] = action.process_crm_stage_id.id
        if action.process_is_object:
            values |= self._prepare_request_object(record)
        return values

    def _prepare_request_person(self, record):
        """Return who answers; without anybody, Odoo's own rules say who."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        named = action.process_user_id or action.process_assignment_id
        if not named and not self._find_responsible(record).sudo().active:  # sudo: same
            return {}
        user, _reason = self._choose_person(record)
        return {"user_id": user.id}

    def _prepare_request_object(self, record):
        """Return the client of the request; of a stranger who called, the number."""
        client = self._find_client(record)
        if client or record._name != CALL:
            return {"partner_id": client.id}
        return {"phone": record.phone}

    # === WHERE IT BEGINS === #

    def _place_requests(self, leads):
        """Take new requests to the stage that the action names, through the door.

        What is refused stays at the start: a request is never lost.

        :return: {lead: why it stays}
        """
        action = self.sudo()  # sudo: settings of actions are for administrators
        notes, leads_by_arrow = {}, {}
        if not action.process_stage_code or not action.process_template_code:
            return notes
        for lead in leads:
            arrow, problem = self._find_way(lead, self._find_case(lead))
            if problem and lead.case_id.stage_code != action.process_stage_code:
                notes[lead] = problem
            elif arrow:
                leads_by_arrow[arrow] = leads_by_arrow.get(arrow, leads.browse()) | lead
        for arrow, group in leads_by_arrow.items():
            cases = group.case_id
            text = self.env._("Begun by the action “%s”", action.name)
            cases._move_along(arrow.with_env(cases.env), text=text)
        return notes
