"""A plugin of pytest: each of several workers has files of its own.

pytest-odoo gives each a database, but lets them share the files: one that tampers with a
file, or sweeps away what it has taken back, would meet another's.
"""

import os
import shutil
from pathlib import Path


def pytest_sessionstart():
    """Copy the files of the database for this worker."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        # Here: whoever starts the tests need not have Odoo.
        from odoo.tools import config

        own = Path(f"{config['data_dir']}-{worker}")
        shutil.rmtree(own, ignore_errors=True)
        [name] = config["db_name"]
        files = Path(config["data_dir"], "filestore", name)
        if files.exists():
            shutil.copytree(files, own / "filestore" / name)
        config["data_dir"] = str(own)
