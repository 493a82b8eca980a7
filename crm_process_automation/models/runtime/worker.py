"""How a scheduled job works off what waits: batch by batch, each committed.

A batch is claimed by locking its rows; what it brings about and that it is done are
committed together. So a crash loses both or neither. Where two transactions got in each
other's way, the batch begins anew: nobody's fault, and no failure.
"""

import random
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from psycopg2.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.tools import SQL

COLLISIONS = (DeadlockDetected, LockNotAvailable, SerializationFailure)
MOST_COLLISIONS = 5
BACKOFF = (1, 5, 30)  # minutes until the next try; after the last one it has failed
# A wake-up that is so near may be over before the transaction is: it is not relied on.
MARGIN = timedelta(seconds=5)


def work_off(env, act_on_batch):
    """Call `act_on_batch` until nothing is left, or the time is up.

    :param act_on_batch: claims, acts and commits; returns (what is left, time left)
    :return: what is left
    :raise: what collides again and again
    """
    collisions, remaining, time_left = 0, 0, True
    while time_left:
        try:
            remaining, time_left = act_on_batch()
            collisions = 0
        except COLLISIONS:
            env.cr.rollback()  # begins anew, and sees what the other one did
            collisions += 1
            if collisions > MOST_COLLISIONS:
                raise
            time.sleep(random.uniform(0, 0.1 * 2**collisions))
        else:
            time_left = remaining and time_left
    return remaining


@contextmanager
def harmless(env, logger, message, *arguments):
    """Act in a savepoint: what goes wrong is taken back and logged, and stops no other.

    :raise: a collision only, which is for whoever begins anew
    """
    try:
        with env.cr.savepoint():
            yield
            env.flush_all()
    except COLLISIONS:
        raise
    except Exception:
        logger.exception(message, *arguments)


def describe_error(error):
    """Return what went wrong, in the words of whoever raised it."""
    if isinstance(error, UserError):
        return str(error)
    return f"{type(error).__name__}: {error}"


# === WAKING A JOB === #


def wake(env, job, moment):
    """Have the job with the external id `job`, if it is there, woken at `moment`.

    Whenever it is woken it does what is due and sees itself to the next wake-up, so one
    that comes before `moment` is enough, and there are few of them. But it may come,
    and not see our rows yet, before our transaction ends; then it is made up for after
    the commit. Only a process that is killed in between leaves it to the interval of
    the job.
    """
    # Asked from Odoo's cache: whoever deletes a record takes its external id away.
    job_id = env["ir.model.data"]._xmlid_to_res_id(job, raise_if_not_found=False)
    if not job_id:
        return
    cron = env["ir.cron"].sudo().browse(job_id)  # sudo: the job is the system's
    now = fields.Datetime.now()
    armed = _find_wakeup(cron, now + MARGIN, moment)
    if not armed:
        cron._trigger(at=max(moment, now))
    else:
        cron.env.cr.postcommit.add(
            partial(_wake_if_over, cron.env.registry, cron.id, armed)
        )


def _find_wakeup(cron, since, until):
    """Return the last moment of the window at which the job is woken, or None.

    A wake-up that lies ahead is there for sure, however old our snapshot is: only the
    past ones are removed.
    """
    [(armed,)] = cron.env.execute_query(
        SQL(
            """SELECT max(call_at) FROM ir_cron_trigger
                WHERE cron_id = %s AND call_at BETWEEN %s AND %s""",
            cron.id,
            since,
            until,
        )
    )
    return armed


def _wake_if_over(registry, cron_id, armed):
    """Wake the job, when what we relied on came before we committed."""
    if datetime.utcnow() + MARGIN < armed:
        return
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["ir.cron"].browse(cron_id).exists()._trigger()
