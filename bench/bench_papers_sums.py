"""Do papers say what the order does, to the kopiyka?

1,000 random orders of each way to round taxes: VAT of 20, 7 and 0 %, added or included,
discounts, four currencies. The proposal, the contract and the act of each must be its
total, and lines and taxes as printed must add up. COUNT=… takes so many orders, SEED=…
others. The bench fails at the first gap.
"""

import json
import os
import random
import time

from odoo.addons.crm_process_automation.tests.order_maker import (
    PAPERS,
    OrderMaker,
    draft_papers,
    find_gaps,
)

from bench.harness import RESULTS

COUNT = int(os.environ.get("COUNT", "1000"))
SEED = int(os.environ.get("SEED", "2026"))
BATCH = 100


def get_forms():
    """Return a form of each type."""
    forms = env["crm.process.document.template"]
    return {
        document_type: forms.create(
            {
                "name": document_type,
                "code": f"bench_{document_type}",
                "document_type": document_type,
            }
        )
        for document_type in PAPERS
    }


def try_orders(rounding, maker, forms):
    """Stop at the first paper that does not agree; return how long a snapshot took."""
    env.company.tax_calculation_rounding_method = rounding
    dice = random.Random(f"{SEED} {rounding}")
    seconds = 0.0
    for begin in range(0, COUNT, BATCH):
        for order in maker.make_orders(dice, min(BATCH, COUNT - begin)):
            for paper in draft_papers(order, forms):
                start = time.perf_counter()
                snapshot = paper._collect_data()
                seconds += time.perf_counter() - start
                if gaps := find_gaps(snapshot, order):
                    raise SystemExit(f"{rounding}, {paper.document_type}: {gaps}")
        env.invalidate_all()
    papers = COUNT * len(PAPERS)
    print(f"{papers} papers of {COUNT} orders, {rounding}: all to the kopiyka")
    print(f"  {'snapshot':<34}{seconds / papers * 1000:>12.2f} ms")
    return {"orders": COUNT, "snapshot_ms": seconds / papers * 1000}


forms = get_forms()
maker = OrderMaker(env, env["res.partner"].create({"name": "Client"}))
result = {
    rounding: try_orders(rounding, maker, forms)
    for rounding in ("round_per_line", "round_globally")
}
env.cr.rollback()
RESULTS.mkdir(parents=True, exist_ok=True)
(RESULTS / "papers_sums.json").write_text(json.dumps(result, indent=2))
