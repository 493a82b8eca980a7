from odoo import api, models
from odoo.exceptions import UserError

from .pipeline import Writer


class CrmLead(models.Model):
    """How a deal gets its process."""

    _inherit = "crm.lead"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        chosen = any(vals.get("process_template_id") for vals in vals_list)
        if chosen or leads._has_automatic_process():
            # Archived ones are no matters under way: an import of old deals.
            started = leads.filtered("active")._start_automatic_cases().lead_id
            default = self.env.context.get("default_stage_id")
            started.with_env(self.env)._ask_for_first_columns(
                {
                    lead.id: asked
                    for lead, vals in zip(leads, vals_list, strict=True)
                    if (asked := vals.get("stage_id") or default)
                }
            )
        return leads

    def write(self, vals):
        is_choice = "process_template_id" in vals
        if is_choice and Writer.from_env(self.env) is not Writer.CASE:
            return self._write_chosen_process(vals)
        return super().write(vals)

    # === BUSINESS METHODS === #

    def _write_chosen_process(self, vals):
        """Write, and start the chosen process on deals that have none running.

        :raise UserError: when a process runs; changing it is an act with a reason
        """
        chosen = self.env["crm.process.template"].browse(vals["process_template_id"])
        for lead in self._filter_driven():
            if (case := lead._get_own_case()).template_id != chosen:
                raise UserError(
                    self.env._(
                        "“%(lead)s” goes through “%(process)s” already. Use “Change "
                        "process” and say why.",
                        lead=lead.display_name,
                        process=case.template_id.display_name,
                    )
                )
        rest = {name: vals[name] for name in vals if name != "process_template_id"}
        if rest:
            self.write(rest)
        for lead in self - self._filter_driven():
            if chosen:
                lead._process_start(chosen)
            else:
                lead._write_as_case({"process_template_id": False})
        return True

    def _start_automatic_cases(self):
        """Start, and tell where a process was chosen that cannot start."""
        # sudo: starting needs no right on definitions
        wanted = {
            lead: lead.sudo().process_template_id
            for lead in self.filtered("process_template_id")
        }
        template_by_lead = self._choose_processes()
        cases = self._start_or_tell(template_by_lead)
        refused = {}
        for lead, choice in wanted.items():
            template = template_by_lead.get(lead, choice.browse())
            # sudo: as above
            if template.sudo().code != choice.code:
                refused[lead.id] = self.env._(
                    "“%s” was chosen, but has no active version for the company of the "
                    "deal.",
                    choice.name,
                )
            if not lead.case_id:
                lead._write_as_case({"process_template_id": False})
        self._note_in_chatter(refused)
        return cases

    def _choose_processes(self):
        """The user's own choice comes first, then the process that fits."""

        def get_choice(lead):
            # sudo: starting needs no right on definitions
            template = lead.sudo().process_template_id
            return template.code, lead.company_id or self.env.company

        chosen = {}
        choosing = self.filtered("process_template_id")
        for (_code, company), leads in choosing.grouped(get_choice).items():
            # sudo: as above
            template = leads[0].sudo().process_template_id
            if version := template._find_active_version(company):
                chosen |= dict.fromkeys(leads, version)
        others = self.filtered(lambda lead: lead not in chosen)
        return chosen | super(CrmLead, others)._choose_processes()

    def _ask_for_first_columns(self, column_id_by_id):
        """Put to the door the pipeline stage in which a new deal was created.

        What is refused stays at the start, and the chatter says what is missing: a new
        deal is never lost.
        """
        arrow_by_lead, problems = {}, {}
        for lead in self.filtered(lambda lead: lead.id in column_id_by_id):
            column = self.env["crm.stage"].browse(column_id_by_id[lead.id])
            case = lead.case_id
            arrows, problem = case._find_way_to_first_column(column)
            if problem:
                problems[lead.id] = problem
                case.sudo()._put_back_at_first_column()  # sudo: the system's own act
            elif arrows:
                arrow_by_lead[lead] = arrows
        for arrow, leads in self.grouped(arrow_by_lead.get).items():
            if arrow:
                leads.case_id._get_clean()._move_along(arrow)
        self._note_in_chatter(problems)
