import json
import time

from odoo import SUPERUSER_ID, fields
from odoo.tests import HttpCase

from ..tools.call_event import read_event
from ..tools.call_signature import sign
from .lead_common import LeadCase

QUIET = "odoo.addons.crm_process_automation.models.runtime.crm_process_call_source"
MONDAY = "2026-11-02 08:00:00"  # 10:00 in Kyiv


class CallCase(LeadCase):
    """Sally's deal with a client who has a telephone, and an exchange that reports."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.write(
            {
                "country_id": cls.env.ref("base.ua").id,
                "process_callback_hours": 2,
                "process_call_attempts": 3,
            }
        )
        cls.client = cls.env["res.partner"].create(
            {"name": "Sunflower Ltd", "phone": "067 123 45 67"}
        )
        cls.sally.sudo().process_phone_extension = "101"
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)
        cls.case = cls.lead.case_id
        cls.source = cls.env["crm.process.call.source"].create({"name": "Office"})
        cls.calls = cls.env["crm.process.call"].with_user(cls.sally)

    # === FACTORIES === #

    def _log(self, result="missed", user=None, **values):
        """Return a call about the deal, as the dialogue keeps it."""
        dialog = self.env["crm.process.call.log"].with_user(user or self.sally)
        known = self.calls.sudo().search([])
        dialog.create(
            {"lead_id": self.lead.id, "result": result, **values}
        ).action_log()
        return self.calls.sudo().search([]) - known

    def _make_event(self, **values):
        return {
            "call_id": "1001",
            "from": "+380671234567",
            "to": "101",
            "direction": "in",
            "result": "missed",
            "started_at": fields.Datetime.now().isoformat() + "Z",
            **values,
        }

    def _report(self, source=None, **values):
        """Return the call that a trusted report leaves."""
        source = source or self.source
        body = json.dumps(self._make_event(**values)).encode()
        answer = source.sudo()._accept(body)
        return self.env["crm.process.call"].sudo().browse(answer["id"])

    def _sign(self, body, timestamp, source=None):
        source = (source or self.source).with_user(SUPERUSER_ID)
        return {
            "Content-Type": "application/json",
            "X-Call-Token": source.token,
            "X-Call-Timestamp": str(timestamp),
            "X-Call-Signature": sign(source.secret, str(timestamp), body),
        }

    def _read(self, event):
        return read_event(json.dumps(event).encode(), fields.Datetime.now())

    def _get_callbacks(self):
        return self.env["crm.process.task"].search([("call_id", "!=", False)])


class ReportCase(CallCase, HttpCase):
    """The same, with a line to the door that exchanges report at."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.url = f"/crm_process/call/{cls.source.id}"

    def _post(self, event, url=None, timestamp=None, **headers):
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        stamp = int(time.time()) if timestamp is None else timestamp
        signed = self._sign(body, stamp) | headers
        return self.url_open(url or self.url, data=body, headers=signed, method="POST")

    def _count(self):
        return self.env["crm.process.call"].search_count([])

    def assertAnswered(self, response, status):
        """The answer is JSON of that status, and says in a sentence what is wrong."""
        self.assertEqual(response.status_code, status, response.text[:200])
        self.assertRegex(response.json()["error"], r"^[A-Z“].*\.$")
