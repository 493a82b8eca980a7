from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.call_event import EARLIEST, LONGEST_CALL, SKEW

DIRECTIONS = [("in", "Incoming"), ("out", "Outgoing")]
RESULTS = [("answered", "Answered"), ("missed", "Missed"), ("refused", "Refused")]


class CrmProcessCall(models.Model):
    """A phone call with a client, or with somebody not known yet; never deleted."""

    _name = "crm.process.call"
    _description = "Phone Call"
    _inherit = ["crm.process.source.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True
    # What a call was stays as it was; whom and what it was about may be corrected.
    _corrected = frozenset({"note", "partner_id", "case_id"})

    # What
    direction = fields.Selection(DIRECTIONS, required=True, default="out")
    result = fields.Selection(
        RESULTS,
        required=True,
        default="answered",
        index=True,
        help="Missed: nobody picked up. Refused: the call was rejected.",
    )
    date = fields.Datetime(
        required=True, index=True, default=lambda self: fields.Datetime.now()
    )
    duration_seconds = fields.Integer(string="Duration (Seconds)")
    attempt = fields.Integer(
        readonly=True,
        copy=False,
        help="How many calls with this client or number in a row were not answered, "
        "this one included. An answered call begins anew.",
    )
    note = fields.Text(string="What Was Said")
    source = fields.Selection(
        [("manual", "By hand"), ("pbx", "Telephone exchange")],
        required=True,
        readonly=True,
        default="manual",
    )
    source_id = fields.Many2one(
        "crm.process.call.source",
        string="Telephone Exchange",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    external_id = fields.Char(
        string="Number in the Exchange",
        readonly=True,
        copy=False,
        help="A call that an exchange reports twice is kept once.",
    )

    # Who
    partner_id = fields.Many2one(
        "res.partner",
        string="Client",
        index=True,
        ondelete="set null",
        check_company=True,
    )
    phone = fields.Char(string="Number")
    phone_normalized = fields.Char(
        string="Normalised Number",
        compute="_compute_phone_normalized",
        store=True,
        index="btree_not_null",
        precompute=True,
    )
    is_matched = fields.Boolean(
        string="Client Known",
        compute="_compute_is_matched",
        store=True,
        precompute=True,
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Colleague",
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )

    matched_by_id = fields.Many2one(
        "res.users",
        string="Recognised by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Who said afterwards with whom the call was.",
    )

    # Links
    case_id = fields.Many2one(
        "crm.process.case", index=True, ondelete="set null", check_company=True
    )
    task_id = fields.Many2one(
        "crm.process.task",
        string="Done For",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="The task that the call was made for.",
    )

    _external_id_unique = models.UniqueIndex(
        "(company_id, COALESCE(source_id, 0), external_id) "
        "WHERE external_id IS NOT NULL",
        "This call of the telephone exchange is known already.",
    )

    # === COMPUTE METHODS === #

    @api.depends("phone", "company_id")
    def _compute_phone_normalized(self):
        phones = self.env["crm.process.phone"]
        for call in self:
            # sudo: in which country the company is, is no secret
            company = call.company_id.sudo()
            call.phone_normalized = phones._normalise(call.phone, company) or False

    @api.depends("partner_id", "case_id")
    def _compute_is_matched(self):
        for call in self:
            call.is_matched = bool(call.partner_id or call.case_id)

    # === CONSTRAINT METHODS === #

    @api.constrains("duration_seconds")
    def _check_duration(self):
        for call in self:
            if not 0 <= call.duration_seconds <= LONGEST_CALL:
                raise ValidationError(
                    self.env._("A call lasts from 0 seconds to 24 hours.")
                )

    @api.constrains("date")
    def _check_date(self):
        latest = fields.Datetime.now() + SKEW
        for call in self:
            if not EARLIEST <= call.date <= latest:
                raise ValidationError(
                    self.env._(
                        "A call lies neither in the future nor before the year 2000: "
                        "correct its date."
                    )
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [self._prepare_logged_values(vals) for vals in vals_list]
        calls = super().create(vals_list)
        if not self.env.su:
            calls._check_subjects()
        calls._follow_up()
        return calls

    def write(self, vals):
        if not self.env.su and not self._corrected.issuperset(vals):
            self.check_access("write")
            raise UserError(
                self.env._(
                    "A call is history and stays as it was. You may correct its note, "
                    "its client and its process."
                )
            )
        if "partner_id" not in vals:
            return super().write(vals)
        if not self.env.su:
            vals = vals | {"matched_by_id": self.env.uid}
        result = super().write(vals)
        self.partner_id.check_access("read")
        self._count_attempts()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Calls are history and stay. Correct the note instead.")
        )

    # === BUSINESS METHODS === #

    @api.model
    def _prepare_logged_values(self, vals):
        """Return the values of a call that a user logs: not those of an exchange."""
        return vals | {
            "source": "manual",
            "source_id": False,
            "external_id": False,
            "matched_by_id": False,
            "attempt": 0,
        }

    def _check_subjects(self):
        """Raise unless the user may see the client, and do the task, of each call."""
        self.partner_id.check_access("read")
        self.task_id.check_access("write")

    def _is_unanswered(self):
        self.ensure_one()
        return self.result != "answered"

    def _is_attempt(self):
        """Return whether we tried in vain to reach the client."""
        self.ensure_one()
        return self.direction == "out" and self._is_unanswered()
