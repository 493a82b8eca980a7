from lxml import etree

from odoo import fields
from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import Form, tagged

from .lead_common import LeadCase

VIEWS = {
    "crm.process.case": [
        "kanban",
        "list",
        "form",
        "calendar",
        "activity",
        "pivot",
        "graph",
        "search",
    ],
    "crm.process.move": ["list", "pivot", "graph", "search"],
    "crm.process.deviation": ["list", "form", "pivot", "graph", "search"],
    "crm.process.task": ["list", "form", "kanban", "search"],
}


@tagged("post_install", "-at_install")
class TestCaseScreens(LeadCase):
    """What people see of their cases."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_step(cls.todo, "Call the client")
        cls.lead = cls._create_running_lead(
            partner_id=cls.env["res.partner"].create({"name": "Kava"}).id
        )
        cls.case = cls.lead.case_id
        cls.accountant = cls._create_user(
            "accountant", "crm_process_automation.group_process_accountant"
        )

    def _read_as_web_client(self, model, user):
        """Read a record with the fields that the user's screens show."""
        records = self.env[model].with_user(user)
        views = records.get_views([(False, kind) for kind in VIEWS[model]])["views"]
        names = {
            node.get("name")
            for kind in {"form", "list", "kanban", "calendar"}.intersection(views)
            for node in etree.fromstring(views[kind]["arch"]).iter("field")
            if next(node.iterancestors("field"), None) is None
        }
        spec = {
            name: {"fields": {"display_name": {}}} if field.relational else {}
            for name, field in records._fields.items()
            if name in names
        }
        return records.web_search_read([], spec, limit=1)

    def test_every_screen_shows_their_matters_to_those_concerned(self):
        self.case._move_along(self.refuse_early, text="No money")
        for model in VIEWS:
            for user in (self.sally, self.head):
                with self.subTest(model=model, user=user.login):
                    self.assertTrue(self._read_as_web_client(model, user)["records"])

    def test_every_screen_opens_for_whom_it_shows_nothing(self):
        for model in VIEWS:
            for user in (self.designer, self.accountant):
                with self.subTest(model=model, user=user.login):
                    self.assertFalse(self._read_as_web_client(model, user)["records"])

    def test_head_hands_a_case_over_in_its_form(self):
        with Form(self.case.with_user(self.head)) as form:
            form.note = "<p>Likes lanterns</p>"
            form.user_id = self.oleh
        self.assertEqual(self.lead.sudo().user_id, self.oleh)

    def test_bare_case_is_created_in_the_form(self):
        bare = self._create_template("Errand")
        self._create_arrow(
            self._create_stage("Do", bare, is_start=True),
            self._create_stage("Did", bare, is_end=True, outcome="success"),
        )
        self._activate(bare)
        form = Form(self.env["crm.process.case"].with_user(self.sally))
        form.name = "Fetch the lanterns"
        form.template_id = bare
        self.assertEqual(form.save().stage_id.name, "Do")

    def test_cause_cost_and_cure_of_a_deviation_are_written_down(self):
        self.case._move_along(self.refuse_early, text="No money")
        with Form(self.case.deviation_ids.with_user(self.sally)) as form:
            form.cost = 40
            form.cure = "Asked for the budget first"
        self.assertEqual(self.case.deviation_ids.cost, 40)

    # === KANBAN === #

    def test_drag_of_a_card_asks_the_door(self):
        self.case.web_save({"stage_id": self.doing.id}, {"stage_id": {}})
        self.assertEqual(self.case.stage_id, self.doing)

    def test_drag_past_the_door_is_refused(self):
        with self.assertRefused("cannot go from “To do” straight to “Done”"):
            self.case.web_save({"stage_id": self.done.id}, {"stage_id": {}})
        self.assertEqual(self.case.stage_id, self.todo)

    def test_drag_onto_a_stage_that_needs_a_reason_asks_for_it(self):
        with self.assertRaisesRegex(RedirectWarning, "Say why “Autumn fair”") as asked:
            self.case.web_save({"stage_id": self.refused.id}, {"stage_id": {}})
        _text, action_id, _button, context = asked.exception.args
        action = self.env["ir.actions.act_window"].browse(action_id)
        dialog = Form(
            self.env[action.sudo().res_model]
            .with_user(self.sally)
            .with_context(**context)
        )
        dialog.reason_text = "No money"
        self.assertEqual(dialog.save().action_go()["tag"], "soft_reload")
        self.assertEqual(self.case.stage_id, self.refused)

    def _get_columns(self, domain, **context):
        cases = self.env["crm.process.case"].with_user(self.sally)
        cases = cases.with_context(read_group_expand=True, **context)
        groups = cases.web_read_group(domain, ["stage_id"], ["__count"])["groups"]
        return [group["stage_id"][0] for group in groups if group["stage_id"]]

    def test_empty_stages_are_columns_too(self):
        columns = self._get_columns([("id", "=", self.case.id)])
        self.assertEqual(columns, self.template.stage_ids.sorted().ids)

    def test_process_without_cases_shows_its_stages(self):
        self.case.sudo().unlink()
        columns = self._get_columns([("template_id", "=", self.template.id)])
        self.assertEqual(columns, self.template.stage_ids.sorted().ids)

    def test_cases_open_at_the_busiest_process(self):
        for opened in ("action_open_cases", "action_open_my_cases"):
            cases = self.env["crm.process.case"].with_user(self.sally)
            with self.subTest(opened):
                context = getattr(cases, opened)()["context"]
                self.assertEqual(
                    context["searchpanel_default_template_id"], self.template.id
                )

    def test_cases_open_without_any_case(self):
        self.env["crm.process.case"].search([]).sudo().unlink()
        cases = self.env["crm.process.case"].with_user(self.sally)
        context = cases.action_open_cases()["context"]
        self.assertNotIn("searchpanel_default_template_id", context)
        self.assertTrue(self._get_columns([], **context), "no columns, no help")

    # === LATENESS === #

    def test_lateness_is_told_searched_and_counted_alike(self):
        cases = self.env["crm.process.case"].with_user(self.sally)
        mine = [("id", "=", self.case.id)]
        now = fields.Datetime.to_datetime("2026-05-12 09:00:00")
        with self.at(now):
            for deadline, word in (
                ("2026-05-12 08:00:00", "late"),
                ("2026-05-12 18:00:00", "soon"),
                ("2026-05-20 18:00:00", "on_time"),
                (False, "on_time"),
            ):
                self.case.date_deadline = deadline
                with self.subTest(deadline=deadline):
                    self.assertEqual(self.case.lateness, word)
                    found = cases.search([*mine, ("lateness", "=", word)])
                    self.assertEqual(found, self.case)
                    counted = cases._read_group(mine, ["lateness"], ["__count"])
                    self.assertEqual(counted, [(word, 1)])

    def test_paused_and_ended_cases_are_never_late(self):
        self.case.date_deadline = "2020-01-01"
        self.assertEqual(self.case.lateness, "late")
        self.case.action_pause("2099-01-01", "Holidays")
        self.assertEqual(self.case.lateness, "paused")
        self.case.action_cancel("Entered twice")
        self.assertEqual(self.case.lateness, "ended")

    # === WHO ANSWERS === #

    def test_reason_why_somebody_answers_for_the_stage_is_kept(self):
        self.assertEqual(self.case.stage_assignment_reason, "responsible for the case")

    def test_undo_tells_again_why_somebody_answers(self):
        self.case.stage_id = self.doing
        self.case.sudo().stage_assignment_reason = "another rule"
        self.case.action_undo_move()
        self.assertEqual(self.case.stage_assignment_reason, "responsible for the case")

    def test_reason_is_not_written_by_hand(self):
        with self.assertRaises(UserError):
            self.case.stage_assignment_reason = "because"

    # === SMART BUTTONS === #

    def test_smart_buttons_count_and_open(self):
        order = self.env["sale.order"].create(
            {"partner_id": self.lead.partner_id.id, "opportunity_id": self.lead.id}
        )
        self.assertEqual(
            (self.case.move_count, self.case.open_task_count, self.case.order_count),
            (1, 1, 1),
        )
        self.assertEqual(self.case.action_open_orders()["res_id"], order.id)
        self.assertEqual(self.case.action_open_lead()["res_id"], self.lead.id)
