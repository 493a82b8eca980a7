from odoo import api, fields, models

from .translated_properties import TranslatedPropertiesDefinition


class CrmProcessTemplate(models.Model):
    """One version of a route map: stages, arrows and what each stage demands."""

    _name = "crm.process.template"
    _description = "Process Template"
    _inherit = [
        "crm.process.versioned.mixin",
        "crm.process.responsible.mixin",
        "mail.thread",
    ]
    _order = "sequence, code, version desc, id"
    _check_company_auto = True
    _live_fields = frozenset(
        {"state", "approved_by_id", "date_approved", "sequence", "active", "owner_id"}
        | {"is_automatic"}  # concerns new cases only
    )

    name = fields.Char(required=True, translate=True, tracking=True)
    code = fields.Char(
        required=True,
        copy=False,
        help="Names the process over all its versions. Scenarios, rules and reports "
        "refer to it.",
    )
    version = fields.Integer(required=True, default=1, readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "Active"), ("retired", "Retired")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    active = fields.Boolean("Not Archived", default=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()

    # What starts it
    kind = fields.Selection(
        [
            ("sale", "Sale"),
            ("order", "Order"),
            ("attraction", "Attraction"),
            ("development", "Client development"),
            ("complaint", "Complaint"),
            ("marketing", "Marketing event"),
            ("assignment", "Assignment"),
            ("approval", "Document approval"),
            ("other", "Other"),
        ],
        required=True,
        default="sale",
    )
    approach = fields.Selection(
        [("push", "Push"), ("pull", "Pull")],
        help="Push: the client came by himself, with a need already formed. "
        "Pull: a cold sale, the need is still to be awakened.",
    )
    cycle = fields.Selection(
        [("long", "Long"), ("short", "Short")],
        help="A long sale has a presentation and a proposal; a short one has not.",
    )
    host_model = fields.Selection(
        [("none", "Nothing (a bare case)")],
        string="Runs on",
        required=True,
        default="none",
    )
    is_automatic = fields.Boolean(
        string="Starts by Itself",
        help="A new record of this kind starts the process, unless another process "
        "fits it better.",
    )

    # What it is for
    purpose = fields.Text(translate=True)
    inputs = fields.Text(translate=True, help="What must be there before it starts.")
    outputs = fields.Text(translate=True, help="What is there when it has ended.")
    norms = fields.Text(
        translate=True, help="The rules, regulations and plans that control it."
    )
    resources = fields.Text(
        translate=True, help="The people, money and means that it uses."
    )
    case_properties_definition = TranslatedPropertiesDefinition("Case Properties")

    # Who
    company_id = fields.Many2one(
        "res.company",
        help="Empty: every company may use it.",
    )
    owner_id = fields.Many2one(
        "res.users",
        string="Process Owner",
        default=lambda self: self.env.user,
        check_company=True,
        help="Answers for the process being right. Not for a single case.",
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    date_approved = fields.Datetime(readonly=True, copy=False)

    # The map
    stage_ids = fields.One2many("crm.process.stage", "template_id", copy=False)
    transition_ids = fields.One2many(
        "crm.process.transition", "template_id", copy=False
    )
    control_ids = fields.One2many(
        "crm.process.control",
        "template_id",
        domain=[("stage_id", "=", False)],
        string="Control Points of the Whole Process",
        copy=False,
    )
    all_control_ids = fields.One2many(
        "crm.process.control", "template_id", string="Every Control Point", copy=False
    )
    stage_count = fields.Integer(compute="_compute_stage_count")

    _code_version_unique = models.UniqueIndex(
        "(code, version, COALESCE(company_id, 0))",
        "This company has that version of the process already. Use “New version” "
        "on it, or choose another code.",
    )

    # === COMPUTE METHODS === #

    @api.depends("name", "version", "state")
    @api.depends_context("process_template_with_version")
    def _compute_display_name(self):
        # Where versions stand side by side the first one is numbered, too.
        is_numbered = self.env.context.get("process_template_with_version")
        for template in self:
            template.display_name = (
                self.env._("%(name)s, v%(version)s", name=name, version=version)
                if (name := template.name)
                and ((version := template.version) > 1 or is_numbered)
                else template.name
            )

    @api.depends("stage_ids")
    def _compute_stage_count(self):
        for template in self:
            template.stage_count = len(template.stage_ids)

    # === BUSINESS METHODS === #

    def _get_versions(self):
        return self

    def _get_start_stage(self):
        """Return the stage where a case begins (empty when the map has none)."""
        self.ensure_one()
        return self._get_stages().filtered("is_start")[:1]
