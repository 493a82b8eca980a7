"""Translations: the .pot is exported by Odoo itself, uk.po is merged, both are checked."""

import re
import shutil

from . import cluster, databases, odoo_process
from .console import Trouble, call, phase
from .paths import ADDON, ROOT, STATE
from .python_env import get_python

FOLDER = ROOT / ADDON / "i18n"
POT = FOLDER / f"{ADDON}.pot"
PO = FOLDER / "uk.po"
CHANGING = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date):.*\n', re.MULTILINE)
# polib is no part of the standard library: the check runs in the Odoo environment.
CHECK = """
import re, sys, polib
marks = lambda text: sorted(re.findall(r"%\\(\\w+\\)s|%[sd]|\\$\\{[^}]*\\}|<\\w+", text))
for entry in polib.pofile(sys.argv[1]):
    if entry.obsolete:
        continue
    if not entry.msgstr:
        print("not translated:", entry.msgid[:90])
    elif entry.fuzzy:
        print("fuzzy:", entry.msgid[:90])
    elif marks(entry.msgid) != marks(entry.msgstr):
        print("placeholders differ:", entry.msgid[:90])
"""


def update(_arguments):
    """Write the .pot anew and merge it into uk.po."""
    with cluster.running():
        FOLDER.mkdir(exist_ok=True)
        POT.write_text(_export())
    if PO.exists():
        call(
            [
                "msgmerge",
                "--quiet",
                "--no-fuzzy-matching",
                "--update",
                "--backup=none",
                PO,
                POT,
            ],
            "msgmerge failed.",
        )
        call(["msgattrib", "--no-obsolete", "-o", PO, PO], "msgattrib failed.")
    else:
        shutil.copy(POT, PO)


def check(_arguments):
    """Raise unless the .pot is fresh and uk.po complete."""
    with phase("Translations"), cluster.running():
        if not POT.exists() or _strip(_export()) != _strip(POT.read_text()):
            raise Trouble(
                "The .pot is stale: run “make i18n” and translate what is new."
            )
        found = call([get_python(), "-c", CHECK, PO], "uk.po cannot be read.").strip()
        if found:
            raise Trouble(f"uk.po is not complete:\n{found}")


def _strip(text):
    return CHANGING.sub("", text)


def _export():
    template = databases.prepare_addon()
    databases.copy(template, "exporting")
    target = STATE / "export.pot"
    odoo_process.execute(
        "exporting",
        *("--languages", "pot", "--output", target, ADDON),
        subcommand="i18n export",
        trouble="The texts cannot be exported.",
    )
    databases.drop("exporting")
    return target.read_text()
