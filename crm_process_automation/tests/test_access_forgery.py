from odoo.tests import tagged

from .access_common import AccessCase


@tagged("post_install", "-at_install")
class TestAccessForgery(AccessCase):
    """Contexts, defaults and values that arrive by RPC open no side door."""

    def test_context_does_not_carry_a_passage(self):
        for forged in ("placed", {"kind": "placed"}, ["placed"], True):
            case = self.case.with_user(self.sally)
            with self.subTest(forged), self.assertRefused("cannot go from"):
                case.with_context(process_passage=forged).stage_id = self.done

    def test_context_does_not_make_the_user_the_case(self):
        lead = self.lead.with_user(self.sally)
        lead.with_context(process_pipeline_writer="case").probability = 99
        self.assertEqual(lead.probability, 10)

    def test_defaults_do_not_begin_a_case_at_its_end(self):
        forged = {
            "default_state": "done",
            "default_outcome": "success",
            "default_date_end": "2020-01-01",
            "default_parent_id": self.case.id,
        }
        cases = self.env["crm.process.case"].with_user(self.oleh)
        case = cases.with_context(**forged).create(
            {"name": "X", "template_id": self.template.id}
        )
        self.assertEqual(
            (case.state, case.outcome, case.date_end, case.parent_id.ids),
            ("running", False, False, []),
        )

    def test_own_defaults_do_not_begin_a_case_at_its_end(self):
        self.env["ir.default"].with_user(self.oleh).set(
            "crm.process.case", "state", "done", user_id=True
        )
        cases = self.env["crm.process.case"].with_user(self.oleh)
        case = cases.create({"name": "X", "template_id": self.template.id})
        self.assertEqual(case.state, "running")

    def test_default_stage_of_a_column_is_a_wish_that_the_door_hears(self):
        cases = self.env["crm.process.case"].with_user(self.oleh)
        vals = {"name": "X", "template_id": self.template.id}
        case = cases.with_context(default_stage_id=self.doing.id).create(vals)
        self.assertEqual(case.stage_id, self.doing)
        self.assertEqual(case.sudo().move_ids.sorted("id").to_stage_id[-1:], self.doing)
        with self.assertRefused("cannot go from"):
            cases.with_context(default_stage_id=self.done.id).create(vals)

    def test_default_template_has_to_be_active(self):
        draft = self._create_template("Draft")
        cases = self.env["crm.process.case"].with_user(self.oleh)
        with self.assertRefused("No case can start"):
            cases.with_context(default_template_id=draft.id).create({"name": "X"})

    def test_done_task_is_not_made_up(self):
        tasks = self.env["crm.process.task"].with_user(self.sally)
        vals = {"name": "Call", "case_id": self.case.id}
        for forged in (
            {"state": "done"},
            {"step_id": self.call.id},
            {"date_done": "2026-01-01"},
        ):
            with self.subTest(forged), self.assertRefused("not written directly"):
                tasks.create(vals | forged)
        task = tasks.with_context(
            default_state="done", default_step_id=self.call.id
        ).create(vals)
        self.assertEqual((task.state, task.step_id.ids), ("open", []))

    def test_approval_is_not_forged(self):
        forged = {"default_approved_by_id": self.head.id}
        template = (
            self.env["crm.process.template"]
            .with_user(self.designer)
            .with_context(**forged)
            .create({"name": "New", "code": "new"})
        )
        self.assertFalse(template.approved_by_id)
