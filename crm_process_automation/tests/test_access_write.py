from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .access_common import AccessCase


@tagged("post_install", "-at_install")
class TestAccessWrite(AccessCase):
    """Who may change what: the people of the case, and whoever may write its deal."""

    def setUp(self):
        super().setUp()
        self.own = self._create_lead(self.oleh, name="His own").sudo()

    # === CASES === #

    def test_people_of_the_case_write_it(self):
        case = self._create_bare_case(partner_id=self.client.id)
        for field in ("user_id", "stage_user_id"):
            self.assertMayNot("write", case, self.oleh)
            case[field] = self.oleh
            self.assertMay("write", case, self.oleh)
            case[field] = self.head

    def test_reading_the_client_is_not_enough_to_write(self):
        case = self._create_bare_case(partner_id=self.client.id)
        self.assertMay("read", case, self.oleh)
        self.assertMayNot("write", case, self.oleh)

    def test_whoever_may_write_the_deal_writes_its_case(self):
        self.case.user_id = self.head
        self.lead.user_id = False
        self.assertMay("write", self.case, self.oleh)
        self.lead.user_id = self.sally
        self.assertMayNot("write", self.case, self.oleh)

    def test_whoever_only_reads_the_deal_does_not_write_its_case(self):
        model = self.env["ir.model"]._get("crm.lead")
        self.env["ir.rule"].create(
            {
                "name": "Nobody writes",
                "model_id": model.id,
                "domain_force": "[(0, '=', 1)]",
                "perm_read": False,
            }
        )
        self.lead.sudo()._write({"user_id": self.oleh.id})
        self.env.invalidate_all()
        self.assertMay("read", self.case, self.oleh)
        self.assertMayNot("write", self.case, self.oleh)

    def test_manager_writes_the_cases_of_the_team(self):
        team = self.env["crm.team"].create({"name": "Fairs"})
        self.case.team_id = team
        self.assertMayNot("write", self.case, self.manager)
        team.member_ids = self.manager
        self.assertMay("write", self.case, self.manager)

    def test_manager_deletes_a_case_and_a_salesperson_does_not(self):
        self.assertMayNot("unlink", self.case, self.sally)
        self.assertMay("unlink", self.case, self.head)
        self.assertMayNot("unlink", self.case, self.manager)

    def test_colleague_does_not_move_the_case(self):
        for act in (
            lambda case: case.write({"stage_id": self.doing.id}),
            lambda case: case.write({"priority": "2"}),
            lambda case: case.action_cancel("no"),
            lambda case: case.action_pause("2099-01-01", "later"),
            lambda case: case.action_resume(),
            lambda case: case.action_undo_move(),
        ):
            with self.assertRaises(AccessError):
                act(self.case.with_user(self.oleh))
        self.assertEqual((self.case.state, self.case.stage_id), ("running", self.todo))

    def test_responsible_hands_the_case_over_and_is_done_with_it(self):
        case = self._create_bare_case(user_id=self.oleh.id)
        case.with_user(self.oleh).user_id = self.sally
        self.env.invalidate_all()
        self.assertEqual(case.user_id, self.sally)
        self.assertMayNot("write", case, self.oleh)

    # === LINKS === #

    def test_case_is_not_tied_to_a_closed_deal(self):
        case = self.own.case_id.with_user(self.oleh)
        with self.assertRefused("Deal of a case cannot be written directly"):
            case.write({"lead_id": self.lead.id})

    def test_history_follows_a_case_to_another_deal(self):
        case = self._create_bare_case(user_id=self.oleh.id)
        case.sudo().lead_id = self.own
        self.assertEqual(case.sudo().move_ids.lead_id, self.own)

    def test_case_is_not_begun_on_a_closed_deal(self):
        vals = {"name": "Spy", "template_id": self.template.id}
        cases = self.env["crm.process.case"].with_user(self.oleh)
        with self.assertRaises(AccessError):
            cases.create(vals | {"lead_id": self.lead.id})
        with self.assertRaises(AccessError):
            cases.with_context(default_lead_id=self.lead.id).create(vals)

    def test_order_is_not_put_into_a_closed_case(self):
        vals = {"partner_id": self.client.id}
        orders = self.env["sale.order"].with_user(self.oleh)
        with self.assertRefused("is not written directly"):
            orders.create(vals).case_id = self.case
        with self.assertRaises(AccessError):
            orders.create(vals | {"case_id": self.case.id})
        with self.assertRaises(AccessError):
            orders.with_context(default_case_id=self.case.id).create(vals)

    def test_order_of_ones_own_deal_joins_its_case(self):
        order = self.env["sale.order"].create({"partner_id": self.client.id})
        order.user_id = self.oleh
        order.with_user(self.oleh).opportunity_id = self.own
        self.assertEqual(order.case_id, self.own.case_id)

    # === HISTORY === #

    def test_nobody_writes_moves(self):
        for user in (self.sally, self.head, self.designer):
            for operation in ("write", "create", "unlink"):
                self.assertMayNot(operation, self.case.move_ids, user)

    def test_nobody_deletes_tasks(self):
        for user in (self.sally, self.head, self.designer):
            self.assertMayNot("unlink", self.case.task_ids, user)

    def test_task_is_created_in_a_case_of_ones_own_only(self):
        tasks = self.env["crm.process.task"].with_user(self.oleh)
        task = tasks.create({"name": "Ring", "case_id": self.own.case_id.id})
        self.assertEqual(task.sudo().lead_id, self.own)
        with self.assertRaises(AccessError):
            tasks.create({"name": "Ring", "case_id": self.case.id})

    def test_who_answers_for_the_stage_gives_tasks_in_the_case(self):
        self.case.stage_user_id = self.anna
        task = (
            self.env["crm.process.task"]
            .with_user(self.anna)
            .create({"name": "Count", "case_id": self.case.id, "user_id": self.anna.id})
        )
        self.assertEqual(task.sudo().lead_id, self.lead)

    def test_task_is_cancelled_by_its_executor_or_whoever_writes_the_deal(self):
        task = self.case.task_ids.filtered(lambda t: t.step_id == self.call)
        with self.assertRaises(AccessError):
            task.with_user(self.oleh).action_cancel("no")
        task.with_user(self.sally).action_cancel("no")
        self.assertEqual(task.state, "cancelled")

    def test_deviation_is_cured_by_who_may_write_the_deal(self):
        deviation = self.case.deviation_ids
        with self.assertRaises(AccessError):
            deviation.with_user(self.oleh).cure = "None"
        deviation.with_user(self.sally).cure = "Ask first"
        self.assertEqual(deviation.cure, "Ask first")

    # === DEFINITIONS === #

    def test_salesperson_does_not_touch_definitions(self):
        template = self.template.with_user(self.sally)
        with mute_logger("odoo.addons.base.models.ir_model"):
            for act in (
                template.action_activate,
                template.action_retire,
                template.action_new_version,
                template.action_open_new_version,
                template.copy,
                template.unlink,
                lambda: template.write({"name": "Mine"}),
                lambda: self.todo.with_user(self.sally).write({"name": "Mine"}),
                lambda: self.call.with_user(self.sally).unlink(),
            ):
                with self.assertRaises(AccessError):
                    act()

    def test_designer_makes_and_activates_a_version(self):
        draft = self.template.with_user(self.designer).action_new_version()
        draft.action_activate()
        self.assertEqual(draft.state, "active")
        self.assertEqual(self.template.state, "retired")
