from odoo.tests import tagged

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestTourPortal(PortalCase):
    """The client's side of the story on screen, by the links that he got."""

    def _walk(self, document_type, tour, lang):
        for stage, name in ((self.todo, "We prepare"), (self.done, "Done")):
            stage.client_name = name
        paper = self._send_paper(document_type, lang=lang)
        self.start_tour(self._url(paper), tour)
        self.env.invalidate_all()
        return paper

    def _accept(self, lang):
        paper = self._walk("proposal", "crm_process_paper_accept", lang)
        self.assertEqual((paper.state, paper.answer), ("accepted", "With pleasure"))

    def _draw(self, lang):
        paper = self._walk("contract", "crm_process_paper_sign", lang)
        self.assertEqual((paper.state, paper.signed_by), ("signed", "Olena Petrenko"))

    def test_proposal_is_accepted_in_english(self):
        self._accept("en_US")

    def test_proposal_is_accepted_in_ukrainian(self):
        self._accept("uk_UA")

    def test_contract_is_signed_in_english(self):
        self._draw("en_US")

    def test_contract_is_signed_in_ukrainian(self):
        self._draw("uk_UA")
