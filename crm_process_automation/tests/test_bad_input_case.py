from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lead_common import LeadCase

BLANKS = " \n\t "


@tagged("post_install", "-at_install")
class TestBadInputCase(LeadCase):
    """Whoever asks a case for nonsense reads why not, and the case stays as it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.step = cls._create_step(cls.todo, "Call", is_required=True)
        cls._activate()
        cls.lead = cls._create_lead()
        cls.case = cls.lead.case_id

    # === BLANKS ARE NO REASON === #

    def test_blanks_are_no_reason_to_take_an_arrow(self):
        with self.assertRefused("Give the reason"):
            self.case._move_along(self.refuse_early, text=BLANKS)

    def test_blanks_are_no_reason_to_cancel(self):
        with self.assertRefused("Say why"):
            self.case.action_cancel(BLANKS)

    def test_blanks_are_no_reason_to_pause(self):
        with self.assertRefused("Say why"):
            self.case.action_pause("2099-01-01", BLANKS)

    def test_blanks_are_no_reason_to_cancel_a_task(self):
        with self.assertRefused("Say why"):
            self.case.task_ids.action_cancel(BLANKS)

    def test_blanks_are_no_reason_to_change_the_process(self):
        with self.assertRefused("Say why"):
            self.lead._change_process(self.template, BLANKS)

    # === ENDED CASES === #

    def test_ended_case_does_nothing_any_more(self):
        self.case._move_along(self.refuse_early, text="no money")
        for act in (
            lambda: self.case._move_along(self.start_work),
            lambda: self.case.action_cancel("twice"),
            lambda: self.case.action_pause("2099-01-01", "late"),
            lambda: self.case._reassign(self.head),
        ):
            with self.assertRefused("Autumn fair", "ended on"):
                act()

    def test_pause_until_nonsense_is_refused(self):
        for until in ("2020-01-01", False, None, "spring", 5, [1]):
            with self.subTest(until=until), self.assertRefused("a date after today"):
                self.case.action_pause(until, "Winter")

    # === WHAT STANDS IN THE CHATTER === #

    def test_markup_is_shown_and_not_run(self):
        bad = "<script>alert(1)</script>"
        self.case.action_pause("2099-01-01", bad)
        self.case.action_resume()
        self.case._move_along(self.refuse_early, text=bad)
        bodies = "".join(self.lead.message_ids.mapped("body"))
        self.assertNotIn("<script>", bodies)
        self.assertEqual(bodies.count("&lt;script&gt;"), 2)

    def test_markup_in_a_name_is_shown_and_not_run(self):
        bad = "<img src=x onerror=alert(1)>"
        lead = self._create_lead(name=bad, stage_id=self.won.id)
        bodies = "".join(lead.message_ids.mapped("body"))
        self.assertNotIn("<img", bodies)
        self.assertIn("&lt;img", bodies)

    # === IMPORT === #

    def _import(self, *rows):
        Case = self.env["crm.process.case"].with_user(self.head)
        fields = ["name", "template_id/.id", "stage_id/.id"]
        return Case.load(fields, [[str(cell) for cell in row] for row in rows])

    def test_import_at_a_later_stage_passes_the_door(self):
        self.template.is_automatic = False
        result = self._import(["Imported", self.template.id, self.doing.id])
        self.assertFalse(result["ids"])
        self.assertRegex(result["messages"][0]["message"], "cannot leave “To do” yet")

    def test_import_of_one_bad_row_brings_none(self):
        before = self.env["crm.process.case"].search_count([])
        self._import(
            ["Good", self.template.id, self.todo.id],
            ["Bad", self.template.id, self.done.id],
        )
        self.assertEqual(self.env["crm.process.case"].search_count([]), before)

    def test_import_at_the_start_begins_a_case(self):
        result = self._import(["Good", self.template.id, self.todo.id])
        case = self.env["crm.process.case"].browse(result["ids"])
        self.assertEqual(case.move_ids.mapped("kind"), ["start"])

    def test_import_at_a_stage_of_another_process_is_refused(self):
        other = self._create_stage("Elsewhere", self._create_template("Other"))
        result = self._import(["Bad", self.template.id, other.id])
        self.assertRegex(result["messages"][0]["message"], "Elsewhere")

    # === FORGED CONTEXTS AND VALUES === #

    def _create_by_rpc(self, context=None, **values):
        Case = self.env["crm.process.case"].with_user(self.sally)
        return Case.with_context(**(context or {})).create(
            {"name": "Forged", "template_id": self.template.id, **values}
        )

    def test_defaults_of_a_context_do_not_pass_the_door(self):
        other = self._create_case(name="Other")
        case = self._create_by_rpc(
            {
                "default_state": "done",
                "default_outcome": "success",
                "default_date_start": "2020-01-01",
                "default_parent_id": other.id,
                "default_previous_case_id": other.id,
                "default_paused_hours": 99,
            }
        )
        self.assertEqual(case.stage_id, self.todo)
        self.assertEqual(case.state, "running")
        self.assertFalse(case.outcome)
        self.assertFalse(case.parent_id | case.previous_case_id)
        self.assertGreater(str(case.date_start), "2025")
        self.assertFalse(case.move_ids.from_stage_id)

    def test_defaults_of_a_context_do_not_hide_a_move(self):
        self.case.task_ids.action_done()
        forged = self.case.with_context(
            default_is_undone=True, default_state="cancelled", default_active=False
        )
        forged.stage_id = self.doing
        move = self.case.move_ids.sorted("id")[-1:]
        self.assertEqual((move.kind, move.is_undone), ("success", False))
        self.assertEqual(self.case.state, "running")

    def test_case_is_not_hung_on_a_foreign_deal(self):
        foreign = self._create_lead(self.oleh, name="Foreign")
        foreign.case_id.sudo().action_cancel("over")
        with self.assertRaises(AccessError):
            self._create_by_rpc(lead_id=foreign.id)
        case = self._create_by_rpc()
        with self.assertRefused("cannot be written directly"):
            case.lead_id = foreign.id

    def test_second_case_is_not_hung_on_a_deal_under_way(self):
        with self.assertRefused("Autumn fair", "already"):
            self._create_by_rpc(lead_id=self.lead.id)

    def test_codes_of_the_reports_are_not_written(self):
        for field in ("stage_code", "template_code", "pause_reason"):
            with self.subTest(field=field), self.assertRefused("written directly"):
                self.case.write({field: "forged"})

    def test_done_task_is_not_created(self):
        Task = self.env["crm.process.task"].with_user(self.sally)
        values = {"name": "Forged", "case_id": self.case.id, "step_id": self.step.id}
        with self.assertRefused("not written directly"):
            Task.create({**values, "state": "done"})
        with self.assertRefused("not written directly"):
            Task.with_context(default_state="done").create(values)
        with self.assertRefused("cannot leave “To do” yet"):
            self.case.stage_id = self.doing

    # === DELETED CASES === #

    def test_subprocess_that_is_waited_for_is_not_deleted(self):
        errand = self._create_template("Errand")
        start = self._create_stage("Go", errand, is_start=True)
        end = self._create_stage("Back", errand, is_end=True, outcome="success")
        self._create_arrow(start, end)
        errand.action_activate()
        version = self.template.action_new_version()
        doing = version.stage_ids.filtered(lambda stage: stage.code == "doing")
        doing.subprocess_id = errand
        version.action_activate()
        lead = self._create_lead(name="Waits")
        lead.case_id.task_ids.action_done()
        lead.case_id.stage_id = doing
        case = lead.sudo().case_id
        with self.assertRefused("Errand", "“Waits” waits for"):
            case.child_ids.unlink()
        with self.assertRefused("“Waits” waits for", "cancel that first"):
            case.unlink()
        self.assertEqual(case.state, "waiting")
