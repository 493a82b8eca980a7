import hashlib
from base64 import b64encode
from io import BytesIO
from zipfile import ZipFile

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from ..tools.signed_file import CONTAINERS, LARGEST, SIGNED_DATA
from .portal_common import PDF, PortalCase


def pack(mimetype):
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", mimetype)
    return file.getvalue()


COPIES = {
    "scan.pdf": (PDF, "application/pdf"),
    "photo.jpg": (b"\xff\xd8\xff\xe0 JFIF", "image/jpeg"),
    "scan.png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "contract.p7s": (b"\x30\x80" + SIGNED_DATA, "application/pkcs7-signature"),
    "contract.asice": (pack(CONTAINERS[0]), "application/vnd.etsi.asic-e+zip"),
}
NO_COPIES = {
    "page.html.pdf": b"<html><script>alert(1)</script>",
    "drawing.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "program.pdf": b"MZ\x90\x00",
    "archive.asice": pack("application/zip"),
    "empty.pdf": b"",
    "large.pdf": PDF + b"x" * LARGEST,
}


@tagged("post_install", "-at_install")
class TestPortalSign(PortalCase):
    """A paper is signed on the screen, or by a copy; the file as issued stays whole."""

    def _upload(self, paper, name, content, **values):
        values = {"name": "Olena Petrenko", **values}
        return self._post(paper, "upload", files={"copy": (name, content)}, **values)

    # === ON THE SCREEN === #

    def test_client_signs_on_the_screen(self):
        paper = self._send_paper("contract")
        issued = paper.attachment_id.raw
        answer = self._sign(paper)
        self.assertTrue(answer["force_refresh"])
        self.assertEqual((paper.state, paper.signed_by), ("signed", "Olena Petrenko"))
        self.assertTrue(paper.signature)
        self.assertEqual(paper.attachment_id.raw, issued)
        self.assertFalse(paper.is_tampered)

    def test_signed_copy_is_the_paper_and_a_page_more(self):
        paper = self._send_paper("contract")
        self._sign(paper)
        read = lambda file: PdfFileReader(BytesIO(file.raw), strict=False)  # noqa: E731
        issued, signed = read(paper.attachment_id), read(paper.signed_attachment_id)
        self.assertEqual(signed.getNumPages(), issued.getNumPages() + 1)
        page = signed.getPage(signed.getNumPages() - 1).extractText()
        self.assertIn("Olena Petrenko", page)
        self.assertIn(paper.checksum[:20], page.replace("\n", ""))

    def test_evidence_of_the_signature_is_kept(self):
        paper = self._send_paper("contract")
        self._sign(paper)
        evidence = paper.evidence_ids
        copy = paper.signed_attachment_id
        self.assertEqual((evidence.kind, evidence.attachment_id), ("signed", copy))
        self.assertEqual(evidence.file_checksum, hashlib.sha256(copy.raw).hexdigest())
        self.assertEqual(evidence.paper_checksum, paper.checksum)
        self.assertEqual(evidence.ip, "127.0.0.1")

    def test_there_is_no_signature_without_a_picture(self):
        paper = self._send_paper("contract")
        script = b64encode(b"<svg onload='alert(1)'/>").decode()
        for signature in ("", "no base64!", script, None, ["x"], 5):
            with self.subTest(signature):
                answer = self._sign(paper, signature=signature)
                self.assertIn("There is no signature yet", answer["error"])
        self.assertEqual(paper.state, "sent")
        self.assertFalse(paper.evidence_ids)

    def test_signature_needs_a_name(self):
        paper = self._send_paper("contract")
        self.assertIn("Say who you are", self._sign(paper, name="")["error"])
        self.assertEqual(paper.state, "sent")

    def test_accepted_proposal_may_still_be_signed(self):
        paper = self._send_paper()
        self._post(paper, "accept", name="Olena")
        self._sign(paper)
        self.assertEqual(paper.state, "signed")

    def test_client_downloads_the_signed_copy(self):
        paper = self._send_paper("contract")
        self._sign(paper)
        answer = self._open(paper, "/signed")
        self.assertEqual(answer.content, paper.signed_attachment_id.raw)
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    # === COPIES === #

    def test_client_hands_in_a_copy_of_every_kind(self):
        for name, (content, mimetype) in COPIES.items():
            with self.subTest(name):
                paper = self._send_paper("contract")
                answer = self._upload(paper, name, content)
                self.assertIn("received the signed copy", answer.text)
                copy = paper.signed_attachment_id
                self.assertEqual(paper.state, "signed")
                self.assertEqual((copy.raw, copy.mimetype), (content, mimetype))
                self.assertEqual(copy.res_id, paper.id)
                self.assertEqual(paper.evidence_ids.attachment_id, copy)

    def test_what_a_file_is_tells_its_content_not_its_name(self):
        paper = self._send_paper("contract")
        self._upload(paper, "contract.exe", PDF)
        self.assertTrue(paper.signed_attachment_id.name.endswith(".pdf"))

    def test_what_is_no_signed_copy_is_refused(self):
        paper = self._send_paper("contract")
        for name, content in NO_COPIES.items():
            with self.subTest(name):
                answer = self._upload(paper, name, content)
                self.assertEqual(answer.status_code, 422)
        answer = self._post(paper, "upload", name="Olena", copy="no file")
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(paper.state, "sent")
        self.assertFalse(paper.evidence_ids)

    def test_further_copies_are_further_evidence_up_to_ten(self):
        paper = self._send_paper("contract")
        for _number in range(10):
            self._upload(paper, "scan.pdf", PDF)
        first = paper.evidence_ids.sorted("id")[0].attachment_id
        self.assertEqual(len(paper.evidence_ids), 10)
        self.assertEqual(paper.signed_attachment_id, first)
        answer = self._upload(paper, "scan.pdf", PDF)
        self.assertIn("enough copies", answer.text)

    def test_invoice_takes_no_signed_copy(self):
        paper = self._send_paper("invoice")
        self.assertNotIn("/upload?", self._open(paper).text)
        self.assertEqual(self._upload(paper, "scan.pdf", PDF).status_code, 422)

    # === BY A COLLEAGUE === #

    def _add_copy(self, paper, content=PDF, user=None, **values):
        dialog = self.env["crm.process.document.verb"].with_user(user or self.sally)
        return dialog.create(
            {
                "document_id": paper.id,
                "verb": "sign",
                "signed_by": "Olena Petrenko",
                "date_signed": paper.date,
                "signed_file": b64encode(content),
                **values,
            }
        ).action_apply()

    def test_colleague_adds_a_copy_with_who_signed_and_when(self):
        paper = self._send_paper("contract")
        self._add_copy(paper)
        evidence = paper.evidence_ids
        self.assertEqual(
            (evidence.side, evidence.user_id, evidence.signer, evidence.date_signed),
            ("staff", self.sally, "Olena Petrenko", paper.date),
        )
        self.assertEqual(paper.state, "signed")

    def test_colleague_adds_no_file_of_another_kind(self):
        paper = self._send_paper("contract")
        with self.assertRefused("no signed copy"):
            self._add_copy(paper, b"<script>")
        self.assertEqual(paper.state, "sent")

    def test_date_of_signature_lies_between_the_paper_and_today(self):
        paper = self._send_paper("contract")
        for date in ("2000-01-01", "2100-01-01"):
            with self.subTest(date), self.assertRefused("between then and today"):
                self._add_copy(paper, date_signed=date)

    def test_colleague_without_the_deal_adds_nothing(self):
        paper = self._send_paper("contract")
        with self.assertRaises(AccessError):
            self._add_copy(paper, user=self.oleh)

    def test_colleague_adds_another_copy_to_a_signed_paper(self):
        paper = self._send_paper("contract")
        self._sign(paper)
        dialog = self.env["crm.process.document.upload"].with_user(self.sally)
        dialog.create(
            {
                "document_id": paper.id,
                "signer": "Olena Petrenko",
                "date_signed": paper.date,
                "copy_file": b64encode(PDF),
            }
        ).action_keep()
        self.assertEqual(len(paper.evidence_ids), 2)
        self.assertEqual(paper._get_last_evidence().attachment_id.raw, PDF)

    # === THE FILE AS ISSUED === #

    def test_client_reads_the_very_file_that_was_issued(self):
        paper = self._send_paper()
        answer = self._open(paper, "/pdf")
        self.assertEqual(answer.content, paper.attachment_id.raw)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertIn("inline", answer.headers["Content-Disposition"])

    def test_changed_file_is_not_shown(self):
        paper = self._send_paper()
        paper.attachment_id.raw = paper.attachment_id.raw + b" "
        answer = self._open(paper, "/pdf")
        self.assertEqual(answer.status_code, 409)
        self.assertIn("was changed after it was issued", answer.text)
        self.assertEqual(self._post(paper, "accept", name="Olena").status_code, 422)
        with self.assertRaises(UserError):
            paper._check_is_whole()
