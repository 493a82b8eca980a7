from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDatabaseIndexes(TransactionCase):
    """Deleting a part of a map or a reason does not read the whole history."""

    def test_links_of_history_are_indexed(self):
        for model, name in (
            ("crm.process.move", "from_stage_id"),
            ("crm.process.move", "transition_id"),
            ("crm.process.move", "crm_stage_id"),
            ("crm.process.deviation", "stage_id"),
            ("crm.process.deviation", "reason_id"),
            ("crm.process.control", "step_id"),
        ):
            with self.subTest(model=model, field=name):
                self.env.cr.execute(
                    "SELECT 1 FROM pg_indexes WHERE tablename = %s AND indexdef ~ %s",
                    [self.env[model]._table, rf"\({name}\)"],
                )
                self.assertTrue(self.env.cr.rowcount)
