"""Workers to be killed: whole servers, and forks as Odoo's own prefork server makes."""

import multiprocessing
import os
import signal
import time
import urllib.error
import urllib.request

import odoo.sql_db
from odoo.modules.registry import Registry

from odoo.addons.base.models.ir_cron import IrCron

from bench.server import start, stop

fork = multiprocessing.get_context("fork")


def connect_anew(database):
    """Leave the connections to the parent, whose they are; for a fork."""
    odoo.sql_db._Pool = odoo.sql_db._Pool_readonly = None
    Registry(database)._db = odoo.sql_db.db_connect(database)
    Registry(database)._db_readonly = None


class Server:
    """A whole Odoo server with one thread for scheduled jobs."""

    def __init__(self, database):
        self.server = start(database, "worker")
        self.process = self.server.process

    def is_ready(self):
        address = f"http://127.0.0.1:{self.server.port}/web/health"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        stop(self.server)


class Fork:
    """A process that does what the scheduler of a prefork server does."""

    def __init__(self, database):
        self.process = fork.Process(target=_work, args=(database,))
        self.process.start()

    def is_ready(self):
        return self.process.is_alive()

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join()

    stop = kill


def _work(database):
    connect_anew(database)
    while True:
        IrCron._process_jobs(database)
        time.sleep(0.02)
