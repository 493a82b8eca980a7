"""A real Odoo server beside the bench, on the same database."""

import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from dev.house import odoo_process
from dev.house.paths import ROOT, STATE
from dev.house.server import choose_port

PATIENCE = 120  # seconds until it must answer


@contextmanager
def serving(database):
    """Have a server run, with one thread for scheduled jobs, and stop it afterwards."""
    port = choose_port()
    log = STATE / f"{database}.server.log"
    with log.open("w") as stream:
        server = subprocess.Popen(
            odoo_process.get_command("server", database, port=port),
            env=odoo_process.get_odoo_environment(),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/web/health", server, log)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(address, server, log):
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise SystemExit(f"The server does not answer. Its log: {log}")
