"""Runs the scripts of bench/ in real Odoo processes on databases of their own."""

import subprocess
import sys

from . import cluster, databases, odoo_process
from .console import Trouble, phase
from .paths import ROOT

FOLDER = ROOT / "bench"


def run(arguments):
    """Run the named scripts (without `bench_` and `.py`), or all of them."""
    names = arguments or sorted(
        path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py")
    )
    with cluster.running():
        template, _log = databases.prepare_addon()
        for name in names:
            _run_one(name, template)


def _run_one(name, template):
    script = FOLDER / f"bench_{name}.py"
    if not script.exists():
        raise Trouble(f"There is no {script.relative_to(ROOT)}.")
    database = databases.copy(template, f"bench_{name}")
    with phase(script.name):
        sys.stdout.flush()
        code = subprocess.call(
            [
                *odoo_process.get_command("shell", database, "--no-http"),
                "--log-level=error",
            ],
            env=odoo_process.get_odoo_environment() | {"PYTHONPATH": _get_path()},
            cwd=ROOT,
            stdin=script.open(),
        )
    databases.drop(database)
    if code:
        raise Trouble(f"{script.name} failed.")


def _get_path():
    environment = odoo_process.get_odoo_environment()
    return f"{environment['PYTHONPATH']}:{ROOT}"
