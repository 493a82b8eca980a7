"""The Python environments, made once for each content of their requirements."""

import subprocess
import sys
from pathlib import Path

from .console import Trouble, call, phase
from .paths import CACHE, ROOT, get_digest, locked, start_afresh

OLDEST, NEWEST = (3, 10), (3, 13)


def get_python(requirements="requirements.txt"):
    """Return the interpreter of the environment that `dev/<requirements>` describes."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Trouble(
            f"Odoo 19 runs on Python 3.10 to 3.13; this one is {sys.version.split()[0]}."
        )
    listed = ROOT / "dev" / requirements
    version = "{}.{}".format(*sys.version_info[:2])
    name = f"{listed.stem}-{version}-{get_digest(listed)}"
    folder = CACHE / "python" / name
    with locked(name):
        if not (folder / ".ready").exists():
            _install(folder, listed)
    return folder / "bin" / "python"


def get_tool(name):
    """Return the path of a lint tool."""
    return Path(get_python("lint-requirements.txt")).parent / name


def _install(folder, listed):
    with phase(f"Installing the Python packages of {listed.name}"):
        start_afresh(folder)
        call([sys.executable, "-m", "venv", folder], "No virtual environment.")
        call(
            [
                folder / "bin/pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                listed,
            ],
            "The Python packages could not be installed; nothing half done is kept.",
            stdin=subprocess.DEVNULL,
        )
        (folder / ".ready").touch()
