from odoo.tests import tagged

from .action_common import ActionCase


@tagged("post_install", "-at_install")
class TestActionBatch(ActionCase):
    """What an action costs does not grow with each record where it need not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._activate()

    def _count(self, action, make, count, **values):
        """Return the queries of a run on `count` records; caches are warm."""
        for number in (2, count):
            records = make(number)
            self.env.flush_all()
            self.env.cr.flush()
            self._settle()
            self.env.invalidate_all()
            with self.standing_still():
                before = self.env.cr.sql_log_count
                self._run(action, records, user=self.head)
                self.env.cr.flush()
                queries = self.env.cr.sql_log_count - before
        return queries

    def _make_leads(self, count):
        values = {"user_id": self.sally.id, "type": "opportunity"}
        return self.env["crm.lead"].create(
            [values | {"name": f"Deal {number}"} for number in range(count)]
        )

    def _make_clients(self, count):
        return self.client.create(
            [{"name": f"C {n}", "user_id": self.sally.id} for n in range(count)]
        )

    def assertLean(self, action, make, each):
        """Fifty more records cost at most `each` queries apiece."""
        few, many = self._count(action, make, 10), self._count(action, make, 60)
        self.assertLessEqual((many - few) / 50, each)

    def test_tasks_are_given_together(self):
        action = self._create_action(
            "task",
            process_name="Ring {name}",
            process_instruction="<p>{case_next_step}: {partner_id.name}</p>",
            process_delay=2,
        )
        self.assertLean(action, self._make_leads, 0.2)

    def test_tasks_are_distributed_together(self):
        rule = self.env["crm.process.assignment"].create(
            {
                "name": "Free",
                "kind": "least_loaded",
                "user_ids": (self.sally | self.oleh).ids,
            }
        )
        action = self._create_action(
            "task", process_name="Ring", process_assignment_id=rule.id
        )
        self.template.is_automatic = False
        self.assertLean(action, self._make_leads, 0.2)

    def test_notes_are_logged_together(self):
        body = "<p>{name}: {case_next_step}</p>"
        action = self._create_action("log", process_body=body)
        self.assertLean(action, self._make_leads, 0.2)

    def test_cases_are_moved_together(self):
        action = self._create_action("move", process_arrow_kind="success")
        self.assertLean(action, self._make_leads, 0.2)

    def test_processes_are_started_together(self):
        self.template.is_automatic = False
        action = self._create_action("start", process_template_code="work")
        self.assertLean(action, self._make_leads, 0.2)

    def test_deals_are_assigned_together(self):
        action = self._create_action("assign", process_user_id=self.oleh.id)
        # Odoo asks twice for the team of each deal that gets a salesperson.
        self.assertLean(action, self._make_leads, 2.2)

    def test_requests_are_opened_together(self):
        action = self._create_action(
            "request",
            "res.partner",
            process_name="Request from {name}",
            process_template_code="work",
        )
        # Odoo asks twice for the team of each new deal, and once for its column.
        self.assertLean(action, self._make_clients, 3.2)
