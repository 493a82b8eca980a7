from odoo.tests import tagged

from .file_common import FileCase

MODULE = "crm_process_automation"


@tagged("post_install", "-at_install")
class TestPaperApprovalDefinition(FileCase):
    """What an approval decides on travels, is compared and is checked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.approve = cls._create_step(
            cls.todo,
            "Approve the contract",
            kind="approval",
            approver_ids=cls.head.ids,
            document_type="contract",
            amount_from=5000,
        )

    def _get_decision(self, template):
        step = template.stage_ids.step_ids.filtered(lambda s: s.kind == "approval")
        return step.document_type, step.amount_from

    def _activate_without_sub(self):
        self.doing.subprocess_id = False
        self._activate()

    def test_next_version_decides_on_the_same(self):
        self._activate_without_sub()
        copy = self.template.action_new_version()
        self.assertEqual(self._get_decision(copy), ("contract", 5000))

    def test_file_takes_it_along(self):
        template, _told = self._import()
        self.assertEqual(self._get_decision(template), ("contract", 5000))

    def test_comparison_tells_what_has_changed(self):
        self._activate_without_sub()
        copy = self.template.action_new_version()
        step = copy.stage_ids.step_ids.filtered(lambda s: s.kind == "approval")
        step.write({"document_type": "act", "amount_from": 0})
        self.assertIn("Type of Paper: Contract → Act", str(copy.change_text))
        self.assertRegex(
            str(copy.change_text), r"Asked from removed \(it was: .*5,000.00"
        )

    def test_amount_is_not_negative(self):
        with self.assertRaisesRegex(Exception, "0 .always. or more|amount_from"):
            self.approve.amount_from = -1
            self.env.flush_all()

    def test_other_steps_decide_on_nothing(self):
        self.approve.kind = "todo"
        with self.assertRefused("Approve the contract.*it is no approval"):
            self._activate_without_sub()

    def test_ready_event_sale_decides_on_its_contract(self):
        steps = self.env.ref(f"{MODULE}.stage_event_v1_contract").step_ids
        approvals = steps.filtered(lambda step: step.kind == "approval")
        self.assertEqual(approvals.mapped("document_type"), ["contract", "contract"])
