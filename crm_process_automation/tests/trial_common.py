from odoo.tools import SQL

from .scenario_common import ScenarioCase


class TrialCase(ScenarioCase):
    """A deal of Sunflower Ltd, and a proof that nothing in the database moved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")
        cls._create_step(cls.doing, "Measure the room")
        cls._activate()
        cls.client = cls.env["res.partner"].create(
            {"name": "Sunflower Ltd", "email": "office@sunflower.example"}
        )
        cls.product = cls.env["product.product"].create(
            {"name": "Wallpaper", "list_price": 20}
        )
        cls.lead = cls._create_lead(partner_id=cls.client.id)
        cls.env.flush_all()

    @classmethod
    def _create_trial_scenario(
        cls, action, model="crm.lead", is_technical=False, **rule
    ):
        """Return a scenario that is off, of one rule on `model`."""
        scenario = cls.env["crm.process.scenario"].create(
            {"name": "Try me", "is_technical": is_technical}
        )
        cls._create_rule(scenario, "on_create", action, model=model, **rule)
        return scenario

    def _try(self, scenario, record=None, user=None):
        user = user or self.head
        record = (record or self.lead).with_user(user)
        return scenario.with_user(user)._try_on(record)

    # === THE DATABASE === #

    def _hash_database(self):
        """Return {table or sequence of papers: what is in it}."""
        self.env.flush_all()
        names = self.env.execute_query(
            SQL("SELECT tablename FROM pg_tables WHERE schemaname = current_schema")
        )
        found = {}
        for (name,) in names:
            query = SQL(
                "SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text))"
                " FROM %s t",
                SQL.identifier(name),
            )
            [found[name]] = self.env.execute_query(query)
        numbers = self.env.execute_query(
            SQL(
                "SELECT sequencename, last_value FROM pg_sequences "
                "WHERE sequencename LIKE %s",
                "ir_sequence_%",
            )
        )
        return found | dict(numbers)

    # === ASSERTIONS === #

    def assertNothingChanged(self, before):
        after = self._hash_database()
        names = sorted(before | after)
        changed = [name for name in names if before.get(name) != after.get(name)]
        self.assertEqual(changed, [])

    def assertTold(self, values, expected):
        """Return nothing; `expected` is {label: (before, after)} among the values."""
        told = {value.label: (value.before, value.after) for value in values}
        self.assertEqual({label: told.get(label) for label in expected}, expected)
