from odoo.tests import Form, tagged

from .bulk_common import BulkCase


@tagged("post_install", "-at_install")
class TestBulkMove(BulkCase):
    """Many cases move at once, and each has its verdict."""

    def test_what_may_go_goes_and_the_rest_stays(self):
        self._apply(self.leads, "move", stage_id=self.doing.id)
        self.assertEqual(self.leads.mapped("case_id.stage_id.name"), ["Doing", "To do"])
        self.assertEqual(self.short.case_id.stage_id, self.todo)

    def test_verdicts_tell_where_or_why_not(self):
        verdicts = self._apply(self.leads, "move", stage_id=self.doing.id)
        self.assertEqual(verdicts["Ready"], (True, "Doing"))
        self.assertEqual(verdicts["Ready 2"], (True, "Doing"))
        is_done, why = verdicts["Short of a client"]
        self.assertFalse(is_done)
        self.assertRegex(why, "(?s)cannot leave “To do” yet.*Client")

    def test_refused_case_leaves_no_trace(self):
        self._apply(self.leads, "move", stage_id=self.doing.id)
        case = self.short.case_id
        self.assertEqual(case.move_ids.mapped("kind"), ["start"])
        self.assertEqual(self.short.stage_id, self.new)

    def test_list_of_cases_serves_as_well(self):
        verdicts = self._apply(self.leads.case_id, "move", stage_id=self.doing.id)
        self.assertEqual(verdicts["Ready"], (True, "Doing"))

    def test_arrow_that_needs_a_reason_takes_it_from_the_wizard(self):
        verdicts = self._apply(
            self.ready, "move", stage_id=self.refused.id, reason_text="No money"
        )
        self.assertEqual(verdicts["Ready"], (True, "Refused"))
        self.assertEqual(self.ready.case_id.deviation_ids.cause, "No money")

    def test_arrow_that_needs_a_reason_is_not_taken_without(self):
        _done, why = self._apply(self.ready, "move", stage_id=self.refused.id)["Ready"]
        self.assertRegex(why, "Give the reason")

    def test_case_that_stands_there_already_is_told_so(self):
        verdicts = self._apply(self.ready, "move", stage_id=self.todo.id)
        self.assertEqual(
            verdicts["Ready"], (False, "“Ready” stands at “To do” already.")
        )

    def test_stage_is_found_on_the_version_of_each_case(self):
        new = self.template.action_new_version()
        new.action_activate()
        newer = self._create_lead(name="Newer", partner_id=self.client.id)
        both = self.ready | newer
        wizard = self._open_bulk(both, "move")
        doing = wizard.allowed_stage_ids.filtered(lambda s: s.code == "doing")
        self.assertEqual(doing.template_id, new)
        wizard.stage_id = doing
        wizard.action_apply()
        self.assertEqual(both.mapped("case_id.stage_id.code"), ["doing", "doing"])
        self.assertEqual(self.ready.case_id.template_id, self.template)

    def test_only_stages_that_all_versions_have_are_offered(self):
        new = self.template.action_new_version()
        extra = self._create_stage("Extra", new)
        start, goal = new.stage_ids.sorted()[:2]
        self._create_arrow(start, extra)
        self._create_arrow(extra, goal)
        new.action_activate()
        newer = self._create_lead(name="Newer")
        alone = self._open_bulk(newer, "move").allowed_stage_ids
        self.assertIn("extra", alone.mapped("code"))
        both = self._open_bulk(self.ready | newer, "move").allowed_stage_ids
        self.assertNotIn("extra", both.mapped("code"))

    def test_two_ways_are_told_apart_by_their_kind(self):
        new = self.template.action_new_version()
        start, doing = new.stage_ids.sorted()[:2]
        self._create_arrow(start, doing, kind="skip", name="Skip it")
        new.action_activate()
        lead = self._create_lead(name="Newer")
        verdicts = self._apply(
            lead,
            "move",
            stage_id=doing.id,
            reason_text="known already",
        )
        self.assertRegex(verdicts["Newer"][1], "Several ways lead.*choose one")
        lead.partner_id = self.client
        self._apply(
            lead,
            "move",
            stage_id=doing.id,
            reason_text="known already",
            transition_kind="skip",
        )
        self.assertEqual(lead.case_id.move_ids.sorted("id")[-1:].kind, "skip")

    def test_preview_counts_and_changes_nothing(self):
        self.template.is_automatic = False
        stock = self._create_lead(name="Stock")
        wizard = self._open_bulk(self.leads | stock, "move")
        self.assertEqual((wizard.case_count, wizard.left_out_count), (3, 1))
        self.assertEqual(self.leads.case_id.stage_id, self.todo)

    def test_record_without_a_process_has_its_verdict(self):
        self.template.is_automatic = False
        stock = self._create_lead(name="Stock")
        verdicts = self._apply(self.ready | stock, "move", stage_id=self.doing.id)
        self.assertEqual(verdicts["Stock"], (False, "No process runs on it."))
        self.assertEqual(verdicts["Ready"], (True, "Doing"))

    def test_foreign_record_has_its_verdict_and_no_error(self):
        foreign = self._create_lead(self.oleh, name="Foreign")
        foreign.sudo().partner_id = self.client
        both = self.ready | foreign.with_user(self.sally)
        wizard = self._open_bulk(both, "move", stage_id=self.doing.id)
        wizard.action_apply()
        refused = wizard.verdict_ids.filtered(lambda row: not row.is_done)
        self.assertRegex(refused.text, "You may not change it")
        self.assertEqual(refused.name, f"#{foreign.id}")
        self.assertEqual(foreign.case_id.stage_id, self.todo)
        self.assertEqual(self.ready.case_id.stage_id, self.doing)

    def test_manager_may_move_what_belongs_to_others(self):
        verdicts = self._apply(self.ready, "move", self.head, stage_id=self.doing.id)
        self.assertEqual(verdicts["Ready"], (True, "Doing"))

    def test_verdict_opens_its_record(self):
        wizard = self._open_bulk(self.ready, "move", stage_id=self.doing.id)
        wizard.action_apply()
        action = wizard.verdict_ids.action_open_record()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("crm.lead", self.ready.id)
        )

    def test_form_offers_the_stages_and_applies(self):
        wizard = self.env["crm.process.bulk"].with_user(self.sally)
        form = Form(
            wizard.with_context(active_model="crm.lead", active_ids=self.ready.ids)
        )
        form.stage_id = self.doing
        form.save().action_apply()
        self.assertEqual(self.ready.case_id.stage_id, self.doing)

    def test_nothing_is_moved_nowhere(self):
        wizard = self._open_bulk(self.ready, "move")
        with self.assertRefused("Fill “To the Stage” first"):
            wizard.action_apply()

    def test_orders_of_one_deal_move_their_case_once(self):
        orders = self.env["sale.order"].create(
            [
                {
                    "partner_id": self.client.id,
                    "opportunity_id": self.ready.id,
                    "user_id": self.sally.id,
                }
            ]
            * 2
        )
        verdicts = self._apply(orders, "move", stage_id=self.doing.id)
        self.assertEqual(set(verdicts), set(orders.mapped("name")))
        self.assertEqual(set(verdicts.values()), {(True, "Doing")})
        self.assertEqual(
            self.ready.case_id.move_ids.sorted("id").mapped("kind"),
            ["start", "success"],
        )
