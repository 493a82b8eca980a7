"""Runs the scripts of bench/ in real Odoo processes on databases of their own.

A script runs on a copy of the database with the add-on, unless its first line says
otherwise: `# runs on: base, addon` is once without the add-on and once with it.
"""

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
        for name in names:
            script = FOLDER / f"bench_{name}.py"
            if not script.exists():
                raise Trouble(f"There is no {script.relative_to(ROOT)}.")
            for template in _prepare_templates(script):
                _run_one(script, template)


def run_short(name, template, **variables):
    """Run a script on a copy of the database `template`, made short by `variables`."""
    _run_one(FOLDER / f"bench_{name}.py", template, variables)


def _prepare_templates(script):
    first_line = script.read_text().partition("\n")[0]
    if first_line == "# runs on: base, addon":
        return [databases.prepare_base(), databases.prepare_addon()]
    return [databases.prepare_addon()]


def _run_one(script, template, variables=None):
    database = databases.copy(template, script.stem)
    with phase(f"{script.name} on {template.partition('_')[0]}"):
        sys.stdout.flush()
        code = subprocess.call(
            [
                *odoo_process.get_command("shell", database, "--no-http"),
                "--log-level=error",
            ],
            env=odoo_process.get_odoo_environment()
            | {"PYTHONPATH": _get_path()}
            | (variables or {}),
            cwd=ROOT,
            stdin=script.open(),
        )
    databases.drop(database)
    if code:
        raise Trouble(f"{script.name} failed.")


def _get_path():
    environment = odoo_process.get_odoo_environment()
    return f"{environment['PYTHONPATH']}:{ROOT}"
