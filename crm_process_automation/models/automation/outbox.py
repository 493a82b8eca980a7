"""What leaves the database: it waits in a queue until what it follows from is true."""

from .ledger import Ledger

MAIL_QUEUE = "mail.ir_cron_mail_scheduler_action"
SMS_QUEUE = "sms.ir_cron_sms_scheduler_action"


def find_run(env, record):
    """Return the run of a scenario that acts on the record right now, or nothing."""
    ledger = Ledger.peek(env)
    return ledger.causes.get((record._name, record.id)) if ledger else None


def is_in_run(env):
    """Return whether a scenario acts right now: nothing leaves while it does."""
    ledger = Ledger.peek(env)
    return bool(ledger and ledger.causes)


def wake(env, queue):
    """Have the job of a queue woken when the transaction is committed: once will do."""
    data = env.cr.precommit.data
    # What a savepoint takes back with it is woken anew: the data go with it.
    if queue not in data and (cron := env.ref(queue, raise_if_not_found=False)):
        data[queue] = True
        cron.sudo()._trigger()  # sudo: the job is the system's
