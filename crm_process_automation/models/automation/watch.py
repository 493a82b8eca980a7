"""What a scenario's rule looks at, ready to be asked at every write."""

from typing import NamedTuple


class Watch(NamedTuple):
    """A rule of a scenario that is switched on, as plain values that can be cached."""

    rule_id: int
    scenario_id: int
    version: int
    company_id: int  # of whose records alone it acts; 0: of all
    policy: str  # what becomes of imports
    retired: str  # the process that the conditions name, and that is no more
    fields: frozenset  # the watched fields; empty for “on create”
    details: frozenset  # process details that are named; empty: a change of any counts
    before: str  # the conditions before the change
    after: str  # the conditions after it
    on_create: bool
    on_write: bool
    on_message: str  # the trigger, where it waits for messages


class Watches(NamedTuple):
    """The rules on one model."""

    created: tuple = ()
    written: tuple = ()
    messages: tuple = ()
    by_rule: dict = {}
    fields: frozenset = frozenset()  # all that `written` look at

    @classmethod
    def gather(cls, watches):
        """Return `watches` sorted by what they are asked at."""
        written = tuple(watch for watch in watches if watch.on_write)
        return cls(
            created=tuple(watch for watch in watches if watch.on_create),
            written=written,
            messages=tuple(watch for watch in watches if watch.on_message),
            by_rule={watch.rule_id: watch for watch in watches},
            fields=frozenset().union(*(watch.fields for watch in written)),
        )

    def find_written(self, names):
        """Return the rules that look at one of the fields `names`."""
        if self.fields.isdisjoint(names):
            return ()
        return tuple(w for w in self.written if not w.fields.isdisjoint(names))

    def find_messages(self, trigger):
        """Return the rules that wait for messages of this direction."""
        return tuple(watch for watch in self.messages if watch.on_message == trigger)
