"""The databases of a checkout: copies of prepared ones, because preparing takes a minute.

`base` and `base_demo` hold the stock modules that the add-on depends on. They are built
once for all checkouts and kept in the cache as a dump. `addon_<digest>` is `base` with
the add-on as it is now; every test run gets a copy of that.
"""

import ast
import re
import shutil
import tarfile

from . import cluster, odoo_process
from .console import Trouble, phase
from .odoo_tree import get_odoo
from .paths import ADDON, CACHE, ROOT, STATE, get_addon_digest, get_digest, locked

FILESTORE = STATE / "data" / "filestore"
BUILDING = "building"
# What stock Odoo itself logs while any module is installed; nothing of ours.
STOCK_NOISE = re.compile(
    r"no translation for language|Running as user 'root'|Odoo Webkit|wkhtmltopdf"
)
LANGUAGES = "en_US,uk_UA"  # the first is the one of new users
# A test takes back whatever it has made, so each one would compile scripts and styles
# anew. These the tours load; one that is missing here costs time, nothing else.
BUNDLING = """
for name in (
    "survey.survey_assets",
    "web.__assets_tests_call__",
    "web.assets_frontend",
    "web.assets_frontend_lazy",
    "web.assets_frontend_minimal",
    "web.assets_tests",
    "web.assets_web",
    "web.assets_web_print",
    "web_tour.automatic",
):
    env["ir.qweb"]._get_asset_bundle(name, css=False, js=True).js()
    env["ir.qweb"]._get_asset_bundle(name, css=True, js=False).css()
env.cr.commit()
"""


def exists(name):
    return name in _list()


def drop(name):
    cluster.execute("dropdb", "--if-exists", "--force", name)
    shutil.rmtree(FILESTORE / name, ignore_errors=True)


def copy(template, name):
    """Make `name` a fresh copy of the database `template`."""
    drop(name)
    cluster.execute("createdb", "-T", template, name)
    if (FILESTORE / template).exists():
        shutil.copytree(FILESTORE / template, FILESTORE / name)
    return name


def prepare_base(demo=False):
    """Return the name of a database with the stock modules, with or without demo data."""
    name = "base_demo" if demo else "base"
    wanted = f"{name}_{_get_base_key(demo)}"
    if not exists(wanted):
        with locked(wanted):
            if not _get_dump(wanted).exists():
                _build_base(wanted, demo)
        if not exists(wanted):
            _restore(wanted)
    return wanted


def prepare_addon(afresh=False):
    """Return a database with the add-on as it is now, without demo data.

    One whose installation logs a warning or an error is not kept.
    """
    name = f"addon_{get_digest(get_addon_digest(), _get_base_key(demo=False))}"
    if exists(name) and not afresh:
        return name
    base = prepare_base()
    for old in _list():
        if old.startswith("addon_"):
            drop(old)
    with phase("Installing the add-on into a fresh database"):
        copy(base, "installing")
        log = odoo_process.execute(
            "installing",
            *("--init", ADDON, "--stop-after-init"),
            trouble="The add-on does not install.",
        )
        check_log(log)
        copy("installing", name)
        drop("installing")
    return name


def bundle(name):
    """Make the scripts and styles that the browser loads, once for many tests."""
    with phase("Bundling scripts and styles"):
        odoo_process.execute(
            name,
            *("--no-http", "--log-level=error"),
            subcommand="shell",
            feed=BUNDLING,
            trouble="The scripts and styles cannot be bundled.",
        )


def prepare_demo(name):
    """Make `name` a database with the add-on and its demo data."""
    base = prepare_base(demo=True)
    with phase("Installing the add-on with demo data"):
        copy(base, name)
        log = odoo_process.execute(
            name,
            *("--init", ADDON, "--with-demo", "--stop-after-init"),
            trouble="The add-on does not install with demo data.",
        )
    if "demo data failed" in log:
        tail = log[log.index("demo data failed") :][:6000]
        raise Trouble(f"The demo data of the add-on does not load:\n{tail}")
    check_log(log)


def check_log(log):
    """Raise when an installation log holds a warning or an error."""
    bad = [
        line
        for line in log.splitlines()
        if re.search(r"\b(WARNING|ERROR|CRITICAL)\b", line)
        and not STOCK_NOISE.search(line)
    ]
    if bad:
        raise Trouble("The installation log is not clean:\n" + "\n".join(bad[:20]))


def get_dependencies():
    """Return the stock modules that the add-on's manifest names."""
    manifest = ast.literal_eval((ROOT / ADDON / "__manifest__.py").read_text())
    return manifest["depends"]


def _list():
    query = "SELECT datname FROM pg_database"
    return cluster.execute("psql", "-AtXc", query, "postgres").split()


def _get_base_key(demo):
    release = get_odoo() / "odoo" / "release.py"
    modules = ",".join(get_dependencies())
    return get_digest(release, modules, LANGUAGES, str(demo))


def _get_dump(name):
    return CACHE / "databases" / f"{name}.dump"


def _build_base(name, demo):
    with phase(f"Preparing stock Odoo{' with demo data' if demo else ''} (once)"):
        # Under another name: one that was interrupted must not be taken for done.
        drop(BUILDING)
        odoo_process.execute(
            BUILDING,
            *("--init", ",".join(get_dependencies()), "--load-language", LANGUAGES),
            *(["--with-demo"] if demo else []),
            "--stop-after-init",
            trouble="Stock Odoo does not install.",
        )
        dump = _get_dump(name)
        dump.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(dump.with_suffix(".tar"), "w") as archive:
            if (FILESTORE / BUILDING).exists():
                archive.add(FILESTORE / BUILDING, arcname=".")
        half = dump.with_suffix(".half")
        cluster.execute("pg_dump", "--format=custom", f"--file={half}", BUILDING)
        half.rename(dump)
        _rename(BUILDING, name)


def _restore(name):
    with phase("Restoring the prepared stock Odoo"):
        dump = _get_dump(name)
        drop("restoring")
        cluster.execute("createdb", "-T", "template0", "restoring")
        cluster.execute(
            *("pg_restore", "--no-owner", "--jobs=2", "--dbname=restoring", dump),
            trouble=f"The prepared database {dump} is broken: delete it and try again.",
        )
        (FILESTORE / "restoring").mkdir(parents=True, exist_ok=True)
        with tarfile.open(dump.with_suffix(".tar")) as archive:
            archive.extractall(FILESTORE / "restoring", filter="data")
        _rename("restoring", name)


def _rename(old, new):
    """Give a database that is complete its name, its files first."""
    shutil.rmtree(FILESTORE / new, ignore_errors=True)
    if (FILESTORE / old).exists():
        (FILESTORE / old).rename(FILESTORE / new)
    cluster.execute(
        "psql", "-qc", f'ALTER DATABASE "{old}" RENAME TO "{new}"', "postgres"
    )
