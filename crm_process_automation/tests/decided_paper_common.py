from .assignment_common import MONDAY
from .document_common import DocumentCase


class DecidedPaperCase(DocumentCase):
    """A contract whose form names a process: a director decides on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.director = cls._create_user(
            "director", "crm_process_automation.group_process_user"
        )
        ready = cls.env.ref("crm_process_automation.template_document_approval_v1")
        cls.route = ready.copy({"code": "papers", "name": "Papers"})
        steps = cls.route.stage_ids.step_ids
        approval = steps.filtered(lambda step: step.kind == "approval")
        approval.write(
            {
                "responsible_kind": "case",
                "approver_ids": cls.director.ids,
                "quorum": 1,
            }
        )
        check = cls.route.stage_ids.filtered("is_start")
        check.step_ids.unlink()
        cls.route.action_activate()
        cls.forms["contract"].sudo()._write(
            {"needs_approval": True, "approval_template_id": cls.route.id}
        )
        cls.env.invalidate_all()

    # === FACTORIES === #

    def _issue_contract(self):
        with self.at(MONDAY):
            paper = self._issue("contract")
        case = paper.sudo().approval_case_ids
        arrow = case.stage_id._get_arrows().filtered(lambda a: a.kind == "success")
        case._move_along(arrow)
        return paper, case.with_user(self.sally)

    def _get_task(self, case):
        tasks = case.sudo()._get_open_approval_tasks()
        self.assertEqual(tasks.user_id, self.director)
        return tasks.with_user(self.director)
