"""The two programs that make a PDF of a page, each alone with what the page holds."""

import contextlib
import functools
import gc
import logging
import re
import shutil
import subprocess
import threading

import lxml.html

from ...tools.paper_seal import seal_page
from .paper_blocks import arrange_blocks
from .paper_page import read_page

_logger = logging.getLogger(__name__)

SECONDS = 60
# Debian's wkhtmltopdf shrinks what it prints; this brings it back to its size.
WKHTMLTOPDF_ARGUMENTS = [
    *("--quiet", "--encoding", "utf-8", "--page-size", "A4", "--print-media-type"),
    *("--margin-top", "14mm", "--margin-bottom", "14mm"),
    *("--margin-left", "20mm", "--margin-right", "12mm"),
    *("--disable-javascript", "--disable-plugins", "--disable-external-links"),
    *("--disable-local-file-access", "--load-error-handling", "ignore"),
    *("--load-media-error-handling", "ignore", "--no-outline"),
]
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# Fonts are looked for once, and the library that reads them is used by one at a time.
_fonts_lock = threading.Lock()


class EngineFailure(Exception):
    """The program made no PDF; its own words say why."""


@functools.cache
def get_weasyprint():
    """Return the module WeasyPrint, or None where it or its Pango is missing."""
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        _logger.info("WeasyPrint cannot be used: %s", str(error).partition("\n")[0])
        return None
    return weasyprint


@functools.cache
def get_wkhtmltopdf():
    """Return the path of wkhtmltopdf, or None."""
    return shutil.which("wkhtmltopdf")


@functools.cache
def _get_fonts():
    return get_weasyprint().text.fonts.FontConfiguration()


@functools.cache
def _get_fetcher():
    """Return what WeasyPrint fetches with: nothing but what the page itself holds."""
    return get_weasyprint().urls.URLFetcher(
        allowed_protocols={"data"}, allow_redirects=False
    )


@functools.lru_cache(maxsize=32)
def _read_style(text):
    """Return a style sheet as it was read once: all papers have the same."""
    return get_weasyprint().CSS(
        string=text, url_fetcher=_get_fetcher(), font_config=_get_fonts()
    )


@contextlib.contextmanager
def _without_collecting():
    """Collect no garbage meanwhile.

    A page is so many small objects that the collector would walk all that Odoo holds
    several times before it is done. Odoo's own `disabling_gc` stays off after an error.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def print_with_weasyprint(html, variant=None, files=None):
    """Return the PDF of a page.

    :param variant: such as "pdf/a-3b"; None: an ordinary PDF
    :param files: {name: text} of what is put into the PDF as files
    """
    weasyprint = get_weasyprint()
    attachments = [
        weasyprint.Attachment(string=text, name=name, relationship="Data")
        for name, text in (files or {}).items()
    ]
    with _fonts_lock, _without_collecting():
        # One sheet: every sheet is asked about every element.
        style = _read_style("".join(STYLE.findall(html)))
        page = read_page(weasyprint, STYLE.sub("", html), _get_fetcher())
        return page.write_pdf(
            stylesheets=[style],
            font_config=_get_fonts(),
            pdf_variant=variant,
            attachments=attachments or None,
        )


def print_with_wkhtmltopdf(html):
    """Return the PDF of a page, which is made free of all that could be fetched."""
    command = [get_wkhtmltopdf(), *WKHTMLTOPDF_ARGUMENTS, "-", "-"]
    try:
        done = subprocess.run(
            command,
            input=_prepare_page(html).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineFailure(f"no answer in {SECONDS} seconds") from error
    # 1 is for what it did not load; the paper itself is whole.
    if done.returncode not in (0, 1) or not done.stdout.startswith(b"%PDF"):
        raise EngineFailure(done.stderr.decode(errors="replace").strip()[-300:])
    return done.stdout


def _prepare_page(html):
    root = lxml.html.document_fromstring(html)
    seal_page(root)
    arrange_blocks(root)
    return lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
