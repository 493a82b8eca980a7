import base64
import json

from odoo.tests import tagged

from .document_common import DocumentCase

DOT = base64.b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAA=")


@tagged("post_install", "-at_install")
class TestDocumentPicture(DocumentCase):
    """The logo in the letterhead of a form goes into its papers."""

    def _write_letterhead(self, **values):
        """Let the letterhead show a picture that is stored with these values."""
        form = self.forms["proposal"]
        picture = self.env["ir.attachment"].create(
            {
                "name": "logo.gif",
                "raw": DOT,
                "res_model": form._name,
                "res_id": form.id,
                **values,
            }
        )
        html = f'<p><img src="/web/image/{picture.id}-abc/logo.gif"/></p>'
        # Past the form's own writing: it is approved already.
        self.env.cr.execute(
            "UPDATE crm_process_document_template SET letterhead = %s WHERE id = %s",
            [json.dumps({"en_US": html}), form.id],
        )
        self.env.invalidate_all()
        return self._issue("proposal").snapshot["letterhead"]

    def test_picture_of_the_form_stands_in_the_snapshot(self):
        self.assertIn("data:image/gif;base64,R0lGOD", self._write_letterhead())

    def test_picture_of_something_else_stays_out(self):
        partner = self.env.company.partner_id
        letterhead = self._write_letterhead(res_model=partner._name, res_id=partner.id)
        self.assertNotIn("data:image", letterhead)
