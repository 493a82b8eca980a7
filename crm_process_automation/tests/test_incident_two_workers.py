from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name

KEYS = [f"two workers:{number}" for number in range(20)]


@tagged("post_install", "-at_install")
class TestIncidentTwoWorkers(BaseCase):
    """Two workers find the same causes at once: each becomes one incident.

    Two real transactions are needed, so this data is committed, and deleted afterwards.
    """

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._delete_everything)

    def _delete_everything(self):
        with self.registry.cursor() as cr:
            cr.execute(
                "DELETE FROM crm_process_incident WHERE cause_key = ANY(%s)", [KEYS]
            )

    def _raise(self, cr, keys):
        env = api.Environment(cr, SUPERUSER_ID, {})
        company = env["res.company"].search([], limit=1)
        return env["crm.process.incident"]._raise(
            [
                {
                    "kind": "timer_failed",
                    "cause_key": key,
                    "name": key,
                    "company_id": company.id,
                }
                for key in keys
            ]
        )

    def _count(self):
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT count(*) FROM crm_process_incident WHERE cause_key = ANY(%s)",
                [KEYS],
            )
            return cr.fetchone()[0]

    def test_whoever_does_not_see_the_other_one_yet_gets_nothing_and_no_error(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            second.execute("SELECT 1 FROM crm_process_incident LIMIT 1")  # its snapshot
            self.assertEqual(len(self._raise(first, KEYS[:1])), 1)
            first.commit()
            self.assertFalse(self._raise(second, KEYS[:1]))
            # It goes on working, with what nobody else has raised.
            self.assertEqual(self._raise(second, KEYS[:3]).mapped("name"), KEYS[1:3])
        self.assertEqual(self._count(), 3)

    def test_two_at_the_same_moment_raise_each_cause_once(self):
        barrier = Barrier(2)

        def work(keys):
            with self.registry.cursor() as cr:
                cr.execute("SELECT 1 FROM crm_process_incident LIMIT 1")
                barrier.wait()
                return len(self._raise(cr, keys))

        with ThreadPoolExecutor() as pool:
            raised = list(pool.map(work, (KEYS, KEYS[::-1])))
        self.assertEqual(sum(raised), len(KEYS))
        self.assertEqual(self._count(), len(KEYS))
