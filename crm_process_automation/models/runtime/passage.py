"""What a case carries through the door."""

from dataclasses import dataclass
from typing import Any

CONTEXT_KEY = "process_passage"


@dataclass(frozen=True)
class Passage:
    """A passage that has a reason: the arrow to take, and why.

    It travels in the context, because the passage has to go through the whole `write`
    stack (automation rules listen there). Only Python code can make one: a context that
    arrives by RPC holds plain JSON, which the door does not recognise.
    """

    transition: Any = None
    reason: Any = None  # a crm.lost.reason record
    text: str = ""
    kind: str = ""
    ended_case: Any = None  # the sub-process whose end makes the case go on
    clock: Any = None  # wound up when the door opens, read by everything behind it

    @classmethod
    def from_env(cls, env):
        """Return the passage that `env` carries, or None."""
        passage = env.context.get(CONTEXT_KEY)
        return passage if isinstance(passage, cls) else None
