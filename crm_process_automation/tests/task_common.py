from .lead_common import LeadCase


class TaskCase(LeadCase):
    """Sally's deal with a client, at a stage with a call, a mail and a paper to do.

    Oleh sells, too, but the deal is closed to him.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.env["res.partner"].create(
            {"name": "Kava", "email": "kava@example.com"}
        )
        cls.ring = cls._create_step(cls.todo, "Ring the client", kind="call")
        cls.write_offer = cls._create_step(cls.todo, "Write the offer", kind="mail")
        cls.scan = cls._create_step(cls.todo, "Scan the brief", kind="document")
        cls.lead = cls._create_running_lead(partner_id=cls.client.id)
        cls.case = cls.lead.case_id.with_user(cls.sally)
        cls.env.flush_all()

    def _get_task(self, step, user=None):
        task = self.case.sudo().task_ids.filtered(lambda task: task.step_id == step)
        return task.with_user(user or self.sally)

    def _create_bare_task(self, **values):
        return (
            self.env["crm.process.task"]
            .with_user(self.sally)
            .create(
                {
                    "case_id": self.case.id,
                    "name": "Call back",
                    "user_id": self.sally.id,
                    **values,
                }
            )
        )

    def _open(self, action, user=None, **values):
        """Return the dialogue that `action` opens, as the web client would."""
        dialogs = self.env[action["res_model"]].with_user(user or self.sally)
        context = action.get("context") or {}
        return dialogs.with_context(**context).create(values)
