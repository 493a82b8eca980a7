from odoo.exceptions import AccessError
from odoo.tests import tagged

from .dispatch_common import DispatchCase
from .layout_common import read_pages


@tagged("post_install", "-at_install")
class TestDocumentPrintAgain(DispatchCase):
    """A paper is printed again from what was issued; the file that counts stays."""

    def _print_again(self, paper):
        """Return the file that is opened."""
        url = paper.action_print_again()["url"]
        return self.env["ir.attachment"].browse(int(url.rpartition("/")[2]))

    def test_printed_again_every_paper_says_the_same(self):
        self.order.sudo().action_confirm()
        for document_type in ("proposal", "contract", "invoice", "act"):
            paper = self._issue(document_type)
            issued = paper.sudo().attachment_id
            self.hall.list_price += 100
            self.client.name += "!"
            with self.subTest(document_type):
                again = self._print_again(paper)
                self.assertEqual(read_pages(again.raw), read_pages(issued.raw))
                self.assertEqual(paper.sudo().attachment_id, issued)
                self.assertNotEqual(again, issued)
                self.assertFalse(paper.is_tampered)

    def test_changed_file_that_nobody_has_got_is_replaced_by_the_same_text(self):
        paper = self._issue()
        changed = paper.sudo().attachment_id
        text = read_pages(changed.raw)
        changed.raw = b"%PDF other"
        again = self._print_again(paper)
        self.assertEqual(paper.sudo().attachment_id, again)
        self.assertEqual(read_pages(again.raw), text)
        self.assertFalse(paper.is_tampered)
        self.assertIn("its file was changed", paper.message_ids[:1].body)
        self.assertTrue(changed.exists())
        self.assertTrue(paper._send())

    def test_changed_file_that_was_sent_stays_as_the_proof_of_it(self):
        paper = self._issue()
        self._send_and_run(paper)
        changed = paper.sudo().attachment_id
        changed.raw = b"%PDF other"
        self.assertNotEqual(self._print_again(paper), changed)
        self.assertEqual(paper.sudo().attachment_id, changed)
        self.assertTrue(paper.is_tampered)

    def test_who_may_not_read_the_paper_replaces_nothing(self):
        paper = self._issue()
        changed = paper.sudo().attachment_id
        changed.raw = b"%PDF other"
        with self.assertRaises(AccessError):
            paper.with_user(self.oleh).action_print_again()
        self.assertEqual(paper.sudo().attachment_id, changed)
