from contextlib import contextmanager

from odoo import fields, http
from odoo.tests import HttpCase, new_test_user

from .document_common import DocumentCase

PDF = b"%PDF-1.4 a scan"
# A PNG of one pixel, as a signature pad sends it.
SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class PortalCase(DocumentCase, HttpCase):
    """Papers of Sunflower Ltd, whose people come by a link or with a login.

    Olena has a login of Sunflower's, Petro one of another company.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("uk_UA")
        cls.client.write({"is_company": True, "lang": "en_US"})
        cls.sally.partner_id.write(
            {"email": "sally@shop.example", "phone": "+380 44 123 45 67"}
        )
        cls.olena = cls._create_guest("olena", "Olena Petrenko", cls.client)
        rival = cls.env["res.partner"].create({"name": "Rival", "is_company": True})
        cls.petro = cls._create_guest("petro", "Petro Ivanenko", rival)

    @classmethod
    def _create_guest(cls, login, name, company):
        user = new_test_user(
            cls.env, login, groups="base.group_portal", lang="en_US", name=name
        )
        user.partner_id.parent_id = company
        return user

    # === THE PAPERS === #

    def _send_paper(self, document_type="proposal", **values):
        """Return a paper that Sally has sent, with the rights of the system."""
        paper = self._issue(document_type).sudo()
        paper.write({"state": "sent", "date_sent": fields.Datetime.now(), **values})
        return paper

    def _get_token(self, paper):
        return paper.sudo()._portal_ensure_token()

    def _url(self, paper, suffix="", token=None):
        token = self._get_token(paper) if token is None else token
        return f"/my/papers/{paper.id}{suffix}?access_token={token}"

    # === THE CLIENT === #

    def _open(self, paper, suffix="", token=None, **options):
        """Return what the client gets who follows the link."""
        url = self._url(paper, suffix, token)
        return self._keep(lambda: self.url_open(url, **options))

    def _post(self, paper, verb, token=None, files=None, **values):
        """Return what the client gets who sends a form of the page."""
        values = {"csrf_token": http.Request.csrf_token(self), **values}
        url = self._url(paper, f"/{verb}", token)
        return self._keep(lambda: self.url_open(url, data=values, files=files))

    def _sign(self, paper, token=None, **values):
        """Return what the signature pad gets back."""
        values = {"name": "Olena Petrenko", "signature": SIGNATURE, **values}
        url = self._url(paper, "/sign", token)
        return self._keep(lambda: self.make_jsonrpc_request(url, values))

    def _keep(self, ask):
        self.env.flush_all()
        answer = ask()
        self.env.invalidate_all()
        return answer

    @contextmanager
    def logged_in(self, user):
        """Come with a login instead of as a stranger."""
        self.authenticate(user.login, user.login)
        try:
            yield
        finally:
            self.authenticate(None, None)

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
