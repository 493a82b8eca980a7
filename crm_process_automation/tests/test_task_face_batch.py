from odoo.tests import tagged

from .query_common import QueryBudgetCase


@tagged("post_install", "-at_install")
class TestTaskFaceBatch(QueryBudgetCase):
    """The faces of many tasks cost about what those of few cost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._enrich_process()
        cls._activate()

    def _count_for(self, verb):
        """Return the queries of `verb` for the tasks of 5 and of 30 deals."""
        costs = []
        for count in (5, 5, 30):  # the first one warms the caches
            tasks = self._age(self._create_leads(count)).case_id.task_ids
            costs.append(self._count(verb, tasks.browse(tasks.ids)))
        return costs[1:]

    def assertFlat(self, verb, more):
        few, many = self._count_for(verb)
        self.assertLessEqual(many - few, more)

    def test_done_together(self):
        self.assertFlat(lambda tasks: tasks.action_done("agreed"), 6)

    def test_cancelled_together(self):
        self.assertFlat(lambda tasks: tasks.action_cancel("no need"), 4)

    def test_put_off_together(self):
        self.assertFlat(lambda tasks: tasks.write({"deadline": "2030-01-01"}), 4)

    def test_given_to_another_together(self):
        self.assertFlat(lambda tasks: tasks.write({"user_id": self.oleh.id}), 6)

    def test_paused_and_resumed_together(self):
        def pause_and_resume(tasks):
            cases = tasks.case_id.sudo().with_prefetch()
            cases.write({"state": "paused", "date_paused": "2026-01-01"})
            cases.write({"state": "running"})

        self.assertFlat(pause_and_resume, 10)

    def test_meetings_made_together(self):
        def give(tasks):
            values = {"kind": "meeting", "deadline": "2030-01-01 10:00:00"}
            people = {"user_id": self.sally.id}
            tasks.create(
                [
                    values | people | {"name": "Meet", "case_id": case.id}
                    for case in tasks.case_id
                ]
            )

        few, many = self._count_for(give)
        self.assertLessEqual(many - few, 25)
