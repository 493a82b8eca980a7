"""Odoo as a process: its configuration, its command line, its log."""

import os
import subprocess

from .cluster import CLUSTER, USER, get_environment
from .console import Trouble
from .odoo_tree import get_addons_paths, get_odoo
from .paths import ROOT, STATE
from .python_env import get_python


def write_configuration(database, port=0):
    """Write the configuration of `database` and return its path."""
    odoo = get_odoo()
    lines = {
        "db_host": CLUSTER,
        "db_user": USER,
        "db_name": database,
        "data_dir": STATE / "data",
        "addons_path": ",".join(map(str, [*get_addons_paths(odoo), ROOT])),
        "http_interface": "127.0.0.1",
        "http_port": port or 8069,
        "list_db": False,
        "max_cron_threads": 1,
    }
    STATE.mkdir(exist_ok=True)
    path = STATE / f"{database}.conf"
    body = "\n".join(f"{key} = {value}" for key, value in lines.items())
    path.write_text(f"[options]\n{body}\n")
    return path


def get_odoo_environment():
    """Return the variables that let Python find Odoo and the cluster."""
    return get_environment() | {
        "PYTHONPATH": str(get_odoo()),
        "PYTHONUNBUFFERED": "1",
        "LANG": os.environ.get("LANG", "C.UTF-8"),
    }


def get_command(subcommand, database, *arguments, port=0):
    """Return the command line of Odoo on `database`."""
    configuration = write_configuration(database, port)
    return [
        str(get_python()),
        *("-m", "odoo", *subcommand.split(), "-c", str(configuration)),
        *map(str, arguments),
    ]


def execute(database, *arguments, trouble, subcommand="server", feed=None):
    """Run Odoo to its end and return its log; raise `trouble` when it fails."""
    done = subprocess.run(
        get_command(subcommand, database, *arguments),
        env=get_odoo_environment(),
        cwd=ROOT,
        input=feed or "",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    log = STATE / f"{database}.log"
    log.write_text(done.stdout)
    if done.returncode or "CRITICAL" in done.stdout:
        tail = "\n".join(done.stdout.splitlines()[-25:])
        raise Trouble(f"{tail}\n\n{trouble} The whole log: {log}")
    return done.stdout
