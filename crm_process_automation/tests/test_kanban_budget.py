from odoo.tests import tagged

from .query_common import QueryBudgetCase


@tagged("post_install", "-at_install")
class TestKanbanBudget(QueryBudgetCase):
    """What the web client reads for a kanban: columns, progress bars and cards."""

    def _count_kanban(self, records, specification, amount):
        for _round in ("warm up", "count"):
            model = records.browse().with_user(self.sally)
            queries = self._count(
                self._read_kanban, model, records.ids, specification, amount
            )
        return queries

    def _read_kanban(self, model, ids, specification, amount):
        domain = [("id", "in", ids)]
        colors = {"planned": "success", "today": "warning", "overdue": "danger"}
        bar = {"field": "activity_state", "colors": colors}
        columns = model.web_read_group(domain, ["stage_id"], ["__count", amount])
        self.assertTrue(columns["groups"])
        model.read_progress_bar(domain, "stage_id", bar)
        # A full page would count what is beyond it.
        cards = model.web_search_read(domain, specification, limit=len(ids) + 1)
        self.assertEqual(len(cards["records"]), len(ids))

    def _get_specification(self, model):
        """Return what the kanban view of `model` reads, for the salesperson."""
        Model = self.env[model].with_user(self.sally)
        shown = Model.get_views([(False, "kanban")])["models"][model]["fields"]
        name = {"fields": {"display_name": {}}}
        return {
            field: name if "relation" in description else {}
            for field, description in shown.items()
        }

    def test_eighty_cases_cost_what_eight_cost(self):
        self._enrich_process()
        self._activate()
        leads = self._create_leads(80)
        for number, lead in enumerate(leads):
            lead.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.sally.id
            )
            if number % 2:
                lead.stage_id = self.working
        cases = self.env["crm.process.case"].browse(leads.case_id.ids)
        specification = self._get_specification("crm.process.case") | {
            name: {} for name in ("state", "is_late", "date_deadline", "amount")
        }
        costs = [
            self._count_kanban(shown, specification, "amount:sum")
            for shown in (cases[:8], cases)
        ]
        self.assertEqual(costs[0], costs[1])

    def test_card_of_a_deal_reads_its_case_and_stage_in_two_queries(self):
        stock = self._create_leads(80)
        self._activate()
        deals = self._create_leads(80)
        specification = self._get_specification("crm.lead")
        costs = [
            self._count_kanban(shown, specification, "expected_revenue:sum")
            for shown in (stock, deals[:8], deals)
        ]
        self.assertEqual(costs[1], costs[2])
        self.assertLessEqual(costs[2] - costs[0], 2)
