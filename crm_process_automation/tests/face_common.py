from .lead_common import LeadCase


class FaceCase(LeadCase):
    """Sally's deal, whose start gives out a required call, and an approval for Anna.

    The next stage gives out a check for Anna.

    Anna keeps the accounts: the deal is closed to her.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._create_user(
            "anna", "crm_process_automation.group_process_accountant"
        )
        cls.client = cls.env["res.partner"].create(
            {"name": "Sunflower Ltd", "email": "client@example.com"}
        )
        cls.env["res.lang"]._activate_lang("uk_UA")
        cls.call_step = cls._create_step(
            cls.todo,
            "Call",
            kind="call",
            instruction="<p>Ask</p>",
            time_limit=3,
            is_required=True,
        )
        cls.approval_step = cls._create_step(
            cls.todo,
            "Approve",
            kind="approval",
            responsible_kind="user",
            user_id=cls.anna.id,
        )
        cls.check_step = cls._create_step(
            cls.doing, "Check", responsible_kind="user", user_id=cls.anna.id
        )
        cls.call_step.with_context(lang="uk_UA").name = "Зателефонувати"
        cls.approval_step.with_context(lang="uk_UA").name = "Погодити"
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)
        cls.case = cls.lead.sudo().case_id
        cls.call = cls._get_task(cls.call_step)
        cls.approval = cls._get_task(cls.approval_step)
        cls.env.cr.flush()

    @classmethod
    def _get_task(cls, step, case=None):
        """Return the newest task of `step`, as the system sees it."""
        tasks = (case or cls.case).task_ids.filtered(lambda task: task.step_id == step)
        return tasks.sorted("id")[-1:]

    def _get_inbox(self, user):
        """Return what the user has to do, as the top bar counts it."""
        return (
            self.env["mail.activity"]
            .with_user(user)
            .search([("user_id", "=", user.id)])
        )

    def _get_done_messages(self, record):
        """Return the messages of done activities in the chatter of `record`."""
        return record.sudo().message_ids.filtered("mail_activity_type_id")

    # === ASSERTIONS === #

    def assertFaced(self, task, **values):
        """The open task has exactly one active face, which says `values`."""
        self.env.invalidate_all()
        faces = task.sudo().face_ids.filtered("active")
        self.assertEqual(faces, task.sudo().activity_id)
        self.assertEqual(len(faces), 1)
        for name, value in values.items():
            self.assertEqual(faces[name], value, name)

    def assertNotFaced(self, task):
        self.env.invalidate_all()
        self.assertFalse(task.sudo().face_ids.filtered("active"))
