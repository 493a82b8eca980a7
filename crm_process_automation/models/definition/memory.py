"""What is remembered of definitions, and when it must be forgotten."""

CHANGED_KEY = "crm_process_templates_changed"


def forget(env):
    """Remember nothing before the commit: a savepoint may take the change back.

    At the commit once more: another thread may have read what was valid till then.
    """
    clear_cache = env.registry.clear_cache
    clear_cache()
    after_commit = env.cr.postcommit
    if not after_commit.data.get(CHANGED_KEY):
        after_commit.data[CHANGED_KEY] = True
        after_commit.add(clear_cache)


def is_changed_now(env):
    """Return whether this transaction has changed what others do not see yet."""
    return env.cr.postcommit.data.get(CHANGED_KEY, False)
