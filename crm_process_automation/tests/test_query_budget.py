from odoo.tests import tagged

from .query_common import QueryBudgetCase

# What a process may cost beyond stock Odoo.
START = 25
START_OF_HUNDRED = 60
STAGE_CHANGE = 12
# Time frames ask the working calendar (5); steps and control points are read, and tasks
# given out (3).
TASKS_GIVEN = 3
# The hours are those of the executor's time zone (1); what optional tasks are left open
# at the old stage is counted (1).
ZONE_AND_LEFT_OPEN = 2
# Their timers are set, and the engine is woken in time (2).
TIMERS_SET = 2
# Their faces are made: the model is looked up, activities are inserted, and what Odoo
# computes of them is written (3).
FACES_MADE = 3
STAGE_CHANGE_WITH_STEPS = (
    STAGE_CHANGE + TASKS_GIVEN + ZONE_AND_LEFT_OPEN + TIMERS_SET + FACES_MADE
)
# An end takes the faces of open tasks back: they are read (2) and deleted, with what
# Odoo looks for to delete along (5); and because Odoo forgets all that it has read when
# it deletes, what the commit tracks is read anew (7). However many deals end together.
FACES_REMOVED = 14
END_WITH_STEPS = STAGE_CHANGE_WITH_STEPS + FACES_REMOVED


@tagged("post_install", "-at_install")
class TestQueryBudget(QueryBudgetCase):
    """A process costs a fixed number of queries, however many deals there are."""

    # === ASSERTIONS === #

    def assertStartKeepsBudget(self):
        """Deals that start the process cost no more beyond stock than agreed."""
        stock, stock_of_hundred = self._count_start(), self._count_start(100)
        self._activate()
        self.assertLessEqual(self._count_start() - stock, START)
        self.assertLessEqual(
            self._count_start(100) - stock_of_hundred, START_OF_HUNDRED
        )

    def assertDragKeepsBudget(self, column, limit, count=1):
        """A drag to `column` costs at most `limit` queries beyond stock."""
        stock = self._count_drag(column, count)
        self._activate()
        self.assertLessEqual(self._count_drag(column, count) - stock, limit)

    # === START === #

    def test_start_of_a_plain_process(self):
        self.assertStartKeepsBudget()

    def test_start_of_a_process_with_steps(self):
        self._enrich_process()
        self.assertStartKeepsBudget()

    def test_start_of_a_process_given_out_in_turn(self):
        self._enrich_process()
        # One person only: that a deal goes to another is a stock change of its own.
        rule = self._create_rule("rotation", self.sally)
        self.template.write({"responsible_kind": "rule", "assignment_id": rule.id})
        self.assertStartKeepsBudget()

    def test_start_of_a_stage_given_out_by_load(self):
        rule = self._create_rule("least_loaded", self.sally | self.oleh)
        self.todo.write({"responsible_kind": "rule", "assignment_id": rule.id})
        self.assertStartKeepsBudget()

    def test_start_of_a_stage_given_out_by_role(self):
        salespeople = self.env.ref("sales_team.group_sale_salesman")
        self.todo.write({"responsible_kind": "role", "group_id": salespeople.id})
        self.assertStartKeepsBudget()

    # === STAGE CHANGE === #

    def test_drag_on_a_plain_process(self):
        self.assertDragKeepsBudget(self.working, STAGE_CHANGE)

    def test_drag_on_a_process_with_steps(self):
        self._enrich_process()
        self.assertDragKeepsBudget(self.working, STAGE_CHANGE_WITH_STEPS)

    def test_drag_of_many_costs_no_more_than_of_one(self):
        self._enrich_process()
        self.assertDragKeepsBudget(self.working, STAGE_CHANGE_WITH_STEPS, count=30)

    def test_win_on_a_process_with_steps(self):
        self._enrich_process()
        self._create_arrow(self.todo, self.done)
        self.assertDragKeepsBudget(self.won, END_WITH_STEPS)

    def test_win_of_many_costs_no_more_than_of_one(self):
        self._enrich_process()
        self._create_arrow(self.todo, self.done)
        self.assertDragKeepsBudget(self.won, END_WITH_STEPS, count=30)

    def test_passage_of_a_plain_process(self):
        stock = self._count_drag(self.working)
        self._activate()
        self.assertLessEqual(self._count_passage() - stock, STAGE_CHANGE)

    def test_passage_of_a_process_with_steps(self):
        self._enrich_process()
        stock = self._count_drag(self.working)
        self._activate()
        self.assertLessEqual(self._count_passage() - stock, STAGE_CHANGE_WITH_STEPS)

    # === MANY AT ONCE === #

    def test_cancelling_many_costs_what_few_cost(self):
        self._enrich_process()
        self._activate()
        costs = []
        for count in (5, 5, 30):  # the first one warms the caches
            # In no time at all: on a slow machine the calendar would be read for some.
            with self.at("2026-11-24 10:00:00"):
                leads = self._age(self._create_leads(count, tracking_disable=True))
                cases = leads.case_id.browse(leads.case_id.ids)
                cancel = cases.with_user(self.head).action_cancel
                costs.append(self._count(cancel, "No need any more."))
        # Odoo's scoring may read a little more; 25 more deals are none of the rest.
        self.assertLess(costs[2] - costs[1], 5)

    def test_cases_of_a_later_stage_pass_the_door_together(self):
        self._activate()
        values = {"template_id": self.template.id, "stage_id": self.doing.id}
        cases = self.env["crm.process.case"]
        costs = [
            self._count(
                cases.create, [values | {"name": f"Fair {n}"} for n in range(count)]
            )
            for count in (5, 5, 30)  # the first one warms the caches
        ]
        self.assertLess(costs[2] - costs[1], 10)

    def test_chosen_process_is_looked_up_once_for_all(self):
        self._activate()
        fitting = {"name": "Fair", "type": "opportunity"}
        chosen = fitting | {"process_template_id": self.template.id}
        leads = self.env["crm.lead"]
        costs = [
            self._count(leads.create, [dict(values) for _lead in range(30)])
            for values in (fitting, fitting, chosen)  # the first one warms the caches
        ]
        self.assertLess(costs[2] - costs[1], 5)

    def test_deal_without_a_process_asks_nothing(self):
        """As long as no process starts by itself, nothing of processes is read."""
        self._count_start()
        self._count_drag(self.working)
        lead = self._create_old_leads()
        self.env.cr.flush()
        self.env.invalidate_all()
        touched = []
        execute = type(self.env.cr).execute

        def spy(cursor, query, *args, **kwargs):
            text = str(getattr(query, "code", query))
            if 'FROM "crm_process' in text or 'INTO "crm_process' in text:
                touched.append(text)
            return execute(cursor, query, *args, **kwargs)

        self.patch(type(self.env.cr), "execute", spy)
        self._create_leads(3)
        lead.write({"stage_id": self.working.id, "probability": 40})
        lead.action_set_won()
        self.env.cr.flush()
        self.assertEqual(touched, [])
