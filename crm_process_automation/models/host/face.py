"""What travels along when tasks, their faces and their executors are made to agree."""

from enum import Enum

TELLER_KEY = "process_face_teller"
GATHERING_KEY = "process_face_gathering"
NOTICES_KEY = "process_task_notices"


class Teller(Enum):
    """Whoever is not the task is a user, whose change of the face is the task's, too.

    It travels in the context, because Odoo's own methods lie between the two. Only
    Python code can make one: a context that arrives by RPC holds plain JSON.
    """

    TASK = "task"  # the task tells its face how it stands: nothing comes back

    @classmethod
    def from_env(cls, env):
        """Return the teller that `env` carries, or None for a user."""
        teller = env.context.get(TELLER_KEY)
        return teller if isinstance(teller, cls) else None


class Gathering:
    """Tasks whose faces have to follow, once a batch is through.

    A batch of a thousand cases writes its tasks case by case; their faces are looked at
    together, at the end.
    """

    def __init__(self):
        self.task_ids = {}
        self.names = set()
        self.is_over = False

    @classmethod
    def from_env(cls, env):
        """Return the gathering that is under way, or None."""
        gathering = env.context.get(GATHERING_KEY)
        is_one = isinstance(gathering, cls) and not gathering.is_over
        return gathering if is_one else None

    def add(self, tasks, names):
        """Note that the fields `names` of `tasks` have changed."""
        self.task_ids |= dict.fromkeys(tasks.ids)
        self.names |= names


class Notices:
    """Who was given which task, in a batch that is done part by part.

    A savepoint runs what waits for the commit; so whoever works with savepoints keeps
    the notices until the end, else everybody is told once for each part.
    """

    def __init__(self):
        self.user_by_task = {}
        self.is_over = False

    @classmethod
    def from_env(cls, env):
        """Return the notices that are kept now, or None."""
        notices = env.context.get(NOTICES_KEY)
        is_one = isinstance(notices, cls) and not notices.is_over
        return notices if is_one else None
