"""Lint: ruff, pylint-odoo, OCA's checks, prettier, and the rules of our own house."""

import re
import shutil
import subprocess
import sys

from .console import Trouble, call, phase
from .paths import ADDON, CACHE, ROOT, locked, start_afresh
from .python_env import get_tool

LONGEST_FILE = 250
PRETTIER = ("prettier@3.10.1", "@prettier/plugin-xml@3.4.2")


def lint(arguments):
    """Check everything; with --fix mend what can be mended."""
    fix = "--fix" in arguments
    with phase("Lint"):
        failures = [name for name, check in CHECKS.items() if not check(fix)]
    if failures:
        raise Trouble(f"Lint found something: {', '.join(failures)}.")


def _show(command):
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
    return not done.returncode


def _check_ruff(fix):
    mend = ["--fix"] if fix else []
    return _show([get_tool("ruff"), "check", "--quiet", *mend, "."])


def _check_format(fix):
    look = [] if fix else ["--check"]
    return _show([get_tool("ruff"), "format", "--quiet", *look, "."])


def _check_pylint(_fix):
    return _show([get_tool("pylint"), "--rcfile=.pylintrc", "--jobs=2", ADDON])


def _check_oca(fix):
    mend = ["--fix"] if fix else []
    return _show([get_tool("oca-checks-odoo-module"), *mend, ADDON])


def _check_prettier(fix):
    if not shutil.which("npm"):
        print("  npm is not installed: the XML and JS format is not checked.")
        return True
    folder = CACHE / "prettier"
    with locked("prettier"):
        if not (folder / ".ready").exists():
            start_afresh(folder)
            call(
                ["npm", "install", "--silent", "--no-audit", "--no-fund", *PRETTIER],
                "prettier could not be installed.",
                cwd=folder,
            )
            (folder / ".ready").touch()
    files = [
        str(path.relative_to(ROOT))
        for kind in ("xml", "js", "scss")
        for path in sorted((ROOT / ADDON).rglob(f"*.{kind}"))
    ]
    return not files or _show(
        [
            folder / "node_modules/.bin/prettier",
            *("--config", ROOT / "prettier.config.cjs"),
            f"--plugin={folder}/node_modules/@prettier/plugin-xml/src/plugin.js",
            *("--log-level", "warn", "--write" if fix else "--list-different"),
            *files,
        ]
    )


def _check_house_rules(_fix):
    """What no linter knows: the length of files, sudo with its reason, no commits."""
    found = []
    for path in sorted((ROOT / ADDON).rglob("*.py")):
        lines = path.read_text().splitlines()
        name = path.relative_to(ROOT)
        if len(lines) > LONGEST_FILE:
            found.append(f"{name}: {len(lines)} lines, {LONGEST_FILE} are allowed")
        if "tests" in path.parts:
            continue
        for number, line in enumerate(lines, 1):
            code = line.split("#")[0]
            if ".sudo()" in code and not _has_comment(lines, number):
                found.append(f"{name}:{number}: sudo() without a comment that says why")
            if re.search(r"\bcr\.commit\(\)", code):
                found.append(f"{name}:{number}: a commit")
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return not found


def _has_comment(lines, number):
    nearby = lines[max(number - 4, 0) : number + 1]
    return any("sudo" in line.partition("#")[2] for line in nearby)


CHECKS = {
    "ruff": _check_ruff,
    "ruff format": _check_format,
    "pylint-odoo": _check_pylint,
    "OCA checks": _check_oca,
    "prettier": _check_prettier,
    "house rules": _check_house_rules,
}
