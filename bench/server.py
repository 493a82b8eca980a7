"""Real Odoo servers beside the bench, on the same database."""

import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass

from dev.house import odoo_process
from dev.house.paths import ROOT, STATE
from dev.house.server import choose_port

PATIENCE = 120  # seconds until it must answer


@dataclass
class Server:
    """A server that was started: its process, its port, its log."""

    process: subprocess.Popen
    port: int
    log: str


@contextmanager
def serving(database):
    """Have a server run, with one thread for scheduled jobs, and stop it afterwards."""
    server = start(database)
    try:
        wait_for(server)
        yield server.process
    finally:
        stop(server)


def start(database, name="server"):
    """Start a server and return it; it answers later."""
    port = choose_port()
    log = STATE / f"{database}.{name}.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            odoo_process.get_command(
                "server", database, f"--http-port={port}", port=port
            ),
            env=odoo_process.get_odoo_environment(),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Server(process, port, str(log))


def wait_for(server):
    """Wait until the server answers."""
    address = f"http://127.0.0.1:{server.port}/web/health"
    until = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise SystemExit(f"The server does not answer. Its log: {server.log}")


def stop(server):
    """End the server, by force when it does not end by itself."""
    server.process.terminate()
    try:
        server.process.wait(15)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
