"""The tests: lint, plain Python, then pytest-odoo on a copy of a prepared database.

The whole suite runs in several processes side by side, each on a copy of its own.
"""

import os
import socket
import subprocess
import sys

from . import cluster, databases, i18n, lint, odoo_process, plain
from .console import Trouble, phase
from .paths import ADDON, ROOT
from .python_env import get_python

DATABASE = "testing"
OPTIONS_WITH_A_VALUE = ("-k", "-m", "-n", "-o", "-p")
MOST_WORKERS = 4  # each takes half a gigabyte, and a database


def test(arguments):
    """Run everything, or what `arguments` (pytest's) name; then lint is left out."""
    narrow = bool(arguments)
    if not narrow:
        lint.lint([])
        plain.test()
        i18n.check([])
    with cluster.running():
        template = databases.prepare_addon()
        with phase("Copying the prepared database"):
            databases.copy(template, DATABASE)
        if not narrow or any("test_tour_" in argument for argument in arguments):
            databases.bundle(DATABASE)
        return run_pytest(DATABASE, arguments or _get_side_by_side())


def run_pytest(database, arguments):
    """Run pytest on `database` with `arguments`: options, and paths of tests."""
    configuration = odoo_process.write_configuration(database, _get_port())
    paths, options, is_value = [], [], False
    for argument in arguments:
        path = None if is_value else _find(argument)
        is_value = argument in OPTIONS_WITH_A_VALUE
        (paths if path else options).append(path or argument)
    paths = paths or [str(ROOT / ADDON)]
    sys.stdout.flush()
    return subprocess.call(
        [
            str(get_python()),
            *("-m", "pytest", f"--odoo-config={configuration}", "--odoo-http"),
            *("-q", "-p", "no:cacheprovider", "-p", "dev.house.filestore"),
            *("--durations=5", *options, *paths),
        ],
        env=odoo_process.get_odoo_environment(),
        cwd=ROOT,
    )


def _get_side_by_side():
    """Return pytest's options for as many workers as there are cores.

    A worker takes the next file when it is done with one. pytest-odoo copies the
    database for each.
    """
    cores = len(os.sched_getaffinity(0))
    if cores < 2:
        return []
    return [
        *("-n", str(min(cores, MOST_WORKERS))),
        *("--dist", "loadfile", "--no-loadscope-reorder"),
        *("-p", "dev.house.order"),
    ]


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
