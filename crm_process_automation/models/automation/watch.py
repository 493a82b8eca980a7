"""What a scenario's rule looks at, ready to be asked at every write."""

from typing import NamedTuple


class Watch(NamedTuple):
    """A rule of a scenario that is switched on, as plain values that can be cached."""

    rule_id: int
    fields: frozenset  # the watched fields; empty for “on create”
    before: str  # the conditions before the change
    after: str  # the conditions after it
    on_create: bool
    on_write: bool


class Watches(NamedTuple):
    """The rules on one model."""

    created: tuple = ()
    written: tuple = ()
    fields: frozenset = frozenset()  # all that `written` look at

    @classmethod
    def gather(cls, watches):
        """Return `watches` sorted by what they are asked at."""
        written = tuple(watch for watch in watches if watch.on_write)
        return cls(
            created=tuple(watch for watch in watches if watch.on_create),
            written=written,
            fields=frozenset().union(*(watch.fields for watch in written)),
        )

    def find_written(self, names):
        """Return the rules that look at one of the fields `names`."""
        if self.fields.isdisjoint(names):
            return ()
        return tuple(w for w in self.written if not w.fields.isdisjoint(names))
