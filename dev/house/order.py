"""A plugin of pytest: files that drive a browser are spread among the others.

A browser keeps a core busy besides Odoo: two workers should seldom have one at the same
time, and none should be left alone with one at the end.
"""

import re

WITH_BROWSER = re.compile(r"test_tour_|_widgets?\.py")


def pytest_collection_modifyitems(items):
    """Put an equal share of the other files before each file with a browser."""
    paths = dict.fromkeys(item.path for item in items)
    browsers = [path for path in paths if WITH_BROWSER.search(path.name)]
    others = [path for path in paths if path not in browsers]
    share = len(others) / (len(browsers) + 1)
    places = {path: number for number, path in enumerate(others)}
    places |= {path: (n + 1) * share - 0.5 for n, path in enumerate(browsers)}
    items.sort(key=lambda item: places[item.path])
