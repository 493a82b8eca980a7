"""The main job: Odoo with the add-on, demo data and both languages, ready to log in."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from . import cluster, databases, odoo_process
from .console import Trouble, phase
from .paths import ADDON, ROOT, STATE, get_addon_digest

DATABASE = "run"
PATIENCE = 120  # seconds until a started Odoo must answer


def run(_arguments):
    """Start Odoo and stay until Ctrl-C."""
    # A terminal that is closed stops it, too.
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    port = choose_port()
    with cluster.running():
        _prepare()
        return _serve(port)


def shell(_arguments):
    """Open Odoo's Python shell on the database of `run`."""
    with cluster.running():
        _prepare()
        command = odoo_process.get_command("shell", DATABASE)
        return subprocess.call(command, env=odoo_process.get_odoo_environment())


def psql(_arguments):
    """Open psql on the database of `run`."""
    with cluster.running():
        return subprocess.call(["psql", DATABASE], env=cluster.get_environment())


def clean(_arguments):
    """Throw away what this checkout made. The cache of all checkouts stays."""
    cluster.remove()
    shutil.rmtree(STATE, ignore_errors=True)
    print("The databases and logs of this checkout are gone. The cache is kept.")


def _interrupt(_signal, _frame):
    raise KeyboardInterrupt


def _prepare():
    """Have the database there, with the add-on as it is now."""
    installed = STATE / f"{DATABASE}.installed"
    digest = get_addon_digest()
    if databases.exists(DATABASE) and installed.exists():
        if installed.read_text() != digest:
            with phase("Updating the add-on"):
                odoo_process.execute(
                    DATABASE,
                    *("--update", ADDON, "--stop-after-init"),
                    trouble="The add-on does not update.",
                )
    else:
        databases.prepare_demo(DATABASE)
    installed.write_text(digest)


def choose_port():
    """Return the port that PORT names, else a free one."""
    wanted = os.environ.get("PORT", "0")
    with socket.socket() as probe:
        # As the server itself does: a port that was just given up may be used.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(wanted)))
        except (OSError, ValueError, OverflowError):
            raise Trouble(
                f"PORT={wanted} cannot be used: it is taken, or no port. Leave PORT out "
                "and a free one is chosen."
            ) from None
        return probe.getsockname()[1]


def _serve(port):
    log = STATE / "server.log"
    with log.open("w") as stream:
        odoo = subprocess.Popen(
            odoo_process.get_command("server", DATABASE, port=port),
            env=odoo_process.get_odoo_environment(),
            cwd=ROOT,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        with phase("Starting Odoo"):
            _wait_for(f"http://127.0.0.1:{port}/web/health", odoo, log)
        _print_welcome(port, log)
        return odoo.wait()
    finally:
        odoo.terminate()
        try:
            odoo.wait(15)
        except subprocess.TimeoutExpired:
            odoo.kill()
            odoo.wait()
        print("\nStopped.")


def _wait_for(address, odoo, log):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if odoo.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise Trouble(f"Odoo does not answer. Its log: {log}")


def _print_welcome(port, log):
    print(
        f"""
    Odoo 19 with CRM Process Automation is running.

        address    http://127.0.0.1:{port}/odoo
        login      admin        (configures processes)
        password   admin

    Or look at it as the people of the demo agency; the password is the login:
    kateryna (head of sales), andrii, iryna, taras (sales), nadiia (accountant).

    Its log: {log}
    Ctrl-C stops Odoo and the PostgreSQL that was started for it.
""",
        flush=True,
    )
