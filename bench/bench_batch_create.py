"""Leads made in one batch with a process that starts by itself, against stock Odoo."""

from bench.harness import compare, try_out
from bench.process import (
    create_columns,
    create_process,
    create_salesperson,
    prepare_leads,
)

ROUNDS = {100: 7, 1_000: 3, 10_000: 1}
MAY_COST = 2.5

sales = create_salesperson(env)
columns = create_columns(env)
plain = create_process(env, "Plain", columns, steps=0)
steps = create_process(env, "Steps", columns, steps=3)


def create_leads(count):
    return lambda: sales["crm.lead"].create(prepare_leads(count))


def switch_to(process):
    """Let `process` (or none) start by itself, with warm caches afterwards."""

    def switch():
        (plain | steps).is_automatic = False
        if process:
            process.is_automatic = True
        try_out(sales, create_leads(2))

    return switch


results = {}
for count, rounds in ROUNDS.items():
    names = ["stock, no process", "plain process", "process with three steps"]
    results[count] = compare(
        sales,
        f"{count} leads in one batch",
        dict.fromkeys(names, create_leads(count)),
        rounds,
        before=dict(zip(names, map(switch_to, [None, plain, steps]), strict=True)),
    )

print("\nMilliseconds and queries for each lead")
for name in names:
    costs = [
        f"{count:>7}: {result[name][0] / count * 1000:6.2f} ms"
        f" {result[name][1] / count:6.2f} q"
        for count, result in results.items()
    ]
    print(f"  {name:<26}{''.join(costs)}")
worst = max(
    seconds / result[names[0]][0]
    for result in results.values()
    for seconds, _queries in result.values()
)
print(f"  At most {worst:.2f} × stock; {MAY_COST} × is allowed.")
