import logging
import secrets
import time

from odoo import SUPERUSER_ID, api, fields, models

from ...tools.call_event import read_event
from ...tools.call_signature import is_fresh, is_same, sign

_logger = logging.getLogger(__name__)

SECRET_ACTION = "crm_process_automation.crm_process_call_secret_action"
EXAMPLE = """SECRET='%(secret)s'
BODY='{"call_id": "1001", "from": "0671234567", "to": "101", "direction": "in",
  "result": "missed", "duration": 0, "started_at": "'$(date -u +%%FT%%TZ)'"}'
NOW=$(date +%%s)
SIGNATURE=$(printf '%%s.%%s' "$NOW" "$BODY" |
  openssl dgst -sha256 -hmac "$SECRET" | sed 's/^.* //')
curl -X POST '%(url)s' \\
  -H 'Content-Type: application/json' \\
  -H 'X-Call-Token: %(token)s' \\
  -H "X-Call-Timestamp: $NOW" \\
  -H "X-Call-Signature: $SIGNATURE" \\
  --data-raw "$BODY"
"""


class CrmProcessCallSource(models.Model):
    """A telephone exchange that reports the calls of a company."""

    _name = "crm.process.call.source"
    _description = "Call Source"
    _order = "name, id"

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)
    token = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: secrets.token_hex(16),
        help="Says which exchange reports.",
    )
    secret = fields.Char(
        required=True,
        copy=False,
        groups=fields.NO_ACCESS,
        default=lambda self: secrets.token_urlsafe(32),
        help="Signs the reports. It is shown once, when it is made.",
    )
    url = fields.Char(string="Address", compute="_compute_url")
    example = fields.Text(compute="_compute_example")
    date_last = fields.Datetime(string="Last Report", compute="_compute_date_last")

    # === COMPUTE METHODS === #

    def _compute_url(self):
        for source in self:
            number = source._origin.id or ""
            source.url = f"{source.get_base_url()}/crm_process/call/{number}"

    @api.depends("token")
    def _compute_example(self):
        for source in self:
            source.example = source._write_example("…")

    def _compute_date_last(self):
        calls = self.env["crm.process.call"].sudo()  # sudo: only the moment
        dates = dict(
            calls._read_group(
                [("source_id", "in", self.ids)], ["source_id"], ["create_date:max"]
            )
        )
        for source in self:
            source.date_last = dates.get(source)

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:  # nobody chooses these: they are drawn by lot
            vals_list = [
                {
                    name: value
                    for name, value in vals.items()
                    if name not in ("token", "secret")
                }
                for vals in vals_list
            ]
        return super().create(vals_list)

    # === ACTION METHODS === #

    def action_rotate_secret(self):
        """Draw a new secret and show it, this once; the old one is void at once."""
        self.ensure_one()
        self.check_access("write")
        secret = secrets.token_urlsafe(32)
        self.sudo().secret = secret  # sudo: nobody reads it, a designer renews it
        action = self.env["ir.actions.act_window"]._for_xml_id(SECRET_ACTION)
        action["context"] = {
            "default_source_id": self.id,
            "default_secret": secret,
            "default_example": self._write_example(secret),
        }
        return action

    # === BUSINESS METHODS === #

    def _write_example(self, secret):
        """Return a report of a call to try out at a command line."""
        self.ensure_one()
        return EXAMPLE % {"secret": secret, "url": self.url, "token": self.token}

    @api.model
    def _find_trusted(self, number, headers, body):
        """Return the source that a report comes from, empty when it is not trusted.

        The comparisons are made in any case, so that the time of the answer does not
        tell which part was wrong.
        """
        is_number = number.isascii() and number.isdigit() and len(number) <= 9
        source = self.browse(int(number) if is_number else 0).exists()
        timestamp = headers.get("X-Call-Timestamp", "")
        checks = [
            bool(source.active),
            is_same(headers.get("X-Call-Token", ""), source.token or ""),
            is_same(
                headers.get("X-Call-Signature", "").lower(),
                sign(source.secret or "", timestamp, body),
            ),
            is_fresh(timestamp, time.time()),
        ]
        if all(checks):
            return source
        _logger.info("Call report for source %r refused", number[:16])
        return self.browse()

    def _accept(self, body):
        """Keep the call that a trusted report tells of; return the answer to it.

        :raise BadEvent: when the report cannot be read
        """
        self.ensure_one()
        company = self.company_id
        event = read_event(body, fields.Datetime.now())
        if event is None:
            return {"id": False, "status": "ignored"}
        lang = company.partner_id.lang
        context = {"allowed_company_ids": company.ids, "lang": lang}
        env = self.env(user=SUPERUSER_ID, su=True, context=context)
        event["source_id"] = self.id
        call, is_new = env["crm.process.call"]._register_event(event, company)
        return {"id": call.id, "status": "created" if is_new else "known"}
