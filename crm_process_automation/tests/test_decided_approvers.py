from odoo import Command
from odoo.tests import tagged

from .decided_common import DecidedCase


@tagged("post_install", "-at_install")
class TestDecidedApprovers(DecidedCase):
    """Others than the asker decide, and nothing is approved past them."""

    def setUp(self):
        super().setUp()
        self.draft = self.route.copy({"code": "draft", "name": "Draft"})
        self.step = self.draft.stage_ids.step_ids.filtered(
            lambda step: step.kind == "approval"
        )

    def _ask_by_rule(self, person):
        """Let a rule choose `person`, alone; return an approval that Sally asks for."""
        rule = self.env["crm.process.assignment"].create(
            {"name": "Who decides", "kind": "fixed", "user_id": person.id}
        )
        self.step.write(
            {
                "approver_ids": [Command.clear()],
                "responsible_kind": "rule",
                "assignment_id": rule.id,
                "quorum": 1,
            }
        )
        self.draft.action_activate()
        return self._ask_checked(template_id=self.draft.id)

    # === THE GATE === #

    def test_process_whose_approval_is_not_required_is_not_activated(self):
        self.step.is_required = False
        with self.assertRefused("“.*Approve the file.*” is not required"):
            self.draft.action_activate()

    def test_process_whose_approval_is_not_required_approves_nothing(self):
        self.draft.action_activate()
        # as it was activated before a required one was demanded
        self.step.flush_recordset()
        self.step._write({"is_required": False})
        self.env.invalidate_all()
        with self.assertRefused("No required step of “Draft”"):
            self._ask(template_id=self.draft.id)

    # === WHO IS ASKED === #

    def test_approval_by_the_responsible_is_not_activated(self):
        for kind in ("case", "issuer"):
            self.step.write(
                {
                    "approver_ids": [Command.clear()],
                    "responsible_kind": kind,
                    "quorum": 1,
                }
            )
            with self.subTest(kind), self.assertRefused("by whoever asks for it"):
                self.draft.action_activate()

    def test_approval_by_the_responsible_is_not_asked_for(self):
        self.step.quorum = 1
        self.draft.action_activate()
        self.env.cr.execute("DELETE FROM crm_process_step_approver_rel")
        self.env.invalidate_all()
        with self.assertRefused("only 0 people"):
            self._ask(template_id=self.draft.id)

    def test_whoever_a_rule_chooses_decides(self):
        case = self._ask_by_rule(self.dmytro)
        self.assertEqual(case.sudo()._get_open_approval_tasks().user_id, self.dmytro)

    def test_head_decides_where_a_rule_chooses_the_asker(self):
        case = self._ask_by_rule(self.sally)
        task = case.sudo()._get_open_approval_tasks()
        self.assertEqual(task.user_id, case.sudo()._get_head(self.sally))
        self.assertNotEqual(task.user_id, self.sally)
        self.assertIn("asked for it", task.assignment_reason)
        task.with_user(task.user_id).action_approve()
        self.assertStandsAt(case, "approved")
