from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context, str2bool

from ...tools.text import is_blank
from ...tools.webhook_address import BadAddress, read_address
from ..definition.constants import PROCESS_DESIGNER
from .outbox import wake

CRON = "crm_process_automation.ir_cron_send_webhooks"
# For development only: http is read by everybody on the way.
ALLOW_HTTP = "crm_process_automation.webhook_allow_http"


class CrmProcessWebhook(models.Model):
    """A call to another system that is to be made, is being made, or was made.

    It is written in the transaction that it follows from, so a call for what did not
    happen is never made; and it is made by a job, so nobody waits for it. It arrives at
    least once: when the job dies in the middle of a call nobody knows whether it
    arrived, and it is made again, with the same `Idempotency-Key`, by which the other
    system tells that it has had it already.
    """

    _name = "crm.process.webhook"
    _description = "Call to Another System"
    _order = "date_due desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="What For", readonly=True)
    url = fields.Char(
        string="Address", required=True, readonly=True, groups=PROCESS_DESIGNER
    )
    host = fields.Char(string="System", required=True, readonly=True, index=True)
    payload = fields.Text(
        required=True,
        readonly=True,
        groups=PROCESS_DESIGNER,
        help="What is sent, as JSON.",
    )
    idempotency_key = fields.Char(
        string="Idempotency-Key",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        help="The same at every attempt: by it the other system tells that it has had "
        "this call already.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    state = fields.Selection(
        [
            ("pending", "Waiting"),
            ("sending", "Being Sent"),
            ("sent", "Sent"),
            ("dead", "Given Up"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="pending",
        help="“Being Sent” for more than a minute: nobody knows whether it arrived. It "
        "is sent again, with the same Idempotency-Key.",
    )
    attempts = fields.Integer(readonly=True)
    date_due = fields.Datetime(
        string="Next Attempt",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
    )
    date_tried = fields.Datetime(string="Last Attempt", readonly=True)
    date_sent = fields.Datetime(string="Sent On", readonly=True)
    status_code = fields.Integer(string="Status", readonly=True, aggregator=None)
    answer = fields.Text(
        readonly=True,
        groups=PROCESS_DESIGNER,
        help="The beginning of what the other system answered.",
    )
    error = fields.Text(readonly=True)

    _queue = models.Index("(date_due, id) WHERE state IN ('pending', 'sending')")

    # === COMPUTE METHODS === #

    @api.depends("name", "host")
    def _compute_display_name(self):
        for call in self:
            call.display_name = " → ".join(filter(None, [call.name, call.host]))

    # === ACTION METHODS === #

    def action_send_again(self):
        """Send calls that were given up or cancelled once more, from the first attempt.

        The Idempotency-Key stays: what arrived after all is not done twice.

        :raise UserError: when one is neither given up nor cancelled
        """
        self.check_access("read")  # read only for those who may do this, too
        self._check_state(("dead", "cancelled"))
        # sudo: nobody writes calls but the engine; access was checked
        self.sudo().write(
            {
                "state": "pending",
                "attempts": 0,
                "date_due": fields.Datetime.now(),
                "error": False,
            }
        )
        self._arm()
        return True

    def action_cancel(self, reason):
        """Let calls that have not arrived yet never be made, saying why.

        :raise UserError: when one was sent or cancelled, or is being sent right now, or
            no reason is given
        """
        self.check_access("read")  # as above
        if not isinstance(reason, str) or is_blank(reason):
            raise UserError(self.env._("Say why the call is not made any more."))
        # sudo: as above. The lock: nobody waits until an attempt is over.
        calls = self.sudo().try_lock_for_update()
        if busy := (self.sudo() - calls)[:1]:
            raise UserError(
                self.env._(
                    "“%s” is being sent right now. Try again in a minute.",
                    busy.display_name,
                )
            )
        calls.invalidate_recordset(["state"])
        calls._check_state(("pending", "sending", "dead"))
        text = self.env._(
            "Cancelled by %(user)s: %(reason)s", user=self.env.user.name, reason=reason
        )
        calls.write({"state": "cancelled", "error": text})
        return True

    # === BUSINESS METHODS === #

    def _check_state(self, states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for call in self:
            if call.state not in states:
                raise UserError(
                    self.env._(
                        "“%(call)s” has the status “%(state)s”: this cannot be done.",
                        call=call.display_name,
                        state=labels[call.state],
                    )
                )

    @api.model
    def _enqueue(self, vals_list):
        """Write down calls that are to be made, and return them.

        :param vals_list: values with `url`, `payload` (a JSON text) and `company_id`
        :raise UserError: when an address is not one that may be called
        """
        keys = [{"idempotency_key": str(uuid4())} | vals for vals in vals_list]
        hosts = [{"host": self._read_address(vals["url"]).host} for vals in vals_list]
        # Not with the defaults of the view that the user came from; and
        # sudo: the calls are the engine's, whoever does what they follow from.
        context = clean_context(self.env.context)
        engine = self.with_env(self.env(su=True, context=context))
        calls = engine.create(
            [vals | host for vals, host in zip(keys, hosts, strict=True)]
        )
        self._arm()
        return calls.with_env(self.env)

    @api.model
    def _read_address(self, url):
        """Return the address of a text.

        :raise UserError: when it is not one that may be called, whoever asks
        """
        try:
            return read_address(url, self._may_be_open())
        except BadAddress as error:
            raise UserError(self._explain_address(error)) from error

    @api.model
    def _may_be_open(self):
        """Return whether http will do, for development."""
        # sudo: the parameter is the system's
        return str2bool(self.env["ir.config_parameter"].sudo().get_param(ALLOW_HTTP), 0)

    @api.model
    def _arm(self):
        """Have the job woken when this transaction is committed."""
        wake(self.env, CRON)
