"""What one transaction knows of the automation that goes on in it."""

from contextlib import contextmanager
from functools import partial
from uuid import uuid4

from odoo import SUPERUSER_ID, api
from odoo.http import request

from .commit_hook import CommitHooks

KEY = "crm_process_ledger"


def is_request_of(env):
    """Return whether the transaction is the one of a web request, which drains."""
    return bool(request) and request.env is not None and request.env.cr is env.cr


class Ledger:
    """The events of a transaction: what waits to run, what runs, and what caused it.

    It lives and ends with the transaction: no savepoint takes it away, as it would take
    hooks before the commit. What it says is a hint, the rows of the journal are the
    truth: a run that a savepoint has taken back is forgotten here, too.
    """

    def __init__(self):
        self.token = uuid4().hex  # names the transaction
        self.round = 0  # how often the waiting runs were executed
        self.waiting = []  # ids of runs to be executed before the commit
        self.recorded = {}  # {id of a run: the events it stands for} of this round
        self.events = set()  # (rule, model, id[, occurrence]) recorded in this round
        self.executed = set()  # (scenario, model, id) executed in this transaction
        self.creations = []  # models whose `create` is on the stack
        self.created = set()  # (model, id) whose creation was noted
        self.judged = set()  # (model, id) whose creation is being noted
        self.causes = {}  # {(model, id): run} under execution
        self.effects = {}  # {(model, id): [what an action did]} under execution
        self.skips = {}  # {(model, id): [why an action did nothing]}
        self.spokesmen = {}  # {(model, id): what the journal knows it by}
        self.depth = 0  # watched writes on the stack
        self.is_draining = False
        self.is_import = False  # records come from a file
        self.mark = object()  # is gone when a savepoint was rolled back

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
            env.cr.cache[KEY] = ledger.mark
        elif env.cr.cache.get(KEY) is not ledger.mark:
            ledger._forget_what_was_rolled_back(env)
        return ledger

    def _forget_what_was_rolled_back(self, env):
        """A savepoint takes runs back, and the cache of the cursor along with them."""
        env.cr.cache[KEY] = self.mark
        if not self.recorded:
            return
        runs = env["crm.process.run"].browse(self.recorded)
        kept = set(runs.exists().ids)
        self.recorded = {run: key for run, key in self.recorded.items() if run in kept}
        self.events = set().union(*self.recorded.values())
        self.waiting = [run for run in self.waiting if run in kept]

    def note(self, run_id, *events):
        """Remember which events the new run `run_id` stands for."""
        self.recorded[run_id] = events
        self.events.update(events)

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

    @contextmanager
    def creating(self, model_name):
        """What happens to a record while it is created is no event of its own."""
        self.creations.append(model_name)
        try:
            yield
        finally:
            self.creations.pop()

    @contextmanager
    def judging(self, records):
        """The creation of `records` is noted, and what is computed meanwhile is not."""
        keys = {(records._name, record_id) for record_id in records._ids}
        outer, self.judged = self.judged, self.judged | keys
        try:
            yield
        finally:
            self.judged = outer
            self.created |= keys

    def is_being_created(self, record):
        """Return whether the creation of `record` will tell what happens to it."""
        key = (record._name, record.id)
        if key in self.judged:
            return True
        if record._name not in self.creations or key in self.created:
            return False
        if not record._log_access or not record.create_date:
            return False
        now = record.env.cr.now()
        return record.create_date.replace(microsecond=0) == now.replace(microsecond=0)

    def arm(self, env):
        """Have what waits executed before the commit, where no request ends first."""
        hooks = CommitHooks.of(env.cr)
        if not self.is_idle or hooks.last or is_request_of(env):
            return
        # What else whoever wrote has told Odoo is none of the runner's business.
        env = env(context={"lang": env.context.get("lang")})
        hooks.last = env["crm.process.run"]._drain

    @contextmanager
    def draining(self):
        """Execute what waits; whoever asks meanwhile finds it being done."""
        self.is_draining = True
        try:
            yield
        finally:
            self.is_draining = False
            self.round += 1
            self.recorded.clear()
            self.events.clear()

    @contextmanager
    def attempting(self):
        """Forget what is noted in here when it fails: its savepoint is rolled back."""
        kept = list(self.waiting), set(self.events), set(self.executed)
        try:
            yield
        except Exception:
            self.waiting, self.events, self.executed = kept
            raise

    @contextmanager
    def running(self, cause_by_record):
        """Name the runs that cause whatever happens now."""
        outer = self.causes, self.effects, self.skips, self.spokesmen
        self.causes, self.effects, self.skips = cause_by_record, {}, {}
        self.spokesmen = {}
        try:
            yield self
        finally:
            self.causes, self.effects, self.skips, self.spokesmen = outer

    def speak_for(self, record, spokesman):
        """Note what is done with `record` on `spokesman`, which the run is about."""
        key = (spokesman._name, spokesman.id)
        self.spokesmen[record._name, record.id] = key

    def get_spokesman(self, record):
        """Return (model, id) of the record that notes on `record` are about."""
        key = (record._name, record.id)
        return self.spokesmen.get(key, key)

    def get_cause(self, record):
        """Return the run that causes what happens to `record`, or None."""
        if not self.causes:
            return None
        key = (record._name, record.id)
        return self.causes.get(key) or next(iter(self.causes.values()))

    @property
    def is_idle(self):
        """Whether the waiting runs may be executed now."""
        is_busy = self.is_draining or self.depth or self.causes
        return bool(self.waiting) and not is_busy
