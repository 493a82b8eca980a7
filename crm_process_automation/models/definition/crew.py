"""What is known of people while one batch of cases is given out."""

CONTEXT_KEY = "process_crew"


class Crew:
    """Who is there, and how many cases each of them has: read once for a batch.

    A batch of a thousand cases asks the same question a thousand times. The crew
    travels in the context of the part that chooses, because any kind of rule may ask.
    Only Python code can make one: a context that arrives by RPC holds plain JSON.
    """

    def __init__(self):
        self._available = {}
        self._deputies = {}
        self._load = {}

    @classmethod
    def from_env(cls, env):
        """Return the crew that `env` carries, or a new one that knows nothing yet."""
        crew = env.context.get(CONTEXT_KEY)
        return crew if isinstance(crew, cls) else cls()

    @classmethod
    def accompany(cls, part):
        """Return `part` (a template, a stage) with a crew, its own if it has one."""
        return part.with_context(**{CONTEXT_KEY: cls.from_env(part.env)})

    def filter_available(self, users, company, read):
        """Return those of `users` who are there, as `read(users, company)` found."""
        key = (users._ids, company.id)
        if key not in self._available:
            self._available[key] = read(users, company)._ids
        return users.browse(self._available[key])

    def find_deputy(self, user, company, find):
        """Return who stands in for `user` and why, as `find(user, company)` found."""
        key = (user.id, company.id)
        if key not in self._deputies:
            deputy, reason = find(user, company)
            self._deputies[key] = deputy.id, reason
        deputy_id, reason = self._deputies[key]
        return user.browse(deputy_id), reason

    def get_load(self, users, count):
        """Return {user: number of cases}, as `count(users)` found at first."""
        unknown = users.filtered(lambda user: user.id not in self._load)
        if unknown:
            found = {user.id: number for user, number in count(unknown).items()}
            self._load |= dict.fromkeys(unknown.ids, 0) | found
        return {user: self._load[user.id] for user in users}

    def hand_over(self, giver, taker):
        """Note that a case went from one to another."""
        for user, change in ((giver, -1), (taker, 1)):
            if user.id in self._load:
                self._load[user.id] += change
