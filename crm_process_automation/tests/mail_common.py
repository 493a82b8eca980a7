from unittest.mock import patch

from .mail_sink import MailSink


class MailMixin:
    """Mails go to a server of our own, which takes them all and delivers none."""

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
        servers = self.env.registry["ir.mail_server"]
        return patch.object(servers, "_disable_send", lambda *_args: False)

    def _run_queue(self):
        """Let the job of the mail queue send the mails of papers, and commit."""
        mails = self.env["mail.mail"].search(
            [("model", "=", "crm.process.document"), ("state", "=", "outgoing")]
        )
        with self._sending():
            mails.send()
        self.env.cr.flush()
        self.env.invalidate_all()
