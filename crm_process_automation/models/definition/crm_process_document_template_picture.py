import base64
import re

from odoo import api, models

PICTURE = re.compile(r'\bsrc="/web/image/(\d+)(?:-\w+)?(?:[/?][^"]*)?"')
MIMETYPES = frozenset(["image/png", "image/jpeg", "image/gif", "image/webp"])
MOST_BYTES = 2**20
# Whose pictures may stand on a paper: those that were put into its form.
OWNERS = ("crm.process.document.template", "crm.process.document.clause")


class CrmProcessDocumentTemplate(models.Model):
    """The pictures in the texts of a form: a logo, say. Papers take them along.

    A layout shows only what the snapshot itself holds.
    """

    _inherit = "crm.process.document.template"

    # === BUSINESS METHODS === #

    def _make_safe(self, text):
        return super()._make_safe(self._embed_pictures(text))

    @api.model
    def _embed_pictures(self, html):
        """Return the HTML with the pictures of forms inside, instead of their links."""
        return PICTURE.sub(self._embed_picture, str(html or ""))

    def _embed_picture(self, found):
        # sudo: a picture of a form, of that it is made sure, is no secret
        picture = self.env["ir.attachment"].sudo().browse(int(found[1])).exists()
        is_fit = (
            (picture.public or picture.res_model in OWNERS)
            and picture.mimetype in MIMETYPES
            and picture.file_size <= MOST_BYTES
        )
        if not is_fit:
            return found[0]
        content = base64.b64encode(picture.raw).decode()
        return f'src="data:{picture.mimetype};base64,{content}"'
