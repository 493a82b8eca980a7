from .document_common import DocumentCase
from .mail_common import MailMixin


class DispatchCase(MailMixin, DocumentCase):
    """Papers for a client with an address, and a mail server that takes the mails."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.email = "office@sunflower.example"
        cls.sally.partner_id.email = "sally@shop.example"
        cls.queue = cls.env.ref("mail.ir_cron_mail_scheduler_action")
        cls.Dispatch = cls.env["crm.process.document.dispatch"]

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
