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


class Transaction:
    """A transaction of a user on a connection of its own."""

    def __init__(self, registry, uid):
        self.cursor, self.uid = registry.cursor(), uid

    def __enter__(self):
        self.cursor.__enter__()
        return api.Environment(self.cursor, self.uid, {"lang": "en_US"})

    def __exit__(self, *error):
        return self.cursor.__exit__(*error)
