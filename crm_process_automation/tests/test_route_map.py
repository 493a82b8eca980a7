import itertools
from unittest.mock import patch

from odoo.tests import tagged, users

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestRouteMap(ProcessCase):
    """A case sees on its route map where it is, what is next and what is missing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.doing.write({"time_limit": 2, "time_unit": "day", "inputs": "A brief"})
        cls.step = cls._create_step(cls.doing, "Ring the client", kind="call")
        cls._create_control(
            cls.doing,
            "Client known",
            kind="field",
            field_path="partner_id",
            message="Say who the client is.",
        )

    def _get_map(self, case):
        case.invalidate_recordset(["route_map"])
        return case.route_map

    def _get_node(self, case, stage):
        nodes = {node["id"]: node for node in self._get_map(case)["nodes"]}
        return nodes[stage.id]

    def _get_statuses(self, case):
        nodes = self._get_map(case)["nodes"]
        return {node["code"]: node["status"] for node in nodes}

    def assertStatuses(self, case, **statuses):
        self.assertEqual(self._get_statuses(case), statuses)

    # === THE TEMPLATE === #

    def test_template_is_drawn_with_everything_ahead(self):
        drawing = self.template.route_map
        self.assertIsNone(drawing["case"])
        self.assertEqual({node["status"] for node in drawing["nodes"]}, {"ahead"})
        self.assertEqual(len(drawing["edges"]), 5)
        self.assertEqual(drawing["next_steps"], [])

    def test_template_reads_from_start_to_good_end_then_aside(self):
        codes = [node["code"] for node in self.template.route_map["nodes"]]
        self.assertEqual(codes, ["to_do", "doing", "done", "refused"])

    def test_template_without_stages_has_no_map(self):
        self.assertFalse(self._create_template("Empty").route_map)
        self.assertFalse(self.env["crm.process.template"].new().route_map)

    def test_time_frame_is_told_in_words(self):
        nodes = {node["code"]: node for node in self.template.route_map["nodes"]}
        self.assertEqual(nodes["doing"]["time_limit_text"], "2 d")
        self.assertEqual(nodes["doing"]["inputs"], "A brief")
        self.assertEqual(nodes["to_do"]["time_limit_text"], "")

    # === THE CASE === #

    def test_case_shows_where_it_is_and_where_it_may_go(self):
        case = self._create_case(self.sally)
        self.assertStatuses(
            case, to_do="current", doing="possible", done="ahead", refused="possible"
        )
        case._move_along(self.start_work)
        self.assertStatuses(
            case, to_do="done", doing="current", done="ahead", refused="possible"
        )

    def test_missing_points_are_on_stage_and_on_blocked_arrow(self):
        case = self._create_case(self.sally)
        case._move_along(self.start_work)
        node = self._get_node(case, self.doing)
        self.assertEqual(node["missing"], ["Say who the client is."])
        steps = {s["transition_id"]: s for s in self._get_map(case)["next_steps"]}
        self.assertEqual(steps[self.finish.id]["blocked"], ["Say who the client is."])
        self.assertFalse(steps[self.refuse.id]["blocked"])
        self.assertTrue(steps[self.refuse.id]["needs_reason"])
        edges = {e["id"]: e["status"] for e in self._get_map(case)["edges"]}
        self.assertEqual(edges[self.start_work.id], "taken")
        self.assertEqual(edges[self.finish.id], "blocked")
        self.assertEqual(edges[self.rework.id], "possible")

    def test_way_for_others_is_shown_as_shut(self):
        self.start_work.group_ids = self.env.ref("sales_team.group_sale_manager")
        case = self._create_case(self.sally)
        step = self._get_map(case)["next_steps"][0]
        self.assertRegex(step["blocked"][0], "certain people")
        # with_user: the head is let through
        self.assertFalse(
            self._get_map(case.with_user(self.head))["next_steps"][0]["blocked"]
        )

    def test_late_case_says_so(self):
        with self.at("2026-03-02 08:00:00"):
            case = self._create_case(self.sally)
            case._move_along(self.start_work)
        with self.at("2026-03-12 08:00:00"):
            node = self._get_node(case, self.doing)
            self.assertEqual(node["status"], "late")
            self.assertRegex(node["deadline_text"], "^Late since .*10:00")
            self.assertTrue(self._get_map(case)["case"]["late"])

    def test_rework_makes_later_stages_not_done_again(self):
        case = self._create_case(self.sally, partner_id=self.sally.partner_id.id)
        case._move_along(self.start_work)
        case._move_along(self.rework, text="Something else is wanted")
        self.assertStatuses(
            case, to_do="current", doing="possible", done="ahead", refused="possible"
        )
        self.assertEqual(self._get_node(case, self.doing)["visits"], 1)
        self.assertEqual(self._get_node(case, self.todo)["visits"], 2)

    def test_tasks_of_the_stage_show_their_state(self):
        case = self._create_case(self.sally)
        step = self._get_node(case, self.doing)["steps"][0]
        self.assertEqual(step["state"], "planned")
        case._move_along(self.start_work)
        case.task_ids.action_done()
        step = self._get_node(case, self.doing)["steps"][0]
        self.assertEqual((step["state"], step["state_text"]), ("done", "Done"))
        self.assertEqual((step["name"], step["kind_text"]), ("Ring the client", "Call"))

    def test_ended_case_offers_nothing(self):
        case = self._create_case(self.sally)
        case._move_along(self.refuse_early, text="No money")
        self.assertStatuses(
            case, to_do="done", doing="ahead", done="ahead", refused="done"
        )
        drawing = self._get_map(case)
        self.assertEqual(drawing["next_steps"], [])
        self.assertEqual(drawing["case"]["state_text"], "Ended: Refused")
        self.assertEqual(self._get_node(case, self.refused)["status_text"], "Refused")
        self.assertEqual(self._get_node(case, self.done)["status_text"], "Not reached")

    def test_cancelled_case_shows_where_it_stopped(self):
        case = self._create_case(self.sally)
        case.action_cancel("The client vanished")
        node = self._get_node(case, self.todo)
        self.assertEqual(node["status_text"], "Cancelled here")

    def test_waiting_case_leads_to_its_subprocess(self):
        inner = self._create_template("Inner", code="inner")
        start = self._create_stage("Ask", template=inner, is_start=True)
        end = self._create_stage("Told", template=inner, is_end=True, outcome="success")
        self._create_arrow(start, end)
        inner.action_activate()
        self.doing.subprocess_id = inner
        case = self._create_case(self.sally)
        case._move_along(self.start_work)
        node = self._get_node(case, self.doing)
        self.assertEqual(node["status"], "waiting")
        self.assertEqual(node["subprocess"]["case_id"], case.sudo().child_ids.id)
        self.assertRegex(self._get_map(case)["case"]["hint"], "waits for")

    def test_who_may_not_write_sees_no_buttons(self):
        case = self._create_case(self.sally)
        with patch.object(type(case), "has_access", return_value=False):
            self.assertEqual(self._get_map(case)["next_steps"], [])

    @users("sally")
    def test_texts_are_in_the_users_language(self):
        self.env["res.lang"].sudo()._activate_lang("uk_UA")
        self.todo.sudo().with_context(lang="uk_UA").name = "Зробити"
        case = self._create_case(self.sally)
        node = self._get_node(case.with_context(lang="uk_UA"), self.todo)
        self.assertEqual(node["name"], "Зробити")

    # === SIZE === #

    def _create_long_template(self, size):
        template = self._create_template(f"Long {size}", code=f"long_{size}")
        stages = [
            self._create_stage(
                f"Stage {number}",
                template=template,
                is_start=number == 0,
                is_end=number == size - 1,
                outcome="success" if number == size - 1 else False,
            )
            for number in range(size)
        ]
        for stage, following in itertools.pairwise(stages):
            self._create_arrow(stage, following)
            self._create_step(stage, "Do it", is_required=True)
            self._create_control(stage, "Client known", kind="field", field_path="name")
        template.action_activate()
        return template

    def _count_queries(self, template):
        case = self._create_case(self.sally, template_id=template.id)
        for _ in range(template.stage_count - 3):
            case.task_ids.filtered(lambda t: t.state == "open").action_done()
            case._move_along(case.stage_id.transition_ids)
        self.assertTrue(case.route_map)  # warms up what outlives a request
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.assertEqual(len(case.route_map["nodes"]), template.stage_count)
        return self.cr.sql_log_count - before

    def test_long_map_costs_no_more_queries_than_short_one(self):
        few = self._count_queries(self._create_long_template(4))
        many = self._count_queries(self._create_long_template(24))
        self.assertEqual(many, few)
        self.assertLessEqual(few, 25)
