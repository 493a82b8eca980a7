"""Whether the journal holds: one bad deal of a thousand, a million lines.

One deal cannot be written: the others are, and in stock Odoo none is. Then the next
hundred runs are claimed from a long journal. JOURNAL=100000 makes it short.
"""

import os
import statistics
import time
from contextlib import contextmanager, suppress

from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from bench.process import create_columns, prepare_leads
from bench.scenarios import (
    commit,
    create_admin_env,
    create_rule,
    create_scenario,
    execute_waiting,
)

JOURNAL = int(os.environ.get("JOURNAL", "1000000"))

admin = create_admin_env(env)
columns = create_columns(admin)
runs, leads = admin["crm.process.run"], admin["crm.lead"]


def create_leads(count):
    """Return new deals, committed, with what was left to a worker done."""
    created = leads.create(prepare_leads(count, stage_id=columns[0].id))
    commit(env)
    execute_waiting(env)
    return created


@contextmanager
def spoilt_deal():
    """The deal “Deal 500” cannot be written.

    Within it no rule may be made: Odoo then forgets what was patched here.
    """
    model = type(leads)
    write = model.write

    def fail(self, vals):
        if "referred" in vals and "Deal 500" in self.mapped("name"):
            raise UserError("This deal is spoilt.")
        return write(self, vals)

    model.write = fail
    try:
        yield
    finally:
        model.write = write


def spoil_one():
    """One deal of a thousand cannot be written: the others are."""
    with spoilt_deal(), mute_logger("odoo.addons.crm_process_automation"):
        created = create_leads(1_000)
        while found := runs.sudo().search([("state", "=", "failed")]):
            found.date_try = "2000-01-01"
            commit(env)
            runs._cron_run()
            commit(env)
        states = runs.search([("res_id", "in", created.ids)]).grouped("state")
    counts = {state: len(found) for state, found in states.items()}
    stock = spoil_one_in_stock()
    print("\nOne bad record of 1,000")
    print(f"  ours: {counts}; why: {states['dead'].error}")
    print(f"  stock: {stock} of 20 (a thousand takes too long there)")
    assert counts == {"done": 999, "dead": 1}
    assert stock == 0


def spoil_one_in_stock():
    """Return how many deals stock Odoo makes when the rule fails for one of twenty."""
    matching.action_switch_off()
    rule = create_rule(admin, "Matching")
    commit(env)
    before = leads.search_count([])
    vals_list = prepare_leads(20, stage_id=columns[0].id)
    vals_list[10]["name"] = "Deal 500"
    with spoilt_deal(), suppress(UserError), env.cr.savepoint():
        leads.create(vals_list)
    made = leads.search_count([]) - before
    rule.unlink()
    commit(env)
    return made


def claim_from_long_journal():
    env.cr.execute(
        """INSERT INTO crm_process_run (scenario_id, automation_id, res_model, res_id,
                  event_key, kind, state, active, attempts, depth, company_id,
                  date_try, date_due, date_done)
           SELECT %s, %s, 'crm.lead', n, 'bench:' || n, 'create',
                  CASE WHEN n %% 1000 = 0 THEN 'pending' ELSE 'done' END, TRUE, 0, 0,
                  %s, now() at time zone 'utc', now() at time zone 'utc', now()
             FROM generate_series(1, %s) n""",
        [matching.id, matching.automation_ids.id, env.company.id, JOURNAL],
    )
    env.cr.execute("ANALYZE crm_process_run")
    matching.action_switch_on()
    commit(env)
    journal, seconds = runs.sudo(), []
    for _round in range(21):
        start = time.perf_counter()
        journal._claim(0)
        seconds.append(time.perf_counter() - start)
        env.cr.rollback()
    order = SQL("ORDER BY run.date_try, run.id LIMIT 100")
    env.cr.execute(SQL("EXPLAIN %s %s", journal._get_due_query(), order))
    plan = "\n".join(row[0] for row in env.cr.fetchall())
    print(f"\nThe next 100 of a journal of {JOURNAL:,} lines")
    print(f"  claimed in {statistics.median(seconds) * 1000:.1f} ms")
    assert "Seq Scan on crm_process_run " not in plan, plan
    print("  by an index of what waits, not by reading the journal")


matching = create_scenario(admin, "Matching")
commit(env)
spoil_one()
claim_from_long_journal()
