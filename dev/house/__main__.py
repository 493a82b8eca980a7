"""`python3 -m dev.house COMMAND`: the door of the house."""

import sys

from . import bench, checks, i18n, lint, server, tests
from .console import Trouble

COMMANDS = {
    "run": server.run,
    "test": tests.test,
    "lint": lint.lint,
    "i18n": i18n.update,
    "checks": checks.check,
    "bench": bench.run,
    "shell": server.shell,
    "psql": server.psql,
    "clean": server.clean,
}


def main():
    command, *arguments = sys.argv[1:] or ["?"]
    if command not in COMMANDS:
        print(f"Commands: {', '.join(COMMANDS)}")
        return 2
    try:
        return COMMANDS[command](arguments) or 0
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


sys.exit(main())
