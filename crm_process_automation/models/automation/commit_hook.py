"""A hook that waits for the commit itself."""

import sys

from odoo.sql_db import _FlushingSavepoint
from odoo.tools.misc import Callbacks

SAVEPOINTS = {_FlushingSavepoint.__init__.__code__, _FlushingSavepoint._close.__code__}
CALLER_OF_FLUSH = 3  # frames above: the hooks, `flush`, and who wants to have flushed


class CommitHooks(Callbacks):
    """The hooks before a commit, and one that is the last of them.

    Odoo runs and forgets its hooks wherever a savepoint begins and ends, in the middle
    of whatever is being done, and drops them when one is rolled back. The last hook
    waits until all is done.
    """

    __slots__ = ["last"]

    @classmethod
    def of(cls, cr):
        """Return the hooks of the cursor, among them those that it had already."""
        if not isinstance(cr.precommit, cls):
            hooks = cls()
            hooks.last = None
            hooks.data, hooks._funcs = cr.precommit.data, cr.precommit._funcs
            cr.precommit = hooks
        return cr.precommit

    def __bool__(self):
        return bool(self._funcs) or self._is_last_due()

    def run(self):  # pylint: disable=missing-return
        super().run()
        if self._is_last_due():
            last, self.last = self.last, None
            last()

    def _is_last_due(self):
        if self.last is None:
            return False
        return sys._getframe(CALLER_OF_FLUSH).f_code not in SAVEPOINTS
