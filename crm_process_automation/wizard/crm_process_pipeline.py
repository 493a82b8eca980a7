from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from .crm_process_bulk_mixin import QUIET

OPEN_DOMAINS = {
    "crm.lead": [("active", "=", True), ("won_status", "=", "pending")],
    "sale.order": [("state", "in", ("draft", "sent", "sale"))],
}


class CrmProcessPipeline(models.TransientModel):
    """Puts open deals and orders onto a map, where they stand already."""

    _name = "crm.process.pipeline"
    _description = "Bring My Pipeline"
    _inherit = ["crm.process.bulk.mixin"]

    template_id = fields.Many2one(
        "crm.process.template",
        string="Process",
        required=True,
        domain="[('state', '=', 'active'), ('host_model', 'in', ('crm.lead', "
        "'sale.order'))]",
    )
    host_model = fields.Selection(related="template_id.host_model")
    host_model_name = fields.Char(compute="_compute_host_model_name")
    domain = fields.Char(
        string="Which Ones",
        default="[]",
        help="Of the open ones; those with a running process are left out.",
    )
    selected_ids = fields.Json(default=lambda self: self._default_selected_ids())
    selected_model = fields.Char(
        default=lambda self: self.env.context.get("active_model")
    )
    line_ids = fields.One2many(
        "crm.process.pipeline.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    record_count = fields.Integer(compute="_compute_counts")
    skipped_count = fields.Integer(
        string="Under Way Already",
        compute="_compute_counts",
        help="They have a running process and are left out.",
    )
    verdict_ids = fields.One2many(
        "crm.process.pipeline.verdict", "wizard_id", readonly=True
    )

    # === DEFAULTS === #

    @api.model
    def _default_selected_ids(self):
        is_host = self.env.context.get("active_model") in OPEN_DOMAINS
        return self.env.context.get("active_ids") or False if is_host else False

    # === COMPUTE METHODS === #

    @api.depends("host_model")
    def _compute_host_model_name(self):
        for wizard in self:
            is_host = wizard.host_model in OPEN_DOMAINS
            wizard.host_model_name = is_host and wizard.host_model

    @api.depends("template_id", "domain", "selected_ids")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [
                Command.clear(),
                *(
                    Command.create(values)
                    for values in wizard._prepare_lines(wizard._get_records_to_place())
                ),
            ]

    @api.depends("template_id", "domain", "selected_ids")
    def _compute_counts(self):
        for wizard in self:
            records = wizard._get_open_records()
            under_way = records.filtered(wizard._is_under_way)
            wizard.record_count = len(records) - len(under_way)
            wizard.skipped_count = len(under_way)

    # === ACTION METHODS === #

    def action_apply(self):
        """Start the cases where the lines say, and show a verdict for each record."""
        self.ensure_one()
        if self.template_id.state != "active":
            raise UserError(
                self.env._("“%s” is not active any more.", self.template_id.name)
            )
        verdicts = [
            self._prepare_verdict(record, self.env._("has a running process"))
            for record in self._get_open_records().filtered(self._is_under_way)
        ]
        stage_by_column = {line._get_column(): line.stage_id for line in self.line_ids}
        to_place = {}
        for record in self._get_records_to_place():
            stage = stage_by_column.get(self._get_column_of(record))
            if problem := self._explain_not_placed(record, stage):
                verdicts.append(self._prepare_verdict(record, problem))
            else:
                to_place[record] = stage
        names = {record: stage.name for record, stage in to_place.items()}
        verdicts += self._try_each(
            names,
            lambda part: self._create_cases({r: to_place[r] for r in part}),
        )
        return self._show_verdicts(verdicts)

    # === WHICH RECORDS === #

    def _get_open_records(self):
        """Return the open deals or orders that are meant."""
        self.ensure_one()
        if self.host_model not in OPEN_DOMAINS:
            return self.env["crm.lead"]
        domain = Domain(OPEN_DOMAINS[self.host_model])
        domain &= Domain(literal_eval(self.domain or "[]"))
        if self.selected_ids and self.selected_model == self.host_model:
            domain &= Domain("id", "in", self.selected_ids)
        return self.env[self.host_model].search(domain)

    def _get_records_to_place(self):
        records = self._get_open_records()
        return records.filtered(lambda record: not self._is_under_way(record))

    @api.model
    def _is_under_way(self, record):
        case = record.sudo().case_id  # sudo: whether one runs, is no secret
        return bool(case) and case._is_open()

    @api.model
    def _get_column_of(self, record):
        """Return where the record stands: its pipeline stage, or its order state."""
        if record._name == "crm.lead":
            return record.stage_id.id or False
        return record.state

    # === WHERE TO === #

    def _prepare_lines(self, records):
        """Return a line for each column, with the stage that seems to fit."""
        guess = self.env["crm.process.pipeline.guess"]
        if records._name == "crm.lead":
            columns = records.stage_id.sorted()
            stages = guess._guess_for_columns(self.template_id, columns)
            by_column = records.grouped("stage_id")
            return [
                {
                    "crm_stage_id": column.id,
                    "stage_id": stages.get(
                        column, self.template_id._get_start_stage()
                    ).id,
                    "record_count": len(group),
                }
                for column, group in by_column.items()
            ]
        stages = guess._guess_for_states(self.template_id)
        return [
            {
                "order_state": state,
                "stage_id": stages[state].id,
                "record_count": len(group),
            }
            for state, group in records.grouped("state").items()
        ]

    # === PLACING === #

    def _explain_not_placed(self, record, stage):
        """Return why the record stays as it is, or an empty text."""
        if not stage:
            return self.env._("no stage was chosen for where it stands")
        if not record.has_access("write"):
            return self.env._("you may not change it")
        own = self.template_id.company_id
        if own and record.company_id and record.company_id != own:
            return self.env._("it belongs to another company than the process")
        return ""

    def _create_cases(self, stage_by_record):
        cases = next(iter(stage_by_record))._get_clean_cases().with_context(**QUIET)
        return cases._create_placed(
            [
                record._prepare_case_values(self.template_id)
                | {"stage_id": stage.id, "date_start": record.create_date}
                for record, stage in stage_by_record.items()
            ],
            self.env._("was under way already"),
        )
