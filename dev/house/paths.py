"""Where things lie: the checkout, the cache of all checkouts, the state of this one."""

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from .console import Trouble

ADDON = "crm_process_automation"
ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".dev"
IS_ROOT = os.getuid() == 0


def _get_cache():
    if given := os.environ.get("CPA_CACHE"):
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "crm-process-automation"


CACHE = _get_cache()

# The cluster lies outside the checkout: PostgreSQL refuses to run as root, and another
# user may not be allowed to look into the checkout. The path is short: a Unix socket
# must not have more than 107 characters.
_OWN = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]
CLUSTER = Path("/var/tmp") / f"cpa-{os.getuid()}-{_OWN}"


def get_digest(*parts):
    """Return a short digest of texts and of files' contents."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
    return digest.hexdigest()[:12]


def get_addon_digest():
    """Return a digest of every file of the add-on that decides over its database."""
    files = sorted(
        path
        for path in (ROOT / ADDON).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and "tests" not in path.relative_to(ROOT / ADDON).parts
    )
    names = [str(path.relative_to(ROOT)) for path in files]
    return get_digest(*names, *files)


@contextmanager
def locked(name):
    """Let one checkout at a time prepare something in the cache."""
    try:
        CACHE.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"The cache folder {CACHE} cannot be made: {error.strerror}. Name another "
            "one in CPA_CACHE."
        ) from error
    with (CACHE / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start_afresh(path):
    """Return `path` as an empty folder, whatever lay there half done."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path
