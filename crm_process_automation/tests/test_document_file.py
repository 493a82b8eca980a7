import hashlib

from odoo.tests import tagged

from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestDocumentFile(DocumentCase):
    """The file is made once and kept; whoever changes it is found out."""

    def test_checksum_is_that_of_the_file(self):
        paper = self._issue()
        content = paper.attachment_id.raw
        self.assertEqual(paper.checksum, hashlib.sha256(content).hexdigest())
        self.assertFalse(paper.is_tampered)

    def test_file_is_whole_on_a_form_that_asks_for_sizes_only(self):
        paper = self._issue()
        self.env.invalidate_all()
        self.assertFalse(paper.with_context(bin_size=True).is_tampered)

    def test_file_bears_the_title_and_the_number(self):
        paper = self._issue()
        self.assertIn(paper.number.replace("/", "-"), paper.attachment_id.name)
        self.assertNotIn("/", paper.attachment_id.name)

    def test_changed_file_shows_and_is_not_sent(self):
        paper = self._issue()
        paper.sudo().attachment_id.write({"raw": b"%PDF another price"})
        self.assertTrue(paper.is_tampered)
        with self.assertRefused("somebody has changed it", "Revise"):
            paper.action_send()

    def test_changed_signed_copy_shows(self):
        paper = self._issue("contract")
        copy = self.env["ir.attachment"].create({"name": "a.p7s", "raw": b"signed"})
        paper._take_signature("Petro Boiko", attachment=copy)
        self.assertFalse(paper.is_tampered)
        copy.raw = b"forged"
        self.assertTrue(paper.is_tampered)

    def test_paper_that_was_not_issued_is_not_tampered(self):
        draft = self.order.with_user(self.sally)._draft_document("minutes")
        self.assertFalse(draft.is_tampered)
        with self.assertRefused("not issued yet"):
            draft.action_print_again()

    def test_printed_again_it_says_the_same_whatever_became_of_the_deal(self):
        paper = self._issue("contract")
        html = paper._render_html(paper.snapshot)
        self.order.order_line[0].price_unit = 9999
        self.client.name = "Another name"
        self.env.company.partner_id.name = "Another company"
        self.env.invalidate_all()
        self.assertEqual(paper._render_html(paper.snapshot), html)
        action = paper.action_print_again()
        self.assertIn("/web/content/", action["url"])

    def test_preview_shows_the_signed_copy_once_it_is_a_pdf(self):
        paper = self._issue("contract")
        self.assertEqual(paper._get_shown_file(), paper.attachment_id)
        copy = self.env["ir.attachment"].create({"name": "a.p7s", "raw": b"signed"})
        paper._take_signature("Petro Boiko", attachment=copy)
        self.assertEqual(paper._get_shown_file(), paper.attachment_id)
