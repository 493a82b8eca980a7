"""A private PostgreSQL for this checkout: Unix socket only, no durability, no password."""

import fcntl
import os
import pwd
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from .console import Trouble, call, phase
from .paths import CLUSTER, IS_ROOT, locked

USER = "odoo"
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off "
    "-c full_page_writes=off -c max_connections=100 -c shared_buffers=256MB "
    "-c work_mem=16MB -c max_wal_size=4GB"
)


@contextmanager
def running():
    """Have the cluster running; the last command of this checkout to leave stops it."""
    # Beside the cluster, not in it: `remove` throws that away.
    with CLUSTER.with_suffix(".users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with locked(CLUSTER.name):
            _start()
        try:
            yield
        finally:
            if _is_last(users) and _is_running():
                _pg_ctl("stop", "-m", "fast", trouble="PostgreSQL does not stop.")


def _is_last(users):
    """Return whether no other command uses the cluster; from then on none can."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def get_environment():
    """Return the variables that lead PostgreSQL's tools to the cluster."""
    binaries = f"{_get_binaries()}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PGHOST": str(CLUSTER), "PGUSER": USER, "PATH": binaries}


def execute(*command, trouble="A PostgreSQL command failed."):
    """Run one of PostgreSQL's client tools on the cluster and return its output."""
    return call(command, trouble, env=get_environment())


def remove():
    """Throw the cluster away."""
    if (CLUSTER / "data").exists() and _is_running():
        _pg_ctl("stop", "-m", "immediate", trouble="PostgreSQL could not be stopped.")
    shutil.rmtree(CLUSTER, ignore_errors=True)


def _get_binaries():
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(path.parent.name),
    )
    if found:
        return found[-1]
    if initdb := shutil.which("initdb"):
        return Path(initdb).parent
    raise Trouble("No PostgreSQL server is installed: apt-get install postgresql")


def _as_server_user():
    """Return the options that run a command as somebody PostgreSQL accepts."""
    if not IS_ROOT:
        return {}
    try:
        server_user = pwd.getpwnam("postgres")
    except KeyError:
        raise Trouble("There is no user “postgres” to run PostgreSQL as.") from None
    return {"user": server_user.pw_uid, "group": server_user.pw_gid, "extra_groups": []}


def _pg_ctl(*arguments, trouble):
    return call(
        [_get_binaries() / "pg_ctl", "-D", CLUSTER / "data", "-w", *arguments],
        f"{trouble} Its log: {CLUSTER / 'log'}",
        cwd="/",
        **_as_server_user(),
    )


def _is_running():
    status = subprocess.run(
        [str(_get_binaries() / "pg_ctl"), "-D", str(CLUSTER / "data"), "status"],
        capture_output=True,
        check=False,
        cwd="/",
        **_as_server_user(),
    )
    return status.returncode == 0


def _start():
    """Start the cluster. A lock file left by a killed server is PostgreSQL's to clear."""
    if (CLUSTER / ".ready").exists() and _is_running():
        return
    if not (CLUSTER / ".ready").exists():
        _create()
    log = CLUSTER / "log"
    _pg_ctl(
        "-l",
        log,
        "-o",
        f"-k {CLUSTER} {OPTIONS}",
        "start",
        trouble="PostgreSQL does not start. “make clean” throws this cluster away.",
    )


def _create():
    with phase("Making a private PostgreSQL"):
        remove()
        CLUSTER.mkdir(mode=0o700)  # nobody else gets at its socket
        if server_user := _as_server_user():
            os.chown(CLUSTER, server_user["user"], server_user["group"])
        call(
            [
                _get_binaries() / "initdb",
                f"--pgdata={CLUSTER / 'data'}",
                f"--username={USER}",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ],
            "PostgreSQL's initdb failed.",
            cwd="/",
            **server_user,
        )
        (CLUSTER / ".ready").touch()
