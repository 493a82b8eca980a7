"""Who writes the pipeline fields of a deal."""

from enum import Enum

CONTEXT_KEY = "process_pipeline_writer"


class Writer(Enum):
    """Whoever is neither of these is a user, whose wish is put to the case.

    It travels in the context, because Odoo's own methods have to pass through `write`.
    Only Python code can make one: a context that arrives by RPC holds plain JSON, and
    a text is not a member.
    """

    CASE = "case"  # the case tells the deal where it stands
    ODOO = "odoo"  # convert, merge, assignment: never refused, never asked

    @classmethod
    def from_env(cls, env):
        """Return the writer that `env` carries, or None for a user."""
        writer = env.context.get(CONTEXT_KEY)
        return writer if isinstance(writer, cls) else None
