from .access_common import AccessCase
from .assignment_common import MONDAY, WEDNESDAY

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
CORRECTED = PDF.replace(b"1.7", b"1.6")


class DecidedCase(AccessCase):
    """Sally has a contract approved: the lawyer and two directors, of whom two decide.

    The directors have no right in CRM: Sally's deal is closed to them.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lawyer, cls.dmytro, cls.olha = cls.directors = cls.env["res.users"].union(
            *(
                cls._create_user(name, "crm_process_automation.group_process_user")
                for name in ("lawyer", "dmytro", "olha")
            )
        )
        ready = cls.env.ref("crm_process_automation.template_document_approval_v1")
        cls.route = ready.copy({"code": "files", "name": "Files"})
        cls.decide = cls.route.stage_ids.step_ids.filtered(
            lambda step: step.kind == "approval"
        )
        cls.decide.write(
            {"responsible_kind": "case", "approver_ids": cls.directors.ids}
        )
        check = cls.route.stage_ids.filtered("is_start")
        for part in (check, check.step_ids):
            part.write({"responsible_kind": "user", "user_id": cls.lawyer.id})
        cls.env["crm.process.template"].search(
            [("kind", "=", "approval"), ("state", "=", "active")]
        ).action_retire()
        cls.route.action_activate()

    # === FACTORIES === #

    def _upload(self, name="contract.pdf", content=PDF, user=None, **values):
        """Return a file that `user` (Sally) has attached to her deal."""
        values = {"res_model": "crm.lead", "res_id": self.lead.id} | values
        files = self.env["ir.attachment"].with_user(user or self.sally)
        return files.create({"name": name, "raw": content, **values})

    def _ask(self, things=None, user=None, **vals):
        """Return the approvals that `user` (Sally) asks for on Monday."""
        with self.at(MONDAY):
            user = user or self.sally
            things = self._upload() if things is None else things
            cases = self.env["crm.process.case"].with_user(user)
            asked = cases._ask_to_approve(
                things.with_user(user),
                {
                    "subject_lead_id": self.lead.id,
                    "date_decide_by": WEDNESDAY,
                    **vals,
                },
            )
            self.env.flush_all()
        return asked

    def _ask_checked(self, *args, **vals):
        """Return an approval that waits for the directors."""
        case = self._ask(*args, **vals)
        self._get_task(case, self.lawyer).action_done("Complete")
        return case

    def _get_task(self, case, user):
        """Return the open task of `user`, as he sees it."""
        tasks = case.sudo().task_ids.filtered(
            lambda task: task.state == "open" and task.user_id == user
        )
        self.assertEqual(len(tasks), 1)
        return tasks.with_user(user)

    def _approve(self, case, *users):
        for user in users:
            self._get_task(case, user).action_approve()

    def _refuse(self, case, *users, reason="Clause 5 is wrong"):
        for user in users:
            self._get_task(case, user).action_refuse(reason)

    def _hand_in(self, case, content=CORRECTED, note="Clause 5", user=None):
        user = user or self.sally
        file = self._upload("corrected.pdf", content, user, res_model=False, res_id=0)
        return case.with_user(user)._hand_in(file, note)

    # === ASSERTIONS === #

    def assertStandsAt(self, case, code):
        """The approval is at the stage `code`."""
        self.assertEqual(case.sudo().stage_id.code, code)
