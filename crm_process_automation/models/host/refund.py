"""The refund that is under way."""

from dataclasses import dataclass

CONTEXT_KEY = "process_refund"


@dataclass(frozen=True)
class Refund:
    """Whose money goes back: these orders may be cancelled, and their case may end.

    It travels in the context, because Odoo's own cancelling has to pass through
    `write`. Only Python code can make one: a context that arrives by RPC holds plain
    JSON.
    """

    order_ids: frozenset = frozenset()

    @classmethod
    def from_env(cls, env):
        """Return the refund that `env` carries, else one of no orders."""
        refund = env.context.get(CONTEXT_KEY)
        return refund if isinstance(refund, cls) else cls()
