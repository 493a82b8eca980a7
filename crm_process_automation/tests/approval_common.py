from .common import ProcessCase


class ApprovalCase(ProcessCase):
    """To do gives an approval that three directors are asked for; two are enough."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viktor, cls.nadiia, cls.petro = cls.directors = cls.env["res.users"].union(
            *(
                cls._create_user(name, "sales_team.group_sale_salesman_all_leads")
                for name in ("viktor", "nadiia", "petro")
            )
        )
        cls.approve = cls._create_step(
            cls.todo,
            "Approve the contract",
            kind="approval",
            is_required=True,
            quorum=2,
            approver_ids=cls.directors.ids,
        )

    def _get_tasks(self, case, step=None):
        step = step or self.approve
        tasks = case.sudo().task_ids.sorted("id")
        return tasks.filtered(lambda task: task.step_id == step)

    def _get_task(self, case, user, step=None):
        """Return the newest task of `user`, as that user sees it."""
        tasks = self._get_tasks(case, step)
        own = tasks.filtered(lambda task: task.user_id == user)
        return own[-1:].with_user(user)

    def _get_states(self, case, step=None):
        return self._get_tasks(case, step).mapped("state")

    def _get_steps_given(self, case):
        return case.sudo().task_ids.sorted("id").step_id.mapped("name")
