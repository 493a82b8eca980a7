"""Why a scenario did or did not run: what the dialogue shows."""

from typing import NamedTuple


class Line(NamedTuple):
    """A condition in words, or the heading over several."""

    depth: int
    word: str  # "all" and "any" head several conditions; "is" and "not" are one
    label: str = ""  # the field
    demand: str = ""  # what it has to be
    value: str = ""  # what it is
    value_then: str = ""  # what it was when the event came
    holds: bool | None = None  # None: not to be told
    is_open: bool = True  # the user may read the value
    is_blamed: bool = False
    problem: str = ""  # why the condition cannot be asked


class Judgement(NamedTuple):
    """What became of the conditions: the verdict, and every condition in words."""

    holds: bool
    lines: tuple = ()

    @property
    def blamed(self):
        return [line for line in self.lines if line.is_blamed]


class ExplainedRule(NamedTuple):
    """A rule of a scenario, judged for one record."""

    name: str
    trigger: str
    watched: str
    subject: str  # the record that its conditions ask
    is_on: bool
    before: Judgement | None  # conditions before the change
    after: Judgement | None  # None: there is no record of its kind

    @property
    def is_due(self):
        return self.after is not None and self.after.holds


class Explanation(NamedTuple):
    """Why a scenario did or did not run on a record."""

    scenario: str
    record: str
    summary: str
    standstill: tuple  # sentences: why it does not run at all
    rules: tuple
    runs: tuple
    is_changed: bool  # the scenario was changed since the run in question
    moment: str  # of the run in question
