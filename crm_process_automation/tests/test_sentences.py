import ast
import re
from pathlib import Path

from odoo.tests import BaseCase, tagged

ADDON = Path(__file__).parents[1]
SAYING = {"_", "_lt"}
UNTRANSLATED = {"tests", "demo"}


def get_sentences():
    """Yield (file, text) of everything that is said in the language of the user."""
    for path in sorted(ADDON.rglob("*.py")):
        file = path.relative_to(ADDON)
        if file.parts[0] in UNTRANSLATED:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            text = getattr(node.args[0], "value", None)
            if name in SAYING and isinstance(text, str):
                yield file.as_posix(), text


@tagged("post_install", "-at_install")
class TestSentences(BaseCase):
    """What is said to users can be said in their language."""

    def test_no_sentence_is_too_short_to_be_translated(self):
        # Odoo exports no term with fewer than two letters: “%s” stays as it is.
        short = [
            found
            for found in get_sentences()
            if len(re.sub(r"\W+", "", found[1].strip())) < 2
        ]
        self.assertEqual(short, [])
