"""What a release must prove besides its tests: it updates, and it can be removed."""

from concurrent.futures import ThreadPoolExecutor

from . import bench, cluster, databases, odoo_process
from .console import Trouble, phase
from .paths import ADDON, ROOT
from .tests import run_pytest

DATABASE = "checking"
DEMO_DATABASE = "checking_demo"
DEMO_TESTS = [
    "tests/test_demo.py",
    "tests/test_demo_paper.py",
    "tests/test_demo_scenario.py",
]
# Servers are killed amid their work; `make bench B=faults` is the long round.
SHORT_FAULTS = {"EVENTS": "300", "KILLS": "3", "SHARED": "200"}


def check(_arguments):
    """Prove that nothing is lost or done twice, an update, uninstall and reinstall.

    The demo data are tried on a database of their own, beside the rest.
    """
    with cluster.running():
        template = databases.prepare_addon(afresh=True)
        bench.run_short("faults", template, **SHORT_FAULTS)
        with ThreadPoolExecutor() as pool:
            demo = pool.submit(_check_demo)
            _check_life(template)
        if code := demo.result():
            return code
    print(
        "The add-on loses nothing when it is killed, updates, uninstalls, reinstalls, "
        "and its demo data tell the story."
    )
    return 0


def _check_life(template):
    """Update, remove and install the add-on again, on a copy of `template`."""
    databases.copy(template, DATABASE)
    with phase("Update keeps edited ready-made records"):
        _run_script("edit_ready_made.py")
        _update()
        _run_script("find_edits.py")
    with phase("Uninstall leaves nothing behind"):
        _run_script("uninstall.py")
        _run_script("find_remains.py")
    with phase("Reinstall"):
        databases.check_log(
            odoo_process.execute(
                DATABASE,
                *("--init", ADDON, "--stop-after-init"),
                trouble="The add-on does not install a second time.",
            )
        )
    databases.drop(DATABASE)


def _check_demo():
    """Return pytest's exit code for the tests of the demo data."""
    databases.prepare_demo(DEMO_DATABASE)
    code = run_pytest(DEMO_DATABASE, DEMO_TESTS)
    if not code:
        databases.drop(DEMO_DATABASE)
    return code


def _update():
    log = odoo_process.execute(
        DATABASE,
        *("--update", ADDON, "--stop-after-init"),
        trouble="The add-on does not update.",
    )
    databases.check_log(log)


def _run_script(name):
    """Run a script of dev/checks in Odoo's shell; it prints OK when all is well."""
    script = (ROOT / "dev" / "checks" / name).read_text()
    printed = odoo_process.execute(
        DATABASE,
        "--no-http",
        "--log-level=error",
        subcommand="shell",
        feed=script,
        trouble=f"dev/checks/{name} failed.",
    )
    if "OK" not in printed.splitlines()[-3:]:
        raise Trouble(f"dev/checks/{name} says:\n{printed[-2000:]}")
