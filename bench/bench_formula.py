"""Are formulas right, and is there no way out of them?

100,000 random formulas are compared with an independent oracle; then 200,000 hostile
sources must give a plain value or a `FormulaError`, each in less than 50 ms.
COUNT=… takes so many formulas, and twice as many sources; SEED=… other ones.
"""

import gc
import json
import os
import random
import statistics
import time

from odoo.addons.crm_process_automation.tests.formula_hostile import (
    KNOWN,
    find_escape,
    make_hostile,
)
from odoo.addons.crm_process_automation.tests.formula_oracle import find_difference

from bench.harness import RESULTS

COUNT = int(os.environ.get("COUNT", "100000"))
SEED = int(os.environ.get("SEED", "2026"))
SLOWEST = 0.05  # seconds of the processor


def compare_with_oracle():
    """Stop at the first formula that the two disagree on."""
    dice, results = random.Random(SEED), 0
    for _number in range(COUNT):
        has_result, difference = find_difference(dice)
        results += has_result
        if difference:
            raise SystemExit("{}\n  oracle: {}\n  ours:   {}".format(*difference))
    print(f"\n{COUNT} random formulas: all as the oracle says, {results} with a result")
    return {"formulas": COUNT, "with_result": results}


def attack():
    """Stop at the first source that gets out, or takes too long."""
    dice, seconds = random.Random(SEED), []
    gc.freeze()  # what Odoo has loaded is not swept within a formula
    sources = [*KNOWN, *(make_hostile(dice) for _number in range(2 * COUNT))]
    for source in sources:
        begin = time.process_time()
        escape = find_escape(source)
        seconds.append(time.process_time() - begin)
        if escape or seconds[-1] > SLOWEST:
            raise SystemExit(f"{source[:500]!r}: {escape or seconds[-1]}")
    found = {
        "sources": len(sources),
        "median_ms": statistics.median(seconds) * 1000,
        "p99_ms": statistics.quantiles(seconds, n=100)[98] * 1000,
        "slowest_ms": max(seconds) * 1000,
    }
    print(f"{len(sources)} hostile sources: no escape")
    for name in ("median_ms", "p99_ms", "slowest_ms"):
        print(f"  {name:<34}{found[name]:>12.2f} ms")
    return found


result = compare_with_oracle() | attack()
RESULTS.mkdir(parents=True, exist_ok=True)
(RESULTS / "formula.json").write_text(json.dumps(result, indent=2))
