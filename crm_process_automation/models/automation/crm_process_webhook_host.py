import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.webhook_address import LONGEST

SECRET_ACTION = "crm_process_automation.crm_process_webhook_secret_action"
FAILURES = 5  # in a row, after which a system is left alone
PAUSES = (5, 15, 60)  # minutes: after the fifth failure, the sixth, and every later one


class CrmProcessWebhookHost(models.Model):
    """Another system that is called: whether it answers, and how it knows us.

    After some failures in a row it is left alone for a while: neither its calls nor
    those of others wait in vain. Then one call tries whether it answers again.
    """

    _name = "crm.process.webhook.host"
    _description = "Other System"
    _order = "name, id"

    name = fields.Char(
        required=True,
        size=LONGEST,
        help="Its host, as in the address: hooks.example.com",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    failures = fields.Integer(
        string="Failures in a Row", readonly=True, copy=False, aggregator=None
    )
    date_wait = fields.Datetime(
        string="Left Alone Until",
        readonly=True,
        copy=False,
        help="It did not answer several times in a row. Its calls wait.",
    )
    date_answered = fields.Datetime(string="Last Answer", readonly=True, copy=False)
    secret = fields.Char(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Signs the calls. It is shown once, when it is made.",
    )
    is_signed = fields.Boolean(string="Signed", compute="_compute_is_signed")

    _name_unique = models.UniqueIndex(
        "(name, company_id)", "The company has this system already."
    )

    # === COMPUTE METHODS === #

    @api.depends("secret")
    def _compute_is_signed(self):
        for host in self:
            host.is_signed = bool(host.sudo().secret)  # sudo: only whether there is one

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        names = [(vals.get("name") or "").strip().lower() for vals in vals_list]
        if not self.env.su:  # nobody chooses it: it is drawn by lot
            vals_list = [
                {name: value for name, value in vals.items() if name != "secret"}
                for vals in vals_list
            ]
        return super().create(
            [vals | {"name": name} for vals, name in zip(vals_list, names, strict=True)]
        )

    def write(self, vals):
        if vals.get("name"):
            vals = vals | {"name": vals["name"].strip().lower()}
        return super().write(vals)

    # === ACTION METHODS === #

    def action_rotate_secret(self):
        """Draw a new secret and show it, this once; the old one is void at once."""
        self.ensure_one()
        self.check_access("write")
        secret = secrets.token_urlsafe(32)
        self.sudo().secret = secret  # sudo: nobody reads it, a designer renews it
        action = self.env["ir.actions.act_window"]._for_xml_id(SECRET_ACTION)
        action["context"] = {"default_host_id": self.id, "default_secret": secret}
        return action

    def action_remove_secret(self):
        """Sign the calls no more."""
        self.check_access("write")
        self.sudo().secret = False  # sudo: as above
        return True

    def action_try_again(self):
        """Leave the systems alone no longer: what waits for them is sent right away."""
        self.check_access("write")
        self.write({"date_wait": False})
        self.env["crm.process.webhook"]._arm()
        return True

    # === BUSINESS METHODS === #

    @api.model
    def _get_secret(self, name, company):
        """Return what signs the calls to a system, or nothing."""
        # sudo: the engine signs, nobody reads it
        host = self.sudo().search(
            [("name", "=", name), ("company_id", "=", company.id)], limit=1
        )
        return host.secret or ""

    @api.model
    def _note_answer(self, name, company, is_up):
        """Count the failures in a row. Return until when the system is left alone."""
        now = fields.Datetime.now()
        query = SQL(
            """INSERT INTO crm_process_webhook_host AS host
                      (name, company_id, failures, date_answered,
                       create_uid, write_uid, create_date, write_date)
               VALUES (%(name)s, %(company)s, %(failures)s, %(answered)s,
                       %(uid)s, %(uid)s, %(now)s, %(now)s)
               ON CONFLICT (name, company_id) DO UPDATE
                  SET failures = CASE WHEN %(is_up)s THEN 0 ELSE host.failures + 1 END,
                      date_answered = COALESCE(
                          EXCLUDED.date_answered, host.date_answered),
                      date_wait = NULL
            RETURNING id, failures""",
            name=name,
            company=company.id,
            failures=0 if is_up else 1,
            answered=now if is_up else None,
            is_up=is_up,
            uid=self.env.uid,
            now=now,
        )
        [(host_id, failures)] = self.env.execute_query(query)
        host = self.browse(host_id)
        host.invalidate_recordset()
        if failures >= FAILURES:
            pause = PAUSES[min(failures - FAILURES, len(PAUSES) - 1)]
            host.date_wait = now + timedelta(minutes=pause)
        return host.date_wait
