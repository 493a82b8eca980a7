"""A real Odoo 19: the one that ODOO names, else Debian's package, unpacked and mended."""

import os
import subprocess
from pathlib import Path

from .console import Trouble, call, phase
from .paths import CACHE, locked, start_afresh

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
PACKAGE = "odoo-19"
# Bound by links inside the package that lead to other Debian packages.
LINKED = ("javascript", "fonts", "fonts-font-awesome")
# Listed by the package's manifest, but left out of it for licence reasons: its absence
# is an error in the browser console, and such an error fails every tour.
LEFT_OUT = "addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def get_odoo():
    """Return the folder that holds the `odoo` package."""
    if given := os.environ.get("ODOO"):
        return _check_given(Path(given).expanduser().resolve())
    folder = CACHE / "odoo"
    with locked("odoo"):
        if not (folder / ".ready").exists():
            _obtain(folder)
    return _get_package_folder(folder)


def get_addons_paths(odoo):
    """Return the folders of stock add-ons that belong to `odoo`."""
    # A source checkout keeps them beside the package; the addons folder beside
    # Debian's package is an artefact of packaging and must not be used.
    beside = [odoo / "addons"] if (odoo / "odoo-bin").exists() else []
    return [*beside, odoo / "odoo" / "addons"]


def _get_package_folder(folder):
    return folder / "usr/lib/python3/dist-packages"


def _check_given(path):
    if not (path / "odoo" / "addons" / "base").is_dir():
        raise Trouble(
            f"ODOO={path} holds no Odoo: there is no odoo/addons/base in it. Name the "
            "folder that contains the “odoo” package."
        )
    release = (path / "odoo" / "release.py").read_text()
    if "version_info = (19, 0" not in release:
        raise Trouble(f"ODOO={path} is not Odoo 19.0.")
    return path


def _obtain(folder):
    with phase("Fetching Odoo 19"):
        start_afresh(folder)
        package = _download(CACHE / "apt")
        call(
            ["dpkg", "-x", package, folder],
            f"The Odoo package {package.name} is broken. It was removed; try again.",
        )
        package.unlink()
        _mend(folder)
        (folder / ".ready").touch()


def _download(apt):
    """Fetch the package with its signature checked, past the system's own sources."""
    start_afresh(apt)
    (apt / "lists/partial").mkdir(parents=True)
    (apt / "cache/archives/partial").mkdir(parents=True)
    source = apt / "sid.list"
    source.write_text(f"deb [signed-by={KEYRING}] {_get_mirror()} sid main\n")
    options = {
        "Dir::Etc::sourcelist": source,
        "Dir::Etc::sourceparts": "-",
        "Dir::State::lists": apt / "lists",
        "Dir::Cache": apt / "cache",
        "APT::Architecture": "all",
        "APT::Architectures": "all",
        "APT::Sandbox::User": "root",
    }
    apt_get = ["apt-get", *(f"-o{key}={value}" for key, value in options.items())]
    trouble = (
        "Odoo could not be fetched from the Debian mirror. Check the network, or name "
        "an Odoo 19 that you have: ODOO=/path/to/odoo."
    )
    call([*apt_get, "-qq", "update"], trouble)
    call([*apt_get, "-qq", "download", PACKAGE], trouble, cwd=apt)
    packages = list(apt.glob(f"{PACKAGE}_*.deb"))
    if len(packages) != 1:
        raise Trouble(trouble)
    return packages[0]


def _get_mirror():
    """Return the Debian mirror that this machine uses already."""
    listing = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    for line in listing.splitlines():
        origin, label, address = line.split("|", 2)
        if (origin, label) == ("Debian", "Debian"):
            return address
    raise Trouble(
        "This machine knows no Debian mirror (run “apt-get update” once). Or name an "
        "Odoo 19 that you have: ODOO=/path/to/odoo."
    )


def _mend(folder):
    """Mend what unpacking alone leaves broken (docs/development.md says why)."""
    share = folder / "usr/share"
    share.mkdir(exist_ok=True)
    for name in LINKED:
        link = share / name
        if not link.exists():
            link.symlink_to(Path("/usr/share") / name)
    missing = _get_package_folder(folder) / "odoo" / LEFT_OUT
    missing.parent.mkdir(parents=True, exist_ok=True)
    missing.touch()
