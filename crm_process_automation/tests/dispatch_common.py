from unittest.mock import patch

from .document_common import DocumentCase
from .mail_sink import MailSink


class DispatchCase(DocumentCase):
    """Papers for a client with an address, and a mail server that takes the mails."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.email = "office@sunflower.example"
        cls.sally.partner_id.email = "sally@shop.example"
        cls.queue = cls.env.ref("mail.ir_cron_mail_scheduler_action")
        cls.Dispatch = cls.env["crm.process.document.dispatch"]

    def setUp(self):
        super().setUp()
        self.sink = MailSink()
        self.addCleanup(self.sink.stop)
        self.env["ir.mail_server"].search([]).active = False
        self.server = self.env["ir.mail_server"].create(
            {
                "name": "Sink",
                "smtp_host": "127.0.0.1",
                "smtp_port": self.sink.port,
                "smtp_encryption": "none",
            }
        )

    def _sending(self):
        """Let mails leave, which tests do not do otherwise: to our own server."""
        IrMailServer = self.env.registry["ir.mail_server"]
        return patch.object(IrMailServer, "_disable_send", lambda *_args: False)

    def _run_queue(self):
        """Let the job of the mail queue send the mails of papers, and commit."""
        mails = self.env["mail.mail"].search(
            [("model", "=", "crm.process.document"), ("state", "=", "outgoing")]
        )
        with self._sending():
            mails.send()
        self.env.cr.flush()
        self.env.invalidate_all()

    def _break_server(self):
        self.server.smtp_port = 1  # nobody listens there

    def _mend_server(self):
        self.server.smtp_port = self.sink.port

    def _send_and_run(self, paper, **values):
        dispatches = paper._send(**values)
        self._run_queue()
        return dispatches.sudo()

    def _get_received(self):
        """Return the mails that clients got: colleagues get notices, too."""
        return [mail for mail in self.sink.received if "shop.example" not in mail["To"]]

    def _get_incidents(self, dispatches):
        return self.env["crm.process.incident"].search(
            [("dispatch_id", "in", dispatches.ids)]
        )
