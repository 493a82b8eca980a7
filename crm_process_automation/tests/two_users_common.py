from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service import model as service
from odoo.tests import BaseCase
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

# Rows that the ORM keeps for ever; the tests take them away again.
KEPT_FOR_EVER = ("crm_process_deviation", "crm_process_task", "crm_process_move")


class TwoUsersCase(BaseCase):
    """Two who act at the same moment, each in a real transaction of his own.

    Their data is committed, and deleted afterwards by `_delete_everything`.
    """

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        # Whoever is told to try again does so at once.
        self.startPatcher(patch.object(service.random, "uniform", lambda *_args: 0))
        muted = mute_logger("odoo.sql_db", "odoo.service.model")
        muted.__enter__()
        self.addCleanup(muted.__exit__)
        self.addCleanup(self._delete_everything)

    def _transact(self, uid=SUPERUSER_ID):
        return Transaction(self.registry, uid)

    # === FACTORIES === #

    def _create_users(self, env, code, group):
        """Return two users of the group."""
        return env["res.users"].create(
            [
                {"name": login, "login": login, "group_ids": env.ref(group).ids}
                for login in (f"{code}_1", f"{code}_2")
            ]
        )

    def _create_way(self, env, code):
        """Return a draft process of two stages, and its first stage."""
        template = env["crm.process.template"].create({"name": code, "code": code})
        start, end = env["crm.process.stage"].create(
            [
                {"name": name, "code": name, "template_id": template.id, **values}
                for name, values in (
                    ("start", {"is_start": True}),
                    ("end", {"is_end": True, "outcome": "success"}),
                )
            ]
        )
        env["crm.process.transition"].create(
            {"from_stage_id": start.id, "to_stage_id": end.id}
        )
        return template, start

    def _delete_process(self, env, code):
        """Delete the process with its cases, their deals and its users."""
        template = env["crm.process.template"].search([("code", "=", code)])
        cases = env["crm.process.case"].search([("template_id", "in", template.ids)])
        self._delete_history(env, cases)
        cases.lead_id.with_context(active_test=False).unlink()
        self._delete_history(env, cases)
        cases.unlink()
        env.cr.execute(
            "UPDATE crm_process_template SET state = 'draft' WHERE id = ANY(%s)",
            [template.ids],
        )
        template.invalidate_recordset()
        template.unlink()
        env["res.users"].search([("login", "like", f"{code}_")]).unlink()

    def _delete_history(self, env, cases):
        for table in KEPT_FOR_EVER:
            env.cr.execute(f"DELETE FROM {table} WHERE case_id = ANY(%s)", [cases.ids])

    # === ACTING === #

    def _do_at_once(self, model, verb, doers, *arguments):
        """Let each of `doers` use the verb at the same moment, as by RPC.

        :param doers: [(id of the user, id of the record)]
        :return: what each call has returned, or its error
        """
        at_once = Barrier(len(doers))

        def do(doer):
            uid, record_id = doer
            with self._transact(uid) as env:
                env[model].browse(record_id).read(["state"])  # all have begun
                at_once.wait(timeout=30)

                def call():
                    # As a request does: a new try sees what is there now.
                    return getattr(env[model].browse(record_id), verb)(*arguments)

                try:
                    return service.retrying(call, env)
                except Exception as error:  # noqa: BLE001 whatever the user reads
                    return error

        with ThreadPoolExecutor(len(doers)) as pool:
            return list(pool.map(do, doers))


class Transaction:
    """A transaction of a user on a connection of its own."""

    def __init__(self, registry, uid):
        self.cursor, self.uid = registry.cursor(), uid

    def __enter__(self):
        self.cursor.__enter__()
        return api.Environment(self.cursor, self.uid, {"lang": "en_US"})

    def __exit__(self, *error):
        return self.cursor.__exit__(*error)
