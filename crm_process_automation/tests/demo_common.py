from odoo.tests import TransactionCase

MODULE = "crm_process_automation"


class DemoCase(TransactionCase):
    """A test of what the demo data tell, where they were loaded."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.success = cls.env.ref(f"{MODULE}.lead_new_year", False)

    def setUp(self):
        super().setUp()
        if not self.success:
            self.skipTest("No demo data in this database")
