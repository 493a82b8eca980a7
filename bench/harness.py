"""Compares ways of doing the same: medians of alternating rounds, and their ratio.

A script of this folder runs in Odoo's shell, so `env` is there:

    from bench.harness import compare

    compare(
        env,
        "Stage move",
        {"stock": move_stock_lead, "ours": move_lead_with_case},
        rounds=15,
    )

The first entry is what the others are measured against. Every call runs in a savepoint
that is rolled back, with cold records; the flush and what Odoo does right before a
commit (tracking, say) count.
"""

import json
import os
import statistics
import time
from pathlib import Path

RESULTS = Path(".dev/bench")


def compare(env, title, ways, rounds=9, before=None):
    """Print medians (ms), queries and ratios of `ways`, a dict of name → callable.

    :param before: name → what is done before each call of that way, not measured
    :return: {name: (median in seconds, queries)}
    """
    times = {name: [] for name in ways}
    queries = {}
    before = before or {}
    for _round in range(rounds):
        for name, way in ways.items():
            if name in before:
                before[name]()
            seconds, queries[name] = _measure(env, way)
            times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    _report(title, medians, queries, rounds)
    return {name: (median, queries[name]) for name, median in medians.items()}


def read_result(title):
    """Return what `compare` found under `title` in an earlier run."""
    result = json.loads(_get_path(title).read_text())
    medians, queries = result["medians"], result["queries"]
    return {name: (medians[name], queries[name]) for name in medians}


def try_out(env, way):
    """Call `way` in a savepoint and roll it back: caches are warm then."""
    _measure(env, way)


def get_processor_seconds(env):
    """Return what Odoo and its PostgreSQL backend have used of the processors.

    What else goes on at the machine does not count.
    """
    env.cr.execute("SELECT pg_backend_pid()")
    stat = Path(f"/proc/{env.cr.fetchone()[0]}/stat").read_text().rpartition(")")[2]
    ticks = sum(map(int, stat.split()[11:13]))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _measure(env, way):
    env.cr.flush()
    env.invalidate_all()
    count = env.cr.sql_log_count
    start = time.perf_counter()
    try:
        with env.cr.savepoint(flush=False):
            way()
            env.cr.flush()
            seconds = time.perf_counter() - start
            count = env.cr.sql_log_count - count
            raise _Undo
    except _Undo:
        env.invalidate_all(flush=False)
    return seconds, count - 1


class _Undo(Exception):
    """Rolls the savepoint of a round back."""


def _report(title, medians, queries, rounds):
    base = next(iter(medians.values()))
    print(f"\n{title} (median of {rounds})")
    for name, median in medians.items():
        print(
            f"  {name:<34}{median * 1000:>12.2f} ms{queries[name]:>8} queries"
            f"{median / base:>10.2f} ×"
        )
    RESULTS.mkdir(parents=True, exist_ok=True)
    result = {"title": title, "medians": medians, "queries": queries}
    _get_path(title).write_text(json.dumps(result, indent=2))


def _get_path(title):
    slug = "".join(letter if letter.isalnum() else "_" for letter in title.lower())
    return RESULTS / f"{slug}.json"
