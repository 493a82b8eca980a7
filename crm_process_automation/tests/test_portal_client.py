from odoo.tests import new_test_user, tagged

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalClient(PortalCase):
    """Clients with a login see the papers of their own company, and no other."""

    def _list(self, page=""):
        return self._keep(lambda: self.url_open(f"/my/papers{page}"))

    def test_client_sees_the_papers_of_his_company(self):
        paper = self._send_paper()
        with self.logged_in(self.olena):
            self.assertIn(paper.number, self._list().text)
            page = self._open(paper, token="")
            self.assertEqual(page.status_code, 200)
            self.assertIn("Olena Petrenko", page.text)

    def test_number_is_not_broken_at_its_hyphen(self):
        paper = self._send_paper()
        whole = f'<span style="white-space: nowrap">{paper.number}</span>'
        with self.logged_in(self.olena):
            self.assertIn(whole, self._list().text)
            self.assertIn(whole, self._open(paper, token="").text)

    def test_client_of_another_company_sees_none_of_them(self):
        paper = self._send_paper()
        with self.logged_in(self.petro):
            self.assertNotIn(paper.number, self._list().text)
            for suffix in ("", "/pdf", "/signed"):
                answer = self._open(paper, suffix, token="")
                self.assertEqual(answer.status_code, 404)
            self.assertEqual(self._post(paper, "accept", "", name="X").status_code, 404)
        self.assertEqual(paper.state, "sent")

    def test_client_with_another_login_still_opens_the_link_that_he_got(self):
        paper = self._send_paper()
        with self.logged_in(self.petro):
            self.assertEqual(self._open(paper).status_code, 200)

    def test_only_what_was_sent_is_listed(self):
        states = ("draft", "approved", "cancelled", "sent", "accepted", "rejected")
        papers = {state: self._send_paper(state=state) for state in states}
        with self.logged_in(self.olena):
            page = self._list().text
        shown = {state for state in states if f'/my/papers/{papers[state].id}"' in page}
        self.assertEqual(shown, {"sent", "accepted", "rejected"})

    def test_papers_of_a_company_that_he_does_not_deal_with_are_not_listed(self):
        paper = self._send_paper()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env,
            "stranger",
            groups="base.group_portal",
            company_id=other.id,
            company_ids=[other.id],
        )
        stranger.partner_id.parent_id = self.client
        with self.logged_in(stranger):
            self.assertNotIn(paper.number, self._list().text)
            self.assertEqual(self._open(paper, token="").status_code, 404)

    def test_who_answers_with_a_login_is_known_by_it(self):
        paper = self._send_paper()
        with self.logged_in(self.olena):
            self._post(paper, "accept", "", name="Olena Petrenko")
        self.assertEqual(paper.evidence_ids.user_id, self.olena)

    def test_number_of_papers_stands_on_the_first_page(self):
        self._send_paper()
        self._send_paper("contract")
        with self.logged_in(self.olena):
            self.assertIn("/my/papers", self.url_open("/my").text)
            counted = self._keep(
                lambda: self.make_jsonrpc_request(
                    "/my/counters", {"counters": ["paper_count"]}
                )
            )
        self.assertEqual(counted["paper_count"], 2)

    def test_long_list_has_pages(self):
        for _number in range(21):
            self._send_paper()
        with self.logged_in(self.olena):
            first, second = self._list().text, self._list("/page/2").text
        self.assertEqual(first.count("list-group-item-action"), 20)
        self.assertEqual(second.count("list-group-item-action"), 1)

    def test_stranger_is_asked_to_log_in_for_the_list(self):
        self.assertIn("/web/login", self._list().url)

    def test_page_speaks_the_language_of_the_paper_at_the_first_visit(self):
        paper = self._send_paper(lang="uk_UA")
        self.assertIn('lang="uk-UA"', self._open(paper).text)

    def test_page_speaks_the_language_that_the_visitor_chose(self):
        paper = self._send_paper(lang="uk_UA")
        self.opener.cookies["frontend_lang"] = "en_US"
        self.assertIn('lang="en-US"', self._open(paper).text)

    def test_page_speaks_the_language_of_the_login(self):
        paper = self._send_paper()
        self.olena.lang = "uk_UA"
        with self.logged_in(self.olena):
            self.assertIn('lang="uk-UA"', self._open(paper, token="").text)
