from odoo import api, fields, models

from ..definition.crm_process_step_moment import DATE_TYPES

FAR = 10_000


class IrActionsServer(models.Model):
    """Fix a date of a record, or one that the process asks for, and remind of it."""

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[("process_date", "Fix a Date"), ("code",)],
        ondelete={"process_date": "cascade"},
    )
    process_date_field_id = fields.Many2one(
        "ir.model.fields",
        string="Date to Fix",
        domain="[('model_id', '=', model_id), ('ttype', 'in', ('date', 'datetime')), "
        "('store', '=', True), ('readonly', '=', False)]",
        ondelete="cascade",
    )
    process_date_property = fields.Char(
        string="Or a Process Detail",
        help="The code of a date that the process asks for, such as event_date.",
    )
    process_date_kind = fields.Selection(
        [
            ("absolute", "A certain day"),
            ("relative", "Counted from another date"),
            ("recurring", "Coming round again"),
        ],
        string="Which Date",
        default="relative",
        help="A certain day: the same for all.\n"
        "Counted from another date: so long after it, or before it.\n"
        "Coming round again: the next time after today, counted from the first one. A "
        "month that is too short ends on its last day.",
    )
    process_date = fields.Date(string="Day")
    process_source_field_id = fields.Many2one(
        "ir.model.fields",
        string="Counted from",
        domain="[('model_id', '=', model_id), ('ttype', 'in', ('date', 'datetime')), "
        "('store', '=', True)]",
        ondelete="cascade",
        help="Empty: from the date itself.",
    )
    process_source_property = fields.Char(
        string="Or from a Process Detail",
        help="The code of a date that the process asks for, such as event_date.",
    )
    process_offset = fields.Integer(
        string="How Long After", help="Less than zero: so long before."
    )
    process_offset_unit = fields.Selection(
        [("day", "Days"), ("week", "Weeks"), ("month", "Months"), ("year", "Years")],
        string="Unit of the Offset",
        default="month",
    )

    _process_offset_is_bounded = models.Constraint(
        f"CHECK(process_offset BETWEEN -{FAR} AND {FAR})",
        "A date lies at most 10,000 days, weeks, months or years from another.",
    )

    # === SETTINGS === #

    @api.model
    def _warning_depends(self):
        return [
            *super()._warning_depends(),
            "process_date_field_id",
            "process_date_property",
            "process_date_kind",
            "process_date",
            "process_source_field_id",
            "process_source_property",
            "process_offset",
        ]

    @api.model
    def _name_depends(self):
        return [
            *super()._name_depends(),
            "process_date_field_id",
            "process_date_property",
        ]

    def _get_name_process_date(self):
        label = self._get_date_label()
        return self.env._("Fix “%s”", label) if label else self.env._("Fix a date")

    def _get_problems_process_date(self):
        """Return in sentences why the action could never fix a date."""
        problems = self._get_place_problems()
        if not self._has_place("date"):
            problems.append(self.env._("Choose the date to fix."))
        kind = self.process_date_kind
        ask = getattr(self, f"_get_problem_of_{kind}") if kind else None
        problem = ask() if ask else self.env._("Say which date it is to be.")
        return [*problems, problem] if problem else problems

    def _get_problem_of_absolute(self):
        return "" if self.process_date else self.env._("Choose the day.")

    def _get_problem_of_relative(self):
        if self._has_place("source") or not self.process_offset:
            return ""
        return self.env._(
            "Choose the date to count from: counted from itself, the date would move "
            "whenever the action runs."
        )

    def _get_problem_of_recurring(self):
        if self.process_offset > 0:
            return ""
        return self.env._("Say how often the date comes round: at least every 1.")

    def _get_place_problems(self):
        """Return in sentences which fields are no dates of the model."""
        problems = []
        for field in self.process_date_field_id | self.process_source_field_id:
            if field.model_id != self.model_id or field.ttype not in DATE_TYPES:
                problems.append(
                    self.env._(
                        "“%(field)s” is no date of “%(model)s”. Choose another.",
                        field=field.field_description,
                        model=self.model_id.name,
                    )
                )
        return problems

    # === PLACES === #

    def _has_place(self, place):
        """Return whether the action names the date (`date`) or the `source`."""
        self.ensure_one()
        return bool(
            self[f"process_{place}_field_id"] or self[f"process_{place}_property"]
        )

    def _get_date_label(self):
        """Return what the date is called, for people."""
        self.ensure_one()
        field = self.process_date_field_id
        return field.field_description or self.process_date_property or ""
