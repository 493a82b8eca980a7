from pathlib import Path

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..tools.signed_file import SIGNED_DATA
from .document_common import DocumentCase
from .test_document_life import DRAWN

COPY = b"\x30\x80" + SIGNED_DATA
NO_PROOF = "is a proof that belongs to"


@tagged("post_install", "-at_install")
class TestDocumentFileGuard(DocumentCase):
    """The files of a paper prove something: nobody rewrites, moves or deletes them."""

    def _get_files(self, paper, user=None):
        """Return all the files that prove something of the paper, as the user's."""
        own = paper.sudo()
        files = own.attachment_id | own.signed_attachment_id
        files |= own.evidence_ids.attachment_id
        return files.with_user(user or self.sally)

    def _sign(self):
        paper = self._issue("contract")
        files = self.env["ir.attachment"].with_user(self.sally)
        for name in ("first.p7s", "second.p7s"):
            copy = files.create({"name": name, "raw": COPY + name.encode()})
            paper._hand_in_copy("Petro", copy)
        return paper

    def test_whoever_may_write_the_paper_does_not_rewrite_its_files(self):
        paper = self._sign()
        files = self._get_files(paper)
        self.assertEqual(len(files), 3)
        for file in files:
            for values in (
                {"raw": b"%PDF another price"},
                {"datas": b"JVBERg=="},
                {"public": True},
                {"access_token": "x"},
                {"res_model": "res.partner", "res_id": self.client.id},
                {"res_id": 0},
                {"name": "other.pdf"},
                {"type": "url", "url": "https://example.com"},
            ):
                with (
                    self.subTest(file=file.name, values=values),
                    self.assertRefused(NO_PROOF, paper.number, "Revise"),
                ):
                    file.write(values)
        self.assertFalse(paper.is_tampered)

    def test_files_are_not_deleted_not_even_by_the_button_of_the_chatter(self):
        paper = self._sign()
        for file in self._get_files(paper):
            for files in (file, file.sudo()):
                with self.subTest(file=file.name), self.assertRefused(NO_PROOF):
                    files._delete_and_notify()

    def test_administrator_does_not_rewrite_them_either(self):
        file = self._get_files(self._issue(), self.env.ref("base.user_admin"))
        with self.assertRefused(NO_PROOF):
            file.raw = b"%PDF another price"

    def test_colleague_without_the_deal_is_not_told_what_it_is(self):
        file = self._get_files(self._issue(), self.oleh)
        with self.assertRaises(AccessError):
            file.raw = b"%PDF another price"

    def test_other_files_of_the_paper_are_ones_own(self):
        paper = self._issue()
        file = (
            self.env["ir.attachment"]
            .with_user(self.sally)
            .create({"name": "a.txt", "res_model": paper._name, "res_id": paper.id})
        )
        file.raw = b"A note"
        file.unlink()

    def test_nobody_puts_a_picture_where_the_signature_stands(self):
        paper = self._issue("contract")
        paper._take_signature("Petro", signature=DRAWN)
        files = self.env["ir.attachment"].with_user(self.sally)
        place = {
            "res_model": paper._name,
            "res_id": paper.id,
            "res_field": "signature",
        }
        with self.assertRefused("drawn by the client"):
            files.create({"name": "signature", "datas": DRAWN, **place})
        file = files.create({"name": "signature", "datas": DRAWN})
        with self.assertRefused("drawn by the client"):
            file.write(place)

    def test_signature_itself_is_not_rewritten(self):
        paper = self._issue("contract")
        paper._take_signature("Petro", signature=DRAWN)
        drawn = self.env["ir.attachment"].search(
            [("res_model", "=", paper._name), ("res_field", "=", "signature")]
        )
        with self.assertRefused(NO_PROOF):
            drawn.with_user(self.sally)[:1].raw = b"other"

    # === COPIES === #

    def test_copy_is_known_wherever_files_are_kept(self):
        parameters = self.env["ir.config_parameter"].sudo()
        for place in ("file", "db"):
            parameters.set_param("ir_attachment.location", place)
            paper = self._issue()
            file = paper.sudo().attachment_id
            copy = self.env["ir.attachment"].create({"name": "copy", "raw": file.raw})
            with self.subTest(place):
                self.assertEqual(copy._find_papers("attachment_id"), paper.sudo())

    # === ON THE DISK === #

    def _change_on_disk(self, file):
        """Change the file past Odoo, whose own checksum stays what it was."""
        path = Path(file._full_path(file.store_fname))
        content = path.read_bytes()
        self.addCleanup(path.write_bytes, content)
        path.write_bytes(content + b" ")

    def test_file_that_was_changed_on_the_disk_is_found_out_at_once(self):
        paper = self._issue()
        self.assertFalse(paper.is_tampered)
        self._change_on_disk(paper.sudo().attachment_id)
        for act in (paper.action_send, paper._send, paper.action_accept):
            with self.subTest(act.__name__), self.assertRefused("not the one that was"):
                act()
        with self.assertRefused("was changed after it was issued"):
            paper._check_is_whole()

    def test_signed_copy_that_was_changed_on_the_disk_is_found_out(self):
        paper = self._sign()
        self._change_on_disk(paper.sudo().signed_attachment_id)
        with self.assertRefused("was changed after it was issued"):
            paper._check_is_whole()
