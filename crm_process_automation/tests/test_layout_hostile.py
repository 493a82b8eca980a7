import re
import socket
import threading
from contextlib import contextmanager

import lxml.html

from odoo.tests import tagged

from ..tools.paper_seal import ADDRESSES, seal_page
from .document_samples import TYPES, get_sample
from .hostile_html import FETCHING, FILES, get_script_payloads
from .layout_common import LayoutCase, read_pages, squeeze

STYLE = re.compile(r"<style.*?</style>", re.DOTALL)


@contextmanager
def listening():
    """Yield (where to connect to, the connections that were made there)."""
    made = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def accept():
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                made.append(address)

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}", made
        finally:
            stop.set()
            thread.join()


def poison(value, text):
    """Return a snapshot with `text` at the end of every text that people write."""
    if isinstance(value, dict):
        kept = ("type", "lang", "kind", "place", "side", "date", "deadline", "image")
        return {
            name: part if name in kept or name.endswith("date") else poison(part, text)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [poison(part, text) for part in value]
    is_text = isinstance(value, str) and not re.fullmatch(r"[\d.-]*", value)
    return value + text if is_text else value


@tagged("post_install", "-at_install")
class TestLayoutHostile(LayoutCase):
    """A paper fetches nothing and runs nothing, whatever its texts hold."""

    def _poison(self, document_type, text):
        snapshot = get_sample(document_type)
        texts = {"letterhead": text, "footer": text}
        return poison(snapshot, text) | texts | {"valid_until": None}

    def _trap(self, text):
        """Return an invoice with `text` wherever HTML, a name or a line is written."""
        snapshot = get_sample("invoice", letterhead=text, footer=text, title=text)
        snapshot["supplier"] |= {"full_name": text, "address": text}
        snapshot["lines"] = [snapshot["lines"][1] | {"text": text}]
        clauses = [
            {"place": place, "title": "", "html": text} for place in ("before", "after")
        ]
        return snapshot | {"clauses": clauses}

    def _get_traps(self, host):
        address = f"http://{host}/x.png"
        return [trap.format(address=address, host=host) for trap in FETCHING] + FILES

    def test_trap_catches_what_fetches(self):
        # The listener itself works: somebody who connects is counted.
        with listening() as (host, made):
            name, port = host.split(":")
            socket.create_connection((name, int(port))).close()
            deadline = threading.Event()
            for _time in range(50):
                if made:
                    break
                deadline.wait(0.1)
        self.assertEqual(len(made), 1)

    def test_hostile_texts_make_no_connection_in_either_engine(self):
        with listening() as (host, made):
            text = "".join(self._get_traps(host))
            for engine in self.engines:
                pdf = self._draw_snapshot(engine, self._trap(text))
                self.assertNotIn("root:", "".join(read_pages(pdf)))
        self.assertFalse(made)

    def test_layout_of_ones_own_makes_no_connection_either(self):
        # Not cleaned by a layout of ours: the engines themselves must refuse.
        with listening() as (host, made):
            traps = [t for t in self._get_traps(host) if "frameset" not in t]
            page = f"<html><head></head><body>ґ{''.join(traps)}</body></html>"
            for engine in self.engines:
                pdf = self.papers._print(engine, page)
                self.assertNotIn("root:", "".join(read_pages(pdf)))
            # One by one: an unclosed one may hide those that follow.
            pages = [
                f"<head>{trap}</head><body>{trap}<p>ґ</p></body>" for trap in traps
            ]
            for page in pages:
                self.papers._print("weasyprint", f"<html>{page}</html>")
        self.assertFalse(made)

    def test_what_wkhtmltopdf_reads_names_no_address(self):
        for trap in self._get_traps("host.example"):
            with self.subTest(trap=trap):
                page = f"<html><head>{trap}</head><body>{trap}<p>ґ</p></body></html>"
                root = lxml.html.document_fromstring(page)
                seal_page(root)
                acting = [
                    (name, value)
                    for node in root.iter("*")
                    for name, value in node.items()
                    if "host.example" in value
                    and (name in ADDRESSES or name in ("style", "content"))
                ]
                styles = [n.text or "" for n in root.iter("style")]
                self.assertFalse(acting)
                self.assertFalse([s for s in styles if "url(" in s or "@import" in s])

    def test_scripts_in_any_text_are_dead(self):
        payloads = get_script_payloads()
        self.assertGreaterEqual(len(payloads), 100)
        for number, payload in enumerate(payloads):
            document_type = TYPES[number % len(TYPES)]
            with self.subTest(payload=payload, type=document_type):
                html = str(
                    self.papers._render_html(self._poison(document_type, payload))
                )
                self._check_is_dead(html)

    def _check_is_dead(self, html):
        root = lxml.html.document_fromstring(html)
        acting = {"script", "iframe", "object", "embed", "svg", "math", "base", "link"}
        alive = [node for node in root.iter("*") if node.tag in acting]
        handlers = [
            (node.tag, name)
            for node in root.iter("*")
            for name, value in node.items()
            if name.startswith("on")
            or name == "srcdoc"
            or value.strip().lower().startswith("javascript:")
        ]
        self.assertFalse(alive or handlers)
        self.assertLessEqual(len(root.xpath("//style")), 2)
        self.assertEqual(len(root.xpath("//body")), 1)

    def test_clauses_keep_their_formatting(self):
        html = (
            '<p style="text-align: center; background: url(x)" class="text-end x">'
            '<b>Bold</b> <a href="http://a.example">link</a></p>'
            '<table><tr><td colspan="2">cell</td></tr></table>'
        )
        clause = {"place": "after", "title": "", "html": html}
        page = str(self.papers._render_html(get_sample("contract", clauses=[clause])))
        self.assertIn('<p style="text-align: center" class="text-end">', page)
        self.assertIn("<b>Bold</b> link</p>", page)
        self.assertIn('<td colspan="2">cell</td>', page)

    def test_picture_in_the_letterhead_is_shown_when_it_comes_along(self):
        dot = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
        html = f'<p><img src="{dot}"/><img src="/web/image/1"/>Letter</p>'
        page = str(self.papers._render_html(get_sample("invoice", letterhead=html)))
        self.assertIn(dot, page)
        self.assertNotIn("/web/image", page)

    def test_odd_characters_do_not_stop_a_paper(self):
        odd = "\x00\x0b\ud800 Ґ ґ Є є І і Ї ї ’ ʼ ₴ № « » ‑ \u202e \U0001f600"
        clause = {"place": "after", "title": "x", "html": f"<p>{odd}</p>"}
        for engine in self.engines:
            pdf = self._draw(engine, "contract", clauses=[clause])
            self.assertIn(squeeze("ҐґЄєІіЇї’"), squeeze("".join(read_pages(pdf))))
