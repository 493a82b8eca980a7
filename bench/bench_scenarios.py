"""What scenarios cost: batches of deals, and events that none of them matches.

Fifteen scenarios are switched on and one matches. A batch is made and committed, and a
worker executes what was left to it; its time counts. The same rule in stock Odoo stands
beside it, as far as one can wait for it. It fails where a bound is broken.
PARTS=batches,idle runs some of it, SIZES=100,1000 and ROUNDS=1 make it short.
"""

import gc
import os
import statistics

from bench.harness import compare, get_processor_seconds, try_out
from bench.process import create_columns, prepare_leads
from bench.scenarios import (
    commit,
    create_admin_env,
    create_rule,
    create_scenario,
    execute_waiting,
)

SIZES = [int(size) for size in os.environ.get("SIZES", "100,1000,10000").split(",")]
# The second explodes: 160 deals take minutes.
STOCK_SIZES = {"on_create": (20, 40, 80, 160), "on_create_or_write": (20, 40, 80)}
ROUNDS = {100: 7, 1_000: 3, 10_000: 1}
MAY_COST = 1.5  # × plain create
MAY_DIFFER = 0.2
MAY_COST_IDLE = 1.3  # × stock stage move

admin = create_admin_env(env)
columns = create_columns(admin)
runs, leads = admin["crm.process.run"], admin["crm.lead"]


def create_leads(count, **values):
    """Return new deals, committed, with what was left to a worker done."""
    created = leads.create(prepare_leads(count, stage_id=columns[0].id, **values))
    commit(env)
    execute_waiting(env)
    return created


def switch(scenarios, is_on):
    for scenario in scenarios:
        scenario.action_switch_on() if is_on else scenario.action_switch_off()
    commit(env)


def measure(count, is_on):
    switch(fifteen, is_on)
    create_leads(2)
    gc.collect()
    start = get_processor_seconds(env)
    created = create_leads(count)
    seconds = get_processor_seconds(env) - start
    if is_on:
        check_done(created)
    return seconds


def check_done(created):
    """Every effect is there, once, and the journal tells of it."""
    assert set(created.mapped("referred")) == {"Matching"}
    done = runs.search([("res_id", "in", created.ids), ("res_model", "=", "crm.lead")])
    assert len(done) == len(created), (len(done), len(created))
    assert set(done.mapped("state")) == {"done"}


def create_scenarios():
    """Return a scenario that matches every deal, and fifteen that match none."""
    matching = create_scenario(admin, "Matching")
    idle = matching.browse()
    for number in range(15):
        condition = f"[('name', '=', 'Nobody {number}')]"
        if number % 2:
            idle |= create_scenario(
                admin,
                f"Idle stage {number}",
                "on_create_or_write",
                watched=["stage_id"],
                filter_domain=condition,
            )
        else:
            idle |= create_scenario(admin, f"Idle {number}", filter_domain=condition)
    commit(env)
    return matching, idle


def compare_batches():
    print(
        "\nDeals in one batch, fifteen scenarios of which one writes its record;"
        " processor time, the worker's included"
    )
    costs = []
    for count in SIZES:
        plain, ours = [], []
        for _round in range(int(os.environ.get("ROUNDS", ROUNDS.get(count, 1)))):
            plain.append(measure(count, False))
            ours.append(measure(count, True))
        plain, ours = statistics.median(plain), statistics.median(ours)
        costs.append((ours / count, ours / plain))
        print(
            f"  {count:>6}: {plain / count * 1000:7.2f} ms a deal without,"
            f"{ours / count * 1000:7.2f} ms with: {ours / plain:5.2f} ×",
            flush=True,
        )
    check_is_linear(costs)


def check_is_linear(costs):
    """A deal of a large batch costs what one of a small batch does, here as in stock.

    The fixed cost of a call weighs more on few deals, with scenarios and without: so
    what may not differ is the ratio, and what may not grow is the cost.
    """
    growth = max(cost for cost, _ratio in costs) / costs[0][0]
    ratios = [ratio for _cost, ratio in costs]
    spread = max(ratios) / min(ratios)
    print(
        f"  a deal costs at most {growth:.2f} × one of the smallest batch and the"
        f" ratios differ by {spread:.2f} × ({1 + MAY_DIFFER:.2f} × is allowed);"
        f" at most {max(ratios):.2f} × plain ({MAY_COST} × is allowed)"
    )
    assert max(growth, spread) <= 1 + MAY_DIFFER
    assert max(ratios) <= MAY_COST


def compare_with_stock():
    """What stock Odoo needs: a rule that names its moment, and one on every write."""
    switch(fifteen, False)
    for trigger, sizes in STOCK_SIZES.items():
        rule = create_rule(admin, "Matching", trigger)
        commit(env)
        print(f"\nThe same rule in stock Odoo, {trigger}")
        for count in sizes:
            start = get_processor_seconds(env)
            created = leads.create(prepare_leads(count, stage_id=columns[0].id))
            commit(env)
            seconds = get_processor_seconds(env) - start
            assert set(created.mapped("referred")) == {"Matching"}
            print(f"  {count:>6}: {seconds / count * 1000:9.2f} ms a deal", flush=True)
        rule.unlink()
        commit(env)


def compare_without_match():
    switch(matching, False)
    one = create_leads(1)
    ways = {
        "create 1": lambda: leads.create(prepare_leads(1, stage_id=columns[0].id)),
        "write the name of 1": lambda: one.write({"name": "Another name"}),
        "stage move of 1": lambda: one.write({"stage_id": columns[1].id}),
    }
    results = {}
    for is_on in (False, True):
        switch(idle, is_on)
        for way in ways.values():
            try_out(admin, way)
        title = f"No match, {'fifteen scenarios on' if is_on else 'no scenario on'}"
        results[is_on] = compare(admin, title, ways, rounds=31)
    print("\nFifteen scenarios that do not match against none")
    for name in ways:
        (base, queries), (seconds, more) = results[False][name], results[True][name]
        print(f"  {name:<34}{more - queries:>+12} queries{seconds / base:>10.2f} ×")
        assert more == queries, f"{name}: {more - queries} queries more"
    print(f"  ({MAY_COST_IDLE} × is allowed for the stage move)")
    assert seconds / base <= MAY_COST_IDLE


PARTS = {
    "batches": compare_batches,
    "stock": compare_with_stock,
    "idle": compare_without_match,
}
matching, idle = create_scenarios()
fifteen = matching | idle[1:]
for part in os.environ.get("PARTS", ",".join(PARTS)).split(","):
    PARTS[part]()
