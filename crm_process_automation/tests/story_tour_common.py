import re
from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user

from .mail_sink import MailSink
from .story_common import StoryMixin

LINK = re.compile(r"(/my/papers/\d+\?access_token=[\w-]+)")


class StoryTourCase(StoryMixin, HttpCase):
    """The story of an event sale on screen, by all who take part in it.

    Olena sells, Nadiia keeps the books, Viktoriia heads the company. The client has no
    login: he comes by the link in the mail that he has really got.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._prepare_story()
        cls.template.is_automatic = True
        cls.env.company.process_payment_plan_id = cls.halves
        cls.nadiia = cls._create_person(
            "nadiia",
            "crm_process_automation.group_process_accountant,"
            "account.group_account_invoice",
        )
        cls.viktoriia = cls._create_person("viktoriia", "sales_team.group_sale_manager")
        cls.olena = cls._create_person("olena", "sales_team.group_sale_salesman")

    @classmethod
    def _create_person(cls, login, groups):
        return new_test_user(
            cls.env,
            login,
            groups=groups,
            lang="en_US",
            tz="Europe/Kyiv",
            email=f"{login}@agency.example",
        )

    def setUp(self):
        super().setUp()
        self.sink = MailSink()
        self.addCleanup(self.sink.stop)
        self.env["ir.mail_server"].search([]).active = False
        self.env["ir.mail_server"].create(
            {
                "name": "Sink",
                "smtp_host": "127.0.0.1",
                "smtp_port": self.sink.port,
                "smtp_encryption": "none",
            }
        )

    # === ACTING === #

    def _speak(self, lang):
        """Let everybody work in the language, the client read it, too."""
        people = self.olena | self.nadiia | self.viktoriia
        people.lang = self.client.lang = lang

    def _tour(self, record, tour):
        """Let Olena walk the tour, from the form of the record."""
        places = {
            "crm.lead": "/odoo/crm/%s",
            "crm.process.document": "/odoo/crm.process.document/%s",
            "sale.order": "/odoo/sale.order/%s",
        }
        url = places[record._name] % record.id
        self.env.flush_all()
        self.start_tour(url, tour, login="olena", timeout=120)
        self.env.invalidate_all()

    def _tour_of_client(self, tour):
        """Let the client follow the link in the last mail that he got."""
        self.authenticate(None, None)
        self.start_tour(self._deliver_mail(), tour, timeout=120)
        self.env.invalidate_all()

    def _deliver_mail(self):
        """Let the queue send the mails of papers; return the link in the last one."""
        mails = self.env["mail.mail"].search(
            [("model", "=", "crm.process.document"), ("state", "=", "outgoing")]
        )
        servers = self.env.registry["ir.mail_server"]
        with patch.object(servers, "_disable_send", lambda *_args: False):
            mails.send()
        self.env.cr.flush()
        self.env.invalidate_all()
        got = [mail for mail in self.sink.received if "client.example" in mail["To"]]
        pages = [
            part.get_payload(decode=True).decode()
            for part in got[-1].walk()
            if part.get_content_type() == "text/html"
        ]
        return LINK.search(pages[0])[1].replace("&amp;", "&")

    def _decide(self, case):
        """Let whoever is asked approve the contract, one after the other."""
        while tasks := self._get_tasks(case).filtered(lambda o: o.kind == "approval"):
            # One at a time: where one of several is enough, the others close by that.
            tasks[0].with_user(tasks[0].user_id).action_approve()
        for paper in self._get_papers(case.lead_id, "contract"):
            self._have_approved(paper, self.viktoriia)

    def _check_money(self, case):
        """Let accounting do what is not Olena's to do at the stage."""
        for task in self._get_tasks(case).filtered(lambda o: o.user_id != self.olena):
            task.with_user(task.user_id).action_done()

    def _pay_as_accountant(self, instalment, share=1.0):
        self._pay(instalment.with_user(self.nadiia), share)
        self.env.invalidate_all()
