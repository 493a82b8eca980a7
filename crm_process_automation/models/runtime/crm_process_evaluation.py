from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.survey_marks import get_nps_value
from .crm_process_document_evidence import WAYS
from .mark_fields import FloatMark, IntegerMark


class CrmProcessEvaluation(models.Model):
    """How a client has judged a matter: his answers to one questionnaire, in numbers.

    The system writes it once, when the client has answered; nobody changes it.
    """

    _name = "crm.process.evaluation"
    _description = "Client's Evaluation"
    _order = "date desc, id desc"
    _check_company_auto = True

    # What it is about
    document_id = fields.Many2one(
        "crm.process.document",
        string="Questionnaire",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    case_id = fields.Many2one(
        "crm.process.case",
        string="Process Case",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    template_id = fields.Many2one(
        "crm.process.template",
        string="Process",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Client",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        readonly=True,
        index="btree_not_null",
        check_company=True,
        help="Who answered for the matter, and so is evaluated.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    date = fields.Datetime(
        string="Answered On", required=True, readonly=True, default=fields.Datetime.now
    )

    # What was answered
    has_nps = fields.Boolean(string="Has an NPS Score", readonly=True)
    nps = IntegerMark(
        string="NPS Score",
        readonly=True,
        aggregator="avg",
        help="How likely the client is to recommend us, from 0 to 10.",
    )
    nps_value = FloatMark(
        string="NPS",
        compute="_compute_nps_value",
        store=True,
        aggregator="avg",
        digits=(5, 1),
        help="9 and 10 count 100, 7 and 8 nothing, 0 to 6 minus 100: their average is "
        "the NPS. Who has not said does not count.",
    )
    csat = FloatMark(
        string="Satisfaction (CSAT)",
        readonly=True,
        aggregator="avg",
        digits=(3, 2),
        help="The average of the client's marks, from 1 to 5.",
    )
    has_marks = fields.Boolean(
        compute="_compute_has_marks",
        store=True,
        help="Without any mark the answer counts in no average.",
    )
    comment = fields.Text(string="What to Improve", readonly=True)
    answers = fields.Text(readonly=True, help="All questions with their answers.")
    is_dissatisfied = fields.Boolean(
        string="Dissatisfied",
        readonly=True,
        help="The marks are below what the form of the questionnaire asks for.",
    )
    dissatisfied_count = fields.Integer(
        string="Dissatisfied Clients", compute="_compute_dissatisfied_count", store=True
    )

    # Who answered
    answered_by = fields.Char(string="Who Answered", readonly=True)
    entered_by_id = fields.Many2one(
        "res.users",
        string="Entered by",
        readonly=True,
        index="btree_not_null",
        help="The colleague whom the client has told his marks. Empty: the client "
        "answered himself.",
    )
    way = fields.Selection(WAYS, string="How the Client Said It", readonly=True)

    _document_unique = models.UniqueIndex(
        "(document_id)", "This questionnaire is evaluated already."
    )

    # === COMPUTE METHODS === #

    @api.depends("nps", "has_nps")
    def _compute_nps_value(self):
        for row in self:
            row.nps_value = get_nps_value(row.nps) if row.has_nps else 0

    @api.depends("has_nps", "csat")
    def _compute_has_marks(self):
        for row in self:
            row.has_marks = row.has_nps or bool(row.csat)

    @api.depends("is_dissatisfied")
    def _compute_dissatisfied_count(self):
        for row in self:
            row.dissatisfied_count = int(row.is_dissatisfied)

    @api.depends("document_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            paper = row.document_id.sudo()  # sudo: only what the paper is called
            row.display_name = paper.display_name

    # === CRUD METHODS === #

    def _field_to_sql(self, alias, field_expr, query=None):
        """A mark that was not given is nothing, and no zero that averages count."""
        sql = super()._field_to_sql(alias, field_expr, query)
        if field_expr in ("nps", "nps_value"):
            has_nps = super()._field_to_sql(alias, "has_nps", query)
            return SQL("CASE WHEN %s THEN %s END", has_nps, sql)
        return SQL("NULLIF(%s, 0)", sql) if field_expr == "csat" else sql

    # === ACTION METHODS === #

    def action_open_document(self):
        """Open the questionnaire."""
        self.ensure_one()
        self.check_access("read")
        return self.document_id._get_form_action()

    # === BUSINESS METHODS === #

    @api.model
    def _open_list(self, name, domain):
        """Return the action that shows the evaluations of the domain."""
        xmlid = "crm_process_automation.crm_process_evaluation_action"
        action = self.env["ir.actions.actions"]._for_xml_id(xmlid)
        return action | {"name": name, "domain": domain, "context": {"create": False}}

    def _has_mark(self, name):
        """Return whether the client has given what the field `name` counts."""
        self.ensure_one()
        return bool(self.csat) if name == "csat" else self.has_nps

    def _describe_answer(self):
        """Return who has answered what, in a few words."""
        self.ensure_one()
        marks = self._describe_marks()
        if not self.entered_by_id:
            return self.env._("answered by the client: %s", marks)
        return self.env._(
            "answered by the client, entered by %(colleague)s: %(marks)s",
            colleague=self.entered_by_id.name,
            marks=marks,
        )

    def _describe_marks(self):
        """Return the marks in a few words."""
        self.ensure_one()
        words = []
        if self.has_nps:
            words.append(self.env._("recommends us with %s of 10", self.nps))
        if self.csat:
            words.append(self.env._("satisfaction %s of 5", f"{self.csat:g}"))
        return ", ".join(words) or self.env._("no marks given")
