"""How the house speaks: a sentence for a trouble, a line with its time for a phase."""

import subprocess
import sys
import time
from contextlib import contextmanager


class Trouble(Exception):
    """Something the user must know, in a sentence; never shown as a traceback."""


@contextmanager
def phase(name):
    """Announce a phase of the work, and say how long it took."""
    print(f"→ {name} …", file=sys.stderr, flush=True)
    start = time.monotonic()
    yield
    # With its name: another one may have begun in the meantime, in another thread.
    seconds = time.monotonic() - start
    print(f"  {name}: {seconds:.1f} s", file=sys.stderr, flush=True)


def call(command, trouble, **options):
    """Run `command` quietly; on failure raise `trouble` with the end of its output."""
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise Trouble(f"{trouble}\n{tail}")
    return done.stdout
