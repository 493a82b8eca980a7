"""Whether every event has its effect exactly once, whatever is killed.

Four workers, of which one is a whole Odoo server and the others are forks as a prefork
server has them, are killed (kill -9) at random moments while they execute what is
recorded all the time, and are started again. At last every contact must have its
effect, none twice. Then eight clients raise the same thousand events at once.
EVENTS=…, KILLS=… and SERVERS=… (whole ones) make another round of it.
"""

import collections
import json
import os
import random
import time
import traceback
from functools import partial

from odoo import api
from odoo.modules.registry import Registry
from odoo.service.model import retrying

from odoo.addons.crm_process_automation.models.automation.base_automation_event import (
    BULK,
)

from bench.harness import RESULTS
from bench.scenarios import commit, create_admin_env, create_effect
from bench.workers import Fork, Server, connect_anew, fork

EVENTS = int(os.environ.get("EVENTS", "5000"))
KILLS = int(os.environ.get("KILLS", "60"))
SERVERS = int(os.environ.get("SERVERS", "1"))
WORKERS = 4
CLIENTS = 8
SHARED = int(os.environ.get("SHARED", "1000"))
PATIENCE = 300  # seconds that the last run may take

admin = create_admin_env(env)
dice = random.Random(2026)


def record_events(count):
    """Make `count` contacts: more than a bulk, so that workers do what follows.

    Less would be executed here, where nobody kills it.
    """
    ids = create_contacts(count).ids
    commit(env)
    return ids


def create_contacts(count):
    return admin["res.partner"].create(
        [{"name": f"Client {number}"} for number in range(count)]
    )


def count_waiting():
    env.cr.rollback()
    env.cr.execute(
        "SELECT count(*) FROM crm_process_run WHERE state IN ('pending', 'failed')"
    )
    return env.cr.fetchone()[0]


def is_at_work(worker):
    """Return whether the worker has runs in its hands: Odoo names its connections."""
    env.cr.execute(
        """SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND application_name = %s""",
        [f"odoo-{worker.process.pid}"],
    )
    at_work = env.cr.fetchone()[0]
    env.cr.rollback()  # what a transaction sees of the others does not change
    return bool(at_work)


def start_worker(number):
    return (Server if number < SERVERS else Fork)(env.cr.dbname)


def find_at_work(workers):
    """Return a worker that has runs in its hands; nobody may have for a while."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if busy := [worker for worker in workers if is_at_work(worker)]:
            return dice.choice(busy)
        time.sleep(0.002)
    return None


def kill_and_start(workers):
    """Kill one worker at a random moment; return what it was, and whether it worked."""
    while not (ready := [w for w in workers if w.is_ready()]):
        time.sleep(0.2)
    worker = dice.choice(ready)
    if dice.random() < 0.7:  # amid the work, not before it
        worker = find_at_work(ready) or worker
        time.sleep(dice.uniform(0, 0.05))
    else:
        time.sleep(dice.uniform(0, 0.3))
    was_at_work = is_at_work(worker)
    worker.kill()
    number = workers.index(worker)
    workers[number] = start_worker(number)
    return type(worker).__name__, was_at_work


def wait_for_the_rest():
    until = time.monotonic() + PATIENCE
    while count_waiting() and time.monotonic() < until:
        admin["crm.process.run"].sudo()._wake_all_workers()
        commit(env)
        time.sleep(1)


def execute_through_kills():
    workers = [start_worker(number) for number in range(WORKERS)]
    begin, ids, killed = time.monotonic(), [], collections.Counter()
    try:
        while not workers[0].is_ready():
            time.sleep(0.2)
        for kill in range(KILLS):
            count = EVENTS * (kill + 1) // KILLS - len(ids)
            if count > BULK:
                ids += record_events(count)
            killed[kill_and_start(workers)] += 1
        ids += record_events(EVENTS - len(ids))
        wait_for_the_rest()
    finally:
        for worker in workers:
            worker.stop()
    seconds = time.monotonic() - begin
    result = check_effects(ids) | {
        "kills": killed.total(),
        "of_them_servers": killed["Server", True] + killed["Server", False],
        "amid_a_transaction": killed["Server", True] + killed["Fork", True],
    }
    print(f"\n{EVENTS} events, {WORKERS} workers, {KILLS} × kill -9, {seconds:.0f} s")
    for name, value in result.items():
        print(f"  {name.replace('_', ' '):<34}{value:>8}")
    assert result["effects"] == result["done"] == EVENTS
    assert not result["twice"] and not result["lost"]
    assert result["amid_a_transaction"] >= KILLS // 4, "hardly any was killed at work"
    return result


def check_effects(ids):
    env.cr.rollback()
    env.cr.execute("SELECT color FROM res_partner WHERE id = ANY(%s)", [ids])
    written = [row[0] for row in env.cr.fetchall()]
    env.cr.execute(
        """SELECT count(*), count(DISTINCT name->>'en_US') FROM res_partner_category
            WHERE name->>'en_US' LIKE 'effect:%'"""
    )
    made, distinct = env.cr.fetchone()
    env.cr.execute(
        "SELECT state, count(*) FROM crm_process_run WHERE res_id = ANY(%s) GROUP BY 1",
        [ids],
    )
    states = dict(env.cr.fetchall())
    assert len(written) == len(ids) == EVENTS
    return {
        "events": len(ids),
        "effects": sum(written),
        "twice": sum(count > 1 for count in written) + made - distinct,
        "lost": sum(count < 1 for count in written) + len(ids) - distinct,
        "done": states.get("done", 0),
    }


# === THE SAME EVENTS, FROM EVERYBODY === #


def raise_events(database, rule_id, ids, number, answers):
    """Raise the events in a process of its own, batch by batch, as requests do."""
    connect_anew(database)
    errors, new = [], 0
    batches = [ids[start : start + 20] for start in range(0, len(ids), 20)]
    random.Random(number).shuffle(batches)
    for batch in batches:
        try:
            with Registry(database).cursor() as cr:
                child_env = api.Environment(cr, admin.uid, {})
                new += retrying(
                    partial(raise_batch, child_env, rule_id, batch), child_env
                )
        except Exception:  # noqa: BLE001 (whatever it is, it is an error)
            errors.append(traceback.format_exc())
    answers.put((new, errors))


def raise_batch(child_env, rule_id, batch):
    rule = child_env["base.automation"].sudo().browse(rule_id)
    contacts = child_env["res.partner"].browse(batch)
    occurrences = dict.fromkeys(batch, "2026")
    return len(rule._record_events(contacts, "date", occurrences))


def raise_together():
    ids = create_contacts(SHARED).ids
    rule = create_effect(admin, "Anniversary").automation_ids
    commit(env)
    answers = fork.Queue()
    clients = [
        fork.Process(
            target=raise_events,
            args=(env.cr.dbname, rule.id, ids, number, answers),
        )
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    found = [answers.get(timeout=PATIENCE) for _client in clients]
    for client in clients:
        client.join()
    check_shared(rule, ids, found)


def check_shared(rule, ids, found):
    errors = [error for _new, errors in found for error in errors]
    env.cr.rollback()
    env.cr.execute(
        """SELECT res_id FROM crm_process_run
            WHERE automation_id = %s AND kind = 'date'""",
        [rule.id],
    )
    rows = collections.Counter(row[0] for row in env.cr.fetchall())
    print(f"\n{CLIENTS} clients raise the same {len(ids)} events at once")
    print(f"  {rows.total()} rows, {len(errors)} errors")
    print(f"  by client: {[new for new, _errors in found]}")
    assert not errors, errors[0]
    assert rows.total() == len(rows) == len(ids)


scenario = create_effect(admin, "Effect")
scenario.policy = "run"  # as code, a bulk of it would be held back
commit(env)
result = execute_through_kills()
scenario.action_switch_off()
raise_together()
RESULTS.mkdir(parents=True, exist_ok=True)
(RESULTS / "faults.json").write_text(json.dumps(result, indent=2))
