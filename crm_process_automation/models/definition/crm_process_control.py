import logging
from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools.text import is_filled
from .constants import OFFSET_UNITS

_logger = logging.getLogger(__name__)


class CrmProcessControl(models.Model):
    """A control point: the only gate that can hold a case back.

    `kind` says how it is judged: a new kind is a `selection_add` and a method
    `_is_met_by_<kind>(case)`. The definition is handed a case, it never looks one up.
    """

    _name = "crm.process.control"
    _description = "Process Control Point"
    _inherit = ["crm.process.versioned.mixin"]
    _order = "template_id, stage_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    template_id = fields.Many2one(
        "crm.process.template",
        compute="_compute_template_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="cascade",
    )
    stage_id = fields.Many2one(
        "crm.process.stage",
        index=True,
        ondelete="cascade",
        domain="[('template_id', '=', template_id)]",
        help="Empty: asked at every stage.",
    )
    company_id = fields.Many2one(related="template_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("domain", "The record matches a filter"),
            ("field", "A field is filled"),
            ("property", "A property is filled"),
            ("task", "A step is done"),
            ("responsible", "Somebody is responsible"),
        ],
        required=True,
        default="domain",
    )
    subject = fields.Selection(
        [("case", "The case"), ("partner", "The client")],
        string="Looks at",
        required=True,
        default="case",
    )
    subject_model = fields.Char(compute="_compute_subject_model")
    domain = fields.Char(string="Filter", default="[]")
    field_path = fields.Char(string="Field")
    property_name = fields.Char(string="Property")
    step_id = fields.Many2one(
        "crm.process.step",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('template_id', '=', template_id)]",
    )
    is_made_for_step = fields.Boolean(
        readonly=True,
        copy=False,
        help="Kept by the step itself, because the step is required.",
    )
    message = fields.Text(
        translate=True,
        help="What the user reads when the point is not met. Empty: the name.",
    )
    is_gate = fields.Boolean(
        string="Holds Back",
        default=True,
        help="The case cannot leave before it is met. Otherwise it is only watched.",
    )

    # When it is due (read by the strict control of dates)
    date_field = fields.Char(string="Counted from")
    offset = fields.Float()
    offset_unit = fields.Selection(OFFSET_UNITS, default="day")
    escalate_after = fields.Float(
        string="Escalate After (hours)",
        help="Working hours after which the head is told.",
    )

    # === COMPUTE METHODS === #

    @api.depends("stage_id.template_id")
    def _compute_template_id(self):
        for control in self:
            control.template_id = control.stage_id.template_id or control.template_id

    @api.depends("name", "is_made_for_step", "step_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for control in self:
            # One that a step has made is called as the reader calls the step.
            made_by = control.is_made_for_step and control.step_id.name
            control.display_name = made_by or control.name

    @api.depends("subject")
    def _compute_subject_model(self):
        models_by_subject = self._get_subject_models()
        for control in self:
            control.subject_model = models_by_subject.get(control.subject)

    # === CONSTRAINT METHODS === #

    @api.constrains("domain")
    def _check_domain(self):
        self._check_domain_text({control.name: control.domain for control in self})

    @api.constrains("stage_id", "template_id")
    def _check_stage_belongs_to_template(self):
        for control in self:
            if control.stage_id and control.stage_id.template_id != control.template_id:
                raise ValidationError(
                    self.env._(
                        "The control point “%(control)s” names the stage “%(stage)s” "
                        "of another process.",
                        control=control.name,
                        stage=control.stage_id.name,
                    )
                )

    @api.model
    def _check_domain_text(self, text_by_name):
        """Raise a sentence for the first text that is no filter."""
        for name, text in text_by_name.items():
            try:
                list(Domain(literal_eval(text or "[]")))
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._(
                        "The filter of “%(name)s” cannot be read: %(text)s",
                        name=name,
                        text=text,
                    )
                ) from error

    # === BUSINESS METHODS === #

    @api.model
    def _get_subject_models(self):
        """Return the model that each subject stands for.

        What a case is, only the runtime knows; a host adds its own.
        """
        return {"partner": "res.partner"}

    def _unmet_by(self, case):
        """Return the control points of `self` that `case` does not meet yet."""
        return self.filtered(lambda control: not control._is_met_by(case))

    def _is_met_by(self, case):
        """Ask `_is_met_by_<kind>`. A new kind brings its own method."""
        self.ensure_one()
        return getattr(self, f"_is_met_by_{self.kind}")(case)

    def _is_met_by_domain(self, case):
        return self._matches(case._get_subject(self.subject), self.domain)

    @api.model
    def _matches(self, record, text):
        """Return whether the record is there and matches the filter `text`.

        Nothing matches a filter that cannot be asked any more, because a module has
        taken a field away since: the map stays shut, and the form can be read.
        """
        try:
            return bool(record.filtered_domain(literal_eval(text or "[]")))
        except (ValueError, KeyError, SyntaxError, TypeError) as error:
            _logger.warning("Filter %s cannot be asked: %s", text, error)
            return False

    def _is_met_by_field(self, case):
        value = case._get_subject(self.subject)
        for name in (self.field_path or "").split("."):
            if name and name not in value:
                return False  # a module has taken the field away since
            value = value[name] if name else value
        return bool(value)

    def _is_met_by_property(self, case):
        return is_filled(case._get_property(self.property_name))

    def _is_met_by_task(self, case):
        return case._is_step_done(self.step_id)

    def _is_met_by_responsible(self, case):
        return bool(case.user_id)

    def _explain(self, case):
        """Return what `case` misses, as a sentence for the salesperson.

        Ask `_explain_<kind>` where a kind can say more than the name. What the case
        itself says of a step, such as who refused it, is worth more than a message.
        """
        self.ensure_one()
        if sentence := self.kind == "task" and case._explain_step(self.step_id):
            return sentence
        explain = getattr(self, f"_explain_{self.kind}", None)
        return self.message or (explain and explain()) or self.name

    def _explain_task(self):
        return self.env._("Do the step “%s”.", self.step_id.name)

    def _explain_property(self):
        definition = self.template_id.case_properties_definition or []
        labels = {prop["name"]: prop.get("string") for prop in definition}
        return self.env._(
            "Fill in “%s”.", labels.get(self.property_name) or self.property_name
        )

    def _explain_responsible(self):
        return self.env._("Say who is responsible.")
