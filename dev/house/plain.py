"""The plain-Python tests: the examples in the docstrings of the add-on's tools.

They need neither Odoo nor a database, so they run first and answer in a moment.
"""

import doctest
import importlib
import pkgutil
import sys

from .console import Trouble, phase
from .paths import ADDON, ROOT

PACKAGE = "tools"


def test():
    """Run the examples; raise when one of them does not hold."""
    # The add-on's own package would import Odoo; its tools stand alone.
    sys.path.insert(0, str(ROOT / ADDON))
    try:
        with phase("Plain-Python tests"):
            results = [doctest.testmod(module) for module in _get_modules()]
    finally:
        sys.path.pop(0)
    failed = sum(result.failed for result in results)
    attempted = sum(result.attempted for result in results)
    print(f"{attempted - failed} passed, {failed} failed")
    if failed:
        raise Trouble("An example in the docstrings of the tools does not hold.")


def _get_modules():
    tools = importlib.import_module(PACKAGE)
    return [
        importlib.import_module(f"{PACKAGE}.{module.name}")
        for module in pkgutil.iter_modules(tools.__path__)
    ]
