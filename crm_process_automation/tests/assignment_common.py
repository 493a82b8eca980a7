from odoo import fields

from .common import ProcessCase

MONDAY = "2026-11-23 08:00:00"  # ten o'clock in Kyiv
WEDNESDAY = "2026-11-25 16:00:00"  # six in the evening in Kyiv
THURSDAY = "2026-11-26 16:00:00"


class AssignmentCase(ProcessCase):
    """The head issues, Sally executes; Oleh sells, too, and has no part in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.route = cls.env.ref("crm_process_automation.template_assignment_v1")
        cls.stage_by_code = {stage.code: stage for stage in cls.route.stage_ids}

    @classmethod
    def _issue(cls, issuer=None, executors=None, **values):
        """Return the assignment of `issuer` (the head) to `executors` (Sally)."""
        cases = cls.env["crm.process.case"].with_user(issuer or cls.head)
        return cases._issue(
            executors or cls.sally,
            {"name": "List the venues", "date_promised": WEDNESDAY, **values},
        )

    @classmethod
    def _issue_on_monday(cls, **values):
        with cls.at(MONDAY):
            return cls._issue(**values)

    def _get_issued(self):
        """Return what the head has issued."""
        return self.env["crm.process.case"].search([("issuer_id", "=", self.head.id)])

    def _get_task(self, case, name=None):
        """Return the open task of the assignment, as its executor sees it."""
        tasks = case.sudo().task_ids.filtered(
            lambda task: task.state == "open" and name in (None, task.name)
        )
        self.assertEqual(len(tasks), 1)
        return tasks.with_user(tasks.user_id)

    @classmethod
    def _walk(cls, case, *verbs):
        """Let each verb be done by whoever has to."""
        for verb in verbs:
            executes = verb in ("action_accept", "action_report_done")
            getattr(case.with_user(cls.sally if executes else cls.head), verb)()

    def _moment(self, text):
        return fields.Datetime.to_datetime(text)

    # === ASSERTIONS === #

    def assertStandsAt(self, case, code):
        """The assignment is at the stage `code`."""
        self.assertEqual(case.sudo().stage_id.code, code)
