"""Do proposal, contract, invoices and act of an order agree, to the kopiyka?

1,000 random orders (VAT 20, 7 and 0 %, on top and within, discounts, four currencies,
50/50, 33.33/33.33/33.34 and other plans, services billed by order and by delivery) are
walked from the proposal to the act. On the same order the proposal, the contract, its
schedule of payments, the papers of all invoices, the posted invoices less credit notes,
and the act must come to the order's total; no document is a refund or empty, and Odoo
has nothing left to invoice. Then every fifth is refunded: invoices less credit notes
are 0.
It fails at the first fault. COUNT=… takes so many orders, SEED=… others;
CHART=ua_psbo takes the Ukrainian chart of accounts instead of the generic one.
"""

import json
import os
import random
import time
from collections import Counter

from odoo.addons.crm_process_automation.models.host import sale_order_billing
from odoo.addons.crm_process_automation.tests.instalment_orders import InstalmentOrders

from bench.harness import RESULTS

COUNT = int(os.environ.get("COUNT", "1000"))
SEED = int(os.environ.get("SEED", "2026"))
CHART = os.environ.get("CHART", "generic_coa")
MODULES = {"ua_psbo": "l10n_ua"}


def prepare():
    """Return the maker of orders, in a company with a chart of accounts."""
    if module := MODULES.get(CHART):
        modules = env["ir.module.module"]
        modules.search([("name", "=", module)]).button_immediate_install()
        env.transaction.reset()
    charts = env["account.chart.template"]
    charts.try_loading(CHART, env.company, install_demo=False)
    print(f"Chart of accounts: {env.company.chart_template}", flush=True)
    quiet = env(context={**env.context, "tracking_disable": True})
    client = quiet["res.partner"].create({"name": "Sunflower Ltd"})
    return InstalmentOrders(quiet, client, random.Random(SEED))


def count_coins(found):
    """Count by how many coins Odoo's own invoice was off before it was settled."""
    move_class = type(env["account.move"])
    add_coins = move_class._add_coins

    def count(move, off):
        found[f"{round(off / move.currency_id.rounding):+d} coin"] += 1
        return add_coins(move, off)

    move_class._add_coins = count


def run():
    """Bill all orders, refund some; stop at the first fault."""
    orders, found, begin = prepare(), Counter(), time.time()
    count_coins(found)
    for number in range(COUNT):
        order = orders.make()
        if faults := orders.find_faults(order, orders.walk(order)):
            raise SystemExit(f"order {number} (seed {SEED}): {'; '.join(faults)}")
        found["orders"] += 1
        found["invoices"] += len(order.invoice_ids)
        if number % 5 == 0:
            order._refund("Bench")
            if rest := orders.sum_up(order):
                raise SystemExit(f"order {number} (seed {SEED}): {rest} left")
            found["refunds"] += 1
        if number % 50 == 49:
            print(f"  {number + 1} orders exact so far", flush=True)
            env.flush_all()
            env.invalidate_all()
    print(
        f"\nAll exact, {time.time() - begin:.0f} s; settled by at most "
        f"{sale_order_billing.COINS} coins:"
    )
    for name, amount in sorted(found.items()):
        print(f"  {name:<34}{amount:>12}")
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "instalments.json").write_text(json.dumps(found, indent=2))


run()
