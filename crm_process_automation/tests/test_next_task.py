from odoo.tests import tagged

from .common import ProcessCase
from .query_common import QueryBudgetCase
from .task_common import TaskCase


@tagged("post_install", "-at_install")
class TestNextTask(TaskCase):
    """A list and a card say what is to be done next, and by when."""

    def _set_deadlines(self, *deadlines):
        for task, deadline in zip(self.case.sudo().task_ids, deadlines, strict=True):
            task.deadline = deadline

    def test_the_open_task_that_is_due_first_comes_next(self):
        with self.at("2026-11-02 08:00:00"):
            self._set_deadlines(
                "2026-11-03 10:00:00", "2026-11-02 12:30:00", "2026-11-04 10:00:00"
            )
            task = self._get_task(self.write_offer)
            self.assertEqual(self.case.next_task_id, task)
            self.assertRegex(
                self.case.next_task_text, r"^Write the offer, today 2:30\sPM$"
            )
            self.assertFalse(self.case.is_next_task_late)
            task.action_done()
            self.assertEqual(self.case.next_task_id, self._get_task(self.ring))

    def test_deadline_comes_before_none(self):
        self._set_deadlines(False, False, "2126-11-04 10:00:00")
        self.assertEqual(self.case.next_task_id, self._get_task(self.scan))

    def test_late_task_says_how_late(self):
        with self.at("2026-11-02 08:00:00"):
            self._set_deadlines("2026-11-02 05:30:00", False, False)
            self.assertEqual(self.case.next_task_text, "Ring the client, 2 h late")
            self.assertTrue(self.case.is_next_task_late)

    def test_deal_says_what_its_case_says(self):
        self.assertEqual(self.lead.next_task_id, self.case.next_task_id)
        self.assertEqual(self.lead.next_task_text, "Ring the client")

    def test_nothing_to_do_is_nothing_to_say(self):
        self.case.task_ids.action_done()
        self.assertFalse(self.case.next_task_id)
        self.assertFalse(self.lead.next_task_text)


@tagged("post_install", "-at_install")
class TestNextTaskWords(ProcessCase):
    """What is to be done next speaks the language of its reader."""

    def test_task_is_said_in_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        step = self._create_step(self.todo, "Ring the client")
        step.with_context(lang="uk_UA").name = "Зателефонувати"
        case = self._create_case(self.sally)
        self.assertEqual(case.next_task_text, "Ring the client")
        case = case.with_context(lang="uk_UA")
        self.assertEqual(case.next_task_text, "Зателефонувати")


@tagged("post_install", "-at_install")
class TestNextTaskBudget(QueryBudgetCase):
    """What to do next costs a list as much for 80 deals as for 8."""

    def test_eighty_deals_cost_what_eight_cost(self):
        self._enrich_process()
        self._activate()
        leads = self._create_leads(80)
        costs = []
        for shown in (leads[:8], leads[:8], leads):  # the first warms the caches
            shown = shown.with_user(self.sally)
            costs.append(self._count(shown.web_read, {"next_task_text": {}}))
        self.assertEqual(costs[1], costs[2])
        self.assertTrue(all(leads.mapped("next_task_text")))
