"""How fast timers fire, and how late, by the job of a real Odoo server.

First 10,000 deadlines fall on one moment: how many are told in a second. Then 10,000
are told while servers are killed and a second worker fires, too: each is told once.
Last, 10,000 are spread over some minutes on an idle server: how late each of them is.
MINUTES=60 spreads them over an hour; COUNT=… takes more or fewer.
"""

import json
import os
import random
import statistics
import time
from datetime import timedelta

from odoo import fields

from bench.harness import RESULTS
from bench.server import serving

COUNT = int(os.environ.get("COUNT", "10000"))
MINUTES = float(os.environ.get("MINUTES", "3"))
CRASHES = 3
PATIENCE = 600  # seconds that the last timer may take

tasks, timers = env["crm.process.task"], env["crm.process.timer"]


def commit():
    env.cr.flush()
    env["ir.cron"]._commit_progress()  # commits, outside of a job
    env.invalidate_all()


def create_tasks(deadlines):
    """Create a bare task for each deadline, and return their timers."""
    given = tasks.create(
        [
            {
                "name": f"Call {number}",
                "user_id": env.ref("base.user_admin").id,
                "deadline": deadline,
            }
            for number, deadline in enumerate(deadlines)
        ]
    )
    commit()
    return timers.search([("task_id", "in", given.ids)])


def count_fired(waiting):
    commit()
    return timers.search_count([("id", "in", waiting.ids), ("state", "=", "fired")])


def wait_for(waiting, pause):
    """Return the seconds between the first timer seen fired and the last."""
    begin, until = None, time.monotonic() + MINUTES * 60 + PATIENCE
    while (fired := count_fired(waiting)) < len(waiting):
        if fired and begin is None:
            begin = time.monotonic()
        if time.monotonic() > until:
            raise SystemExit(f"Only {fired} of {len(waiting)} timers fired.")
        time.sleep(pause)
    return time.monotonic() - (begin or time.monotonic())


def check_once(waiting):
    """Every deadline was told once, and each escalation follows once."""
    again = timers.search(
        [("task_id", "in", waiting.task_id.ids), ("id", "not in", waiting.ids)]
    )
    assert set(waiting.mapped("state")) == {"fired"}
    assert len(again) == len(waiting) == len(again.task_id)
    assert set(again.mapped("kind")) == {"escalation"}


def fire_at_one_moment():
    """Print how many timers fire in a second."""
    waiting = create_tasks([fields.Datetime.now() + timedelta(seconds=20)] * COUNT)
    with serving(env.cr.dbname):
        seconds = wait_for(waiting, 0.2)
    check_once(waiting)
    rate = COUNT / max(seconds, 0.1)
    print(f"\n{COUNT} timers due at one moment")
    print(f"  fired in{seconds:>32.1f} s{rate:>12.0f} timers/s")
    return {"seconds": seconds, "timers_per_second": rate}


def wake():
    env.ref("crm_process_automation.ir_cron_fire_timers")._trigger()
    commit()


def fire_through_crashes():
    """Kill servers amid their work; let two workers fire together at last."""
    dice, crashes = random.Random(2026), 0
    waiting = create_tasks([fields.Datetime.now()] * COUNT)
    while crashes < CRASHES and (before := count_fired(waiting)) < COUNT:
        with serving(env.cr.dbname) as server:
            time.sleep(2)
            wake()
            until = time.monotonic() + 90
            while count_fired(waiting) == before and time.monotonic() < until:
                time.sleep(0.05)
            time.sleep(dice.uniform(0, 1))
            server.kill()
            crashes += 1
    left = COUNT - count_fired(waiting)
    with serving(env.cr.dbname):
        time.sleep(2)
        wake()
        while count_fired(waiting) < COUNT:
            timers._cron_fire()
            commit()
    check_once(waiting)
    print(f"\n{COUNT} timers, {crashes} servers killed, the last {left} by two workers")
    print("  each fired once")


def fire_spread():
    """Print how late timers are that are spread evenly over some minutes."""
    dice = random.Random(2026)
    with serving(env.cr.dbname):
        # The server is up, and the timers are written, before the first one is due.
        start = fields.Datetime.now() + timedelta(seconds=60)
        waiting = create_tasks(
            [
                start + timedelta(seconds=round(dice.uniform(0, MINUTES * 60)))
                for _task in range(COUNT)
            ]
        )
        wait_for(waiting, 2)
    check_once(waiting)
    late = sorted(waiting.mapped("lateness_seconds"))
    cuts = statistics.quantiles(late, n=100)
    found = {"p50": cuts[49], "p90": cuts[89], "p99": cuts[98], "max": late[-1]}
    print(f"\nLateness of {COUNT} timers spread over {MINUTES:g} minutes, idle server")
    for name, seconds in found.items():
        print(f"  {name:<34}{seconds:>12.0f} s")
    return found


one_moment = fire_at_one_moment()
fire_through_crashes()
result = {
    "count": COUNT,
    "minutes": MINUTES,
    "one_moment": one_moment,
    "lateness": fire_spread(),
}
RESULTS.mkdir(parents=True, exist_ok=True)
(RESULTS / "timer.json").write_text(json.dumps(result, indent=2))
