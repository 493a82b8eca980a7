from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from odoo import SUPERUSER_ID
from odoo.exceptions import RedirectWarning, UserError
from odoo.service import model as service
from odoo.tests import tagged

from .two_users_common import TwoUsersCase


@tagged("post_install", "-at_install")
class TestTwoUsers(TwoUsersCase):
    """Two users move one case at once: one wins, the other gets a sentence."""

    def setUp(self):
        super().setUp()
        with self._transact(SUPERUSER_ID) as env:
            group = "sales_team.group_sale_manager"
            self.users = self._create_users(env, "two_users", group)
            self._create_process(env)
            lead = env["crm.lead"].create(
                {"name": "Contested", "user_id": self.users[0].id}
            )
            self.lead_id, self.case_id = lead.id, lead.case_id.id

    def _create_process(self, env):
        template = env["crm.process.template"].create(
            {
                "name": "Two users",
                "code": "two_users",
                "host_model": "crm.lead",
                "is_automatic": True,
            }
        )
        column = env["crm.stage"].create({"name": "Two users", "sequence": 1})
        start, doing, end = env["crm.process.stage"].create(
            [
                {"name": name, "code": name, "template_id": template.id, **values}
                for name, values in (
                    ("start", {"is_start": True}),
                    ("doing", {"crm_stage_id": column.id}),
                    ("end", {"is_end": True, "outcome": "success"}),
                )
            ]
        )
        arrows = env["crm.process.transition"].create(
            [
                {"from_stage_id": start.id, "to_stage_id": doing.id},
                {"from_stage_id": doing.id, "to_stage_id": end.id},
            ]
        )
        template.action_activate()
        self.template_id, self.arrow_id = template.id, arrows[0].id
        self.column_id, self.doing_id = column.id, doing.id

    def _delete_everything(self):
        with self._transact(SUPERUSER_ID) as env:
            self._delete_process(env, "two_users")
            env["crm.stage"].search([("name", "=", "Two users")]).unlink()

    def _take_arrow(self, env):
        arrow = env["crm.process.transition"].browse(self.arrow_id)
        env["crm.process.case"].browse(self.case_id)._move_along(arrow)

    def _drag(self, env):
        env["crm.lead"].browse(self.lead_id).stage_id = self.column_id

    def _get_kinds(self):
        with self._transact(SUPERUSER_ID) as env:
            case = env["crm.process.case"].browse(self.case_id)
            return case.move_ids.sorted("id").mapped("kind")

    def test_who_comes_second_is_told_while_the_first_is_at_it(self):
        first, second = self.users.ids
        for act in (self._take_arrow, self._drag):
            with self.subTest(act=act.__name__), self._transact(first) as env:
                self._take_arrow(env)
                with (
                    self.assertRaisesRegex(
                        (UserError, RedirectWarning), "Somebody else is moving"
                    ),
                    self._transact(second) as other,
                ):
                    act(other)
                env.cr.rollback()
        self.assertEqual(self._get_kinds(), ["start"])

    def test_who_looked_before_is_told_where_the_case_stands_now(self):
        first, second = self.users.ids
        with (
            self.assertRaisesRegex(UserError, "“Contested” is at “doing” now"),
            self._transact(second) as other,
        ):
            case = other["crm.process.case"].browse(self.case_id)
            self.assertEqual(case.stage_id.name, "start")
            with self._transact(first) as env:
                self._take_arrow(env)
            service.retrying(lambda: self._take_arrow(other), other)
        self.assertEqual(self._get_kinds(), ["start", "success"])

    def test_who_paused_it_at_once_is_told_by_the_other(self):
        first, second = self.users.ids
        with (
            self.assertRaisesRegex(UserError, "“Contested” is paused"),
            self._transact(second) as other,
        ):
            other["crm.process.case"].browse(self.case_id).name  # noqa: B018
            with self._transact(first) as env:
                case = env["crm.process.case"].browse(self.case_id)
                case.action_pause("2099-01-01", "Winter")
            service.retrying(lambda: self._take_arrow(other), other)
        self.assertEqual(self._get_kinds(), ["start"])

    def test_of_many_at_once_one_wins(self):
        at_once = Barrier(4)

        def move(uid):
            try:
                with self._transact(uid) as env:
                    env["crm.process.case"].browse(self.case_id).name  # noqa: B018
                    at_once.wait(10)
                    service.retrying(lambda: self._take_arrow(env), env)
            except UserError as sentence:
                return str(sentence)
            return "won"

        with ThreadPoolExecutor(4) as pool:
            outcomes = list(pool.map(move, self.users.ids * 2))
        self.assertEqual(outcomes.count("won"), 1, outcomes)
        for outcome in outcomes:
            self.assertRegex(outcome, "won|is at “doing” now|Somebody else is moving")
        self.assertEqual(self._get_kinds(), ["start", "success"])
