# runs on: base, addon
"""A lead that no process is for: with the add-on installed and without it."""

from bench.harness import compare, read_result, try_out
from bench.process import create_columns, create_salesperson, prepare_leads

WITHOUT, WITH = "Without the add-on", "With the add-on and no process"

sales = create_salesperson(env)
columns = create_columns(env)
leads = sales["crm.lead"].create(prepare_leads(100, stage_id=columns[0].id))


def create(count):
    return lambda: sales["crm.lead"].create(prepare_leads(count))


def write(count, values):
    return lambda: leads.browse(leads.ids[:count]).write(values)


ways = {
    "create 1": create(1),
    "create 100": create(100),
    "write the name of 1": write(1, {"name": "Another name"}),
    "write the revenue of 100": write(100, {"expected_revenue": 5}),
    "stage change of 1": write(1, {"stage_id": columns[1].id}),
    "stage change of 100": write(100, {"stage_id": columns[1].id}),
    "win 1": lambda: leads[:1].action_set_won(),
    "lose 1": lambda: leads[:1].action_set_lost(),
}
is_installed = "crm.process.case" in env
for way in ways.values():
    try_out(sales, way)
results = compare(sales, WITH if is_installed else WITHOUT, ways, rounds=9)
if is_installed:
    stock = read_result(WITHOUT)
    print("\nWith the add-on against without it")
    for name, (seconds, queries) in results.items():
        stock_seconds, stock_queries = stock[name]
        print(
            f"  {name:<34}{queries - stock_queries:>+12} queries"
            f"{seconds / stock_seconds:>10.2f} ×"
        )
