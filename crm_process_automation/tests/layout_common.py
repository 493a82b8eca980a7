import re
import subprocess

from odoo.tests import TransactionCase

from .document_samples import get_sample

# Hyphens too: they come and go with the line breaks.
SPACE = re.compile(r"[\s\u2010\u00ad-]+")


def read_pages(pdf):
    """Return the text of each page of a PDF, cell by cell."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().removesuffix("\f").split("\f")


def squeeze(text):
    """Return a text without what depends on its line breaks."""
    return SPACE.sub("", text)


class LayoutCase(TransactionCase):
    """Papers drawn of samples by every engine that this machine has."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, lang="en_US"))
        cls.papers = cls.env["crm.process.document"]
        cls.engines = cls.papers._get_pdf_engines()

    def _draw(self, engine, document_type, lang="uk_UA", **values):
        """Return the PDF of a sample."""
        return self._draw_snapshot(engine, get_sample(document_type, lang, **values))

    def _draw_snapshot(self, engine, snapshot):
        html = self.papers._render_html(snapshot, engine=engine)
        return self.papers._print(engine, html)

    def assertShows(self, pdf, *texts):
        """The pages show every one of `texts`, whatever the line breaks."""
        shown = squeeze("\n".join(read_pages(pdf)))
        missing = [text for text in texts if squeeze(text) not in shown]
        self.assertFalse(missing)
