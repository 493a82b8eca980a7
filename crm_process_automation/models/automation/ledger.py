"""What one transaction knows of the automation that goes on in it."""

from contextlib import contextmanager
from functools import partial
from uuid import uuid4

from odoo import SUPERUSER_ID, api
from odoo.http import request

KEY = "crm_process_ledger"


def is_request_of(env):
    """Return whether the transaction is the one of a web request, which drains."""
    return bool(request) and request.env is not None and request.env.cr is env.cr


class Ledger:
    """The events of a transaction: what waits to run, what runs, and what caused it.

    It lives and ends with the transaction: no savepoint takes it away, as it would take
    hooks before the commit. What it says is a hint, the rows of the journal are the
    truth: a run that a savepoint has taken back is not found there any more.
    """

    def __init__(self):
        self.token = uuid4().hex  # names the transaction
        self.round = 0  # how often the waiting runs were executed
        self.waiting = []  # ids of runs to be executed before the commit
        self.events = set()  # (rule, model, id) recorded in this round
        self.executed = set()  # (scenario, model, id) executed in this transaction
        self.causes = {}  # {(model, id): run} under execution
        self.effects = {}  # {(model, id): [what an action did]} under execution
        self.skips = {}  # {(model, id): [why an action did nothing]}
        self.depth = 0  # watched writes on the stack
        self.is_draining = False
        self.is_armed = False  # a hook before the commit executes what waits

    @classmethod
    def peek(cls, env):
        """Return the ledger of the transaction, or None when nothing happened."""
        return env.cr.postcommit.data.get(KEY)

    @classmethod
    def of(cls, env):
        """Return the ledger of the transaction, and open it when there is none."""
        after_commit = env.cr.postcommit
        ledger = after_commit.data.get(KEY)
        if ledger is None:
            ledger = after_commit.data[KEY] = cls()
            after_commit.add(partial(ledger._wake_for_the_rest, env.registry))
        return ledger

    def _wake_for_the_rest(self, registry):
        """Have the workers execute what was not executed before the commit."""
        if not self.waiting:
            return
        with registry.cursor() as cr:
            api.Environment(cr, SUPERUSER_ID, {})["crm.process.run"]._wake_workers()

    @contextmanager
    def writing(self, env):
        """Hold back the waiting runs: a watched write is under way."""
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
            self.arm(env)

    def arm(self, env):
        """Have what waits executed before the commit, where no request ends first.

        The hook is never added while it runs itself: that would not end.
        """
        if not self.is_idle or self.is_armed or is_request_of(env):
            return
        self.is_armed = True
        env.cr.precommit.add(partial(self._drain, env))

    def _drain(self, env):
        self.is_armed = False
        env["crm.process.run"]._drain()

    @contextmanager
    def draining(self):
        """Execute what waits; whoever asks meanwhile finds it being done."""
        self.is_draining = True
        try:
            yield
        finally:
            self.is_draining = False
            self.round += 1
            self.events.clear()

    @contextmanager
    def running(self, cause_by_record):
        """Name the runs that cause whatever happens now."""
        outer = self.causes, self.effects, self.skips
        self.causes, self.effects, self.skips = cause_by_record, {}, {}
        try:
            yield self
        finally:
            self.causes, self.effects, self.skips = outer

    def get_cause(self, record):
        """Return the run that causes what happens to `record`, or None."""
        if not self.causes:
            return None
        key = (record._name, record.id)
        return self.causes.get(key) or next(iter(self.causes.values()))

    @property
    def is_idle(self):
        """Whether the waiting runs may be executed now."""
        return bool(self.waiting) and not self.is_draining and not self.depth
