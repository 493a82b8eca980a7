"""What a trial would have done: what the dialogue shows."""

from typing import Any, NamedTuple


class Value(NamedTuple):
    """A field of a record in words."""

    label: str
    before: str
    after: str


class Change(NamedTuple):
    """A record that would be changed, or made (then no value has a before)."""

    model: str
    name: str
    values: tuple = ()


class TrialResult(NamedTuple):
    """What a scenario would do with a record."""

    scenario: str
    record: str
    run_as: str
    rules: tuple  # `ExplainedRule`s: whether its conditions hold
    is_due: bool  # whether they hold
    error: str = ""  # why it would fail; then nothing else is known
    notes: tuple = ()  # what the actions said
    changed: tuple = ()  # `Change`s
    made: tuple = ()  # [(kind of record, `Change`s)]
    removed: tuple = ()  # `Change`s without values
    followers: tuple = ()  # names of the scenarios that would answer to it

    @property
    def is_empty(self):
        return not (self.error or self.changed or self.made or self.removed)


class Row(NamedTuple):
    """A row that a trial has written, as it is before it is taken back."""

    record: Any
    image: dict  # the columns
    name: str
    words: dict  # {key: (label, value in words)}
