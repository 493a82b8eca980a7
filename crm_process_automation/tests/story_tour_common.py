import json
import re

from odoo.tests import HttpCase, new_test_user

from .mail_common import MailMixin
from .story_common import StoryMixin

LINK = r"/my/papers/\d+(?:/questions)?\?access_token=[\w-]+"
LINK_TO_DECIDE = r"/process/approval/\d+"
PLACES = {"crm.lead": "crm"}
# The page of an approval is plain HTML: it has no tours. What it answers is shown
# beside it, so that the script lives to read it.
DECIDE = """
const answer = document.createElement("iframe");
answer.name = "answer";
document.body.append(answer);
answer.onload = () => {
    const page = answer.contentDocument;
    const isDecided = page.querySelector(".note[role=status]") && !page.forms.length;
    isDecided ? console.log("test successful") : console.error(page.body.innerText);
};
document.querySelector("form").target = "answer";
document.querySelector("#comment").value = %(comment)s;
document.querySelector("button.%(decision)s").click();
"""


class StoryTourCase(MailMixin, StoryMixin, HttpCase):
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
        # The administrator neither sells nor keeps books: nobody else is asked.
        system = cls.env.ref("base.group_user") | cls.env.ref("base.group_system")
        cls.env.ref("base.user_admin").group_ids = system
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

    # === ACTING === #

    def _speak(self, lang):
        """Let everybody work in the language, the client read it, too."""
        people = self.olena | self.nadiia | self.viktoriia
        people.lang = self.client.lang = lang

    def _tour(self, where, tour, user=None):
        """Let Olena (or another user) walk the tour, from a record or an address."""
        if not isinstance(where, str):
            where = f"/odoo/{PLACES.get(where._name, where._name)}/{where.id}"
        login = (user or self.olena).login
        self._look_on(lambda: self.start_tour(where, tour, login=login, timeout=240))

    def _tour_of_client(self, tour, paper=None):
        """Let the client follow the link in his last mail, or one to the paper."""
        self.authenticate(None, None)
        link = self._find_link("client.example", LINK)
        link = paper._get_share_url() if paper else link
        self._look_on(lambda: self.start_tour(link, tour, timeout=120))

    def _decide_on_page(self, user, decision, comment=""):
        """Let who is asked follow the link in his mail, and press a button there."""
        code = DECIDE % {"comment": json.dumps(comment), "decision": decision}
        self._look_on(
            lambda: self.browser_js(
                self._find_link(user.email, LINK_TO_DECIDE),
                code,
                ready=f"Boolean(document.querySelector('button.{decision}'))",
                login=user.login,
            )
        )

    def _look_on(self, act):
        self.env.flush_all()
        act()
        self.env.invalidate_all()

    # === MAILS === #

    def _find_link(self, address, pattern):
        """Return the link in the last mail to the address that holds such a one."""
        self._deliver_mails()
        pages = [
            part.get_payload(decode=True).decode()
            for mail in reversed(self.sink.received)
            if address in mail["To"]
            for part in mail.walk()
            if part.get_content_type() == "text/html"
        ]
        links = list(filter(None, (re.search(pattern, page) for page in pages)))
        self.assertTrue(links, f"{address} got no mail that leads to {pattern}")
        return links[0][0]

    def _deliver_mails(self):
        """Let the queue send the mails that wait."""
        # Those that go out at the end of a transaction are made then.
        self.env.cr.flush()
        mails = self.env["mail.mail"].search([("state", "=", "outgoing")], order="id")
        with self._sending():
            mails.send()
        self.env.cr.flush()
        self.env.invalidate_all()

    # === THE OTHERS === #

    def _check_money(self, case):
        """Let accounting do what is not Olena's to do at the stage."""
        for task in self._get_tasks(case).filtered(lambda o: o.user_id != self.olena):
            task.with_user(task.user_id).action_done()

    def _pay_as_accountant(self, instalment, share=1.0):
        self._pay(instalment.with_user(self.nadiia), share)
        self.env.invalidate_all()
