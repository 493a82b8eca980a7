"""Something that is done and taken back, so that nobody hears of it."""

from contextlib import contextmanager

from odoo.tools.misc import Callbacks

KEY = "crm_process_trial"
HOOKS = ("postcommit", "prerollback", "postrollback")


class Trial:
    """A savepoint that is always rolled back, and what it must not leave behind.

    What waits for the commit (mails, calls of other systems, messages to browsers,
    jobs) waits in queues of the trial's own, which are thrown away. Numbers of papers
    are predicted, not drawn: PostgreSQL never takes a drawn number back.
    """

    def __init__(self):
        self._drawn = {}

    @classmethod
    def peek(cls, env):
        """Return the trial that goes on in the transaction, or None."""
        return env.cr.postcommit.data.get(KEY)

    @classmethod
    @contextmanager
    def going_on(cls, env):
        """Take back whatever is done inside, and forget what it has cached."""
        cr, registry = env.cr, env.registry
        savepoint = cr.savepoint()
        hooks = {name: getattr(cr, name) for name in HOOKS}
        cleared = set(registry.cache_invalidated)
        for name in HOOKS:
            setattr(cr, name, Callbacks())
        trial = cr.postcommit.data[KEY] = cls()
        try:
            yield trial
        finally:
            for name, queue in hooks.items():
                setattr(cr, name, queue)
            savepoint.close(rollback=True)
            if stale := set(registry.cache_invalidated) - cleared:
                # What was remembered meanwhile was never true.
                registry.clear_cache(*stale)

    def draw_number(self, key, following, step):
        """Return the number that would be drawn, without drawing it.

        :param following: the number that is the next one in truth
        """
        number = self._drawn.get(key, following)
        self._drawn[key] = number + step
        return number
