"""The tests: lint, plain Python, then pytest-odoo on a copy of a prepared database."""

import re
import socket
import subprocess
import sys

from . import cluster, databases, i18n, lint, odoo_process, plain
from .console import Trouble, phase
from .paths import ADDON, ROOT
from .python_env import get_python

DATABASE = "testing"
# What stock Odoo itself logs while any module is installed; nothing of ours.
STOCK_NOISE = re.compile(
    r"no translation for language|Running as user 'root'|Odoo Webkit|wkhtmltopdf"
)


def test(arguments):
    """Run everything, or what `arguments` (pytest's) name; then lint is left out."""
    narrow = bool(arguments)
    if not narrow:
        lint.lint([])
        plain.test()
        i18n.check([])
    with cluster.running():
        template, log = databases.prepare_addon()
        check_log(log)
        with phase("Copying the prepared database"):
            databases.copy(template, DATABASE)
        return run_pytest(DATABASE, arguments)


def check_log(log):
    """Raise when the installation log holds a warning or an error."""
    bad = [
        line
        for line in log.splitlines()
        if re.search(r"\b(WARNING|ERROR|CRITICAL)\b", line)
        and not STOCK_NOISE.search(line)
    ]
    if bad:
        raise Trouble("The installation log is not clean:\n" + "\n".join(bad[:20]))


def run_pytest(database, arguments):
    """Run pytest on `database` with `arguments`: options, and paths of tests."""
    configuration = odoo_process.write_configuration(database, _get_port())
    found = {argument: _find(argument) for argument in arguments}
    paths = [path for path in found.values() if path] or [str(ROOT / ADDON)]
    options = [argument for argument in arguments if not found[argument]]
    sys.stdout.flush()
    return subprocess.call(
        [
            str(get_python()),
            *("-m", "pytest", f"--odoo-config={configuration}", "--odoo-http"),
            *("-q", "-p", "no:cacheprovider", "--durations=5", *options, *paths),
        ],
        env=odoo_process.get_odoo_environment(),
        cwd=ROOT,
    )


def _find(argument):
    """Return the test file or folder that `argument` names, seen from here or there."""
    name, separator, test_name = argument.partition("::")
    for folder in (ROOT / ADDON, ROOT):
        if (folder / name).exists():
            return f"{folder / name}{separator}{test_name}"
    if name.endswith(".py"):
        raise Trouble(f"There is no test file {name}, neither in {ADDON}/ nor here.")
    return None


def _get_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
