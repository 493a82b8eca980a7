from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestLeadStart(LeadCase):
    """A new deal gets the process that fits it, and stands where its case stands."""

    def test_new_deal_starts_the_automatic_process(self):
        lead = self._create_running_lead()
        self.assertEqual(lead.case_id.template_id, self.template)
        self.assertStands(lead, self.todo, self.new, 10)

    def test_case_takes_over_what_the_deal_says(self):
        partner = self.env["res.partner"].create({"name": "Client"})
        case = self._create_running_lead(partner_id=partner.id, priority="2").case_id
        self.assertEqual(
            (case.name, case.partner_id, case.user_id, case.amount, case.priority),
            ("Autumn fair", partner, self.sally, 1000, "2"),
        )

    def test_deal_without_a_process_is_stock(self):
        lead = self._create_lead(probability=33)
        lead.stage_id = self.working
        self.assertFalse(lead.case_id)
        self.assertEqual((lead.stage_id, lead.probability), (self.working, 33))

    def test_process_of_another_team_does_not_start(self):
        team = self.env["crm.team"].create({"name": "Far away"})
        self.template.team_ids = team
        self._activate()
        self.assertFalse(self._create_lead().case_id)
        self.assertTrue(self._create_lead(team_id=team.id, user_id=False).case_id)

    def test_approach_and_cycle_choose_the_process(self):
        self.template.write({"approach": "pull", "cycle": "long"})
        self._activate()
        self.assertFalse(self._create_lead(process_approach="push").case_id)
        lead = self._create_lead(process_approach="pull", process_cycle="long")
        self.assertTrue(lead.case_id)

    def test_most_specific_process_wins(self):
        special = self._create_small_template("Special", approach="push", sequence=99)
        self._activate()
        lead = self._create_lead(process_approach="push")
        self.assertEqual(lead.case_id.template_id, special)

    def test_sequence_breaks_the_tie(self):
        first = self._create_small_template("First", sequence=1)
        self._activate()
        self.assertEqual(self._create_lead().case_id.template_id, first)

    def test_user_chooses_another_process(self):
        other = self._create_small_template("Other", is_automatic=False)
        self._activate()
        lead = self._create_lead(process_template_id=other.id)
        self.assertEqual(lead.case_id.template_id, other)

    def test_deal_shows_the_process_that_started(self):
        lead = self._create_running_lead()
        self.assertEqual(lead.process_template_id, self.template)

    def test_choosing_a_process_on_a_stock_deal_starts_it(self):
        lead = self._create_lead()
        self._activate()
        lead.process_template_id = self.template
        self.assertStands(lead, self.todo, self.new, 10)

    def test_running_process_is_not_changed_by_writing_another(self):
        other = self._create_small_template("Other", is_automatic=False)
        lead = self._create_running_lead()
        with self.assertRefused("Autumn fair", "Change process"):
            lead.process_template_id = other

    def test_changing_the_process_starts_the_new_and_ends_the_old(self):
        other = self._create_small_template("Other", is_automatic=False)
        lead = self._create_running_lead()
        old = lead.case_id
        new = lead._change_process(other, "The client asks for less.")
        self.assertEqual((lead.case_id, new.previous_case_id), (new, old))
        self.assertEqual(old.state, "cancelled")
        self.assertTrue(lead.active)

    def test_changing_the_process_needs_a_reason(self):
        lead = self._create_running_lead()
        with self.assertRefused("Say why"):
            lead._change_process(self.template, "")

    def test_second_process_is_refused(self):
        lead = self._create_running_lead()
        with self.assertRefused("goes through “Work” already"):
            lead._process_start(self.template)

    def test_deal_without_a_company_takes_the_company_of_the_template(self):
        company = self.env["res.company"].create({"name": "Second"})
        self.template.company_id = company
        self._activate()
        lead = self._create_lead(user_id=False, company_id=False, team_id=False)
        case = lead.sudo().with_company(company)._process_start(self.template)
        self.assertEqual(case.company_id, company)

    def test_copy_starts_a_case_of_its_own(self):
        lead = self._create_running_lead(self.doing)
        copy = lead.copy()
        self.assertNotEqual(copy.case_id, lead.case_id)
        self.assertStands(copy, self.todo, self.new, 10)

    def test_archived_deal_starts_nothing(self):
        self._activate()
        self.assertFalse(self._create_lead(active=False).case_id)

    def test_one_batch_makes_one_batch_of_cases(self):
        self._activate()
        made = []
        Case = self.registry["crm.process.case"]
        create = Case.create

        def spy(cases, vals_list):
            made.append(len(vals_list))
            return create(cases, vals_list)

        self.patch(Case, "create", spy)
        self.env["crm.lead"].create([{"name": f"Deal {n}"} for n in range(30)])
        self.assertEqual(made, [30])

    def test_view_defaults_do_not_leak_into_the_case(self):
        self._activate()
        Lead = self.env["crm.lead"].with_context(
            default_stage_id=self.new.id, default_name="Quick", default_type="lead"
        )
        lead = Lead.create({"user_id": self.sally.id})
        self.assertEqual(lead.case_id.stage_id, self.todo)

    def test_form_creates_and_shows_the_case(self):
        self._activate()
        with Form(self.env["crm.lead"]) as form:
            form.name = "From the form"
        self.assertEqual(form.record.case_id.stage_id, self.todo)

    def test_incoming_mail_starts_the_process(self):
        self._activate()
        team = self.env["crm.team"].create(
            {"name": "Desk", "alias_name": "desk", "use_leads": True}
        )
        lead_id = self.env["mail.thread"].message_process(
            "crm.lead",
            "From: ann@example.com\nTo: desk@example.com\nSubject: A fair\n"
            "Message-Id: <a-fair@example.com>\n\nHello",
            custom_values={"team_id": team.id},
        )
        lead = self.env["crm.lead"].browse(lead_id)
        self.assertStands(lead, self.todo, self.new, 10)

    # === LATER COLUMN === #

    def test_deal_created_in_a_later_column_passes_the_door(self):
        self._activate()
        lead = self._create_lead(stage_id=self.working.id)
        self.assertStands(lead, self.doing, self.working, 50)
        self.assertEqual(
            lead.case_id.sudo().move_ids.sorted("id").mapped("kind"),
            ["start", "success"],
        )

    def test_later_column_that_is_refused_leaves_the_deal_at_the_start(self):
        self._create_control(
            self.todo,
            "Client",
            kind="field",
            field_path="partner_id",
            message="Say who the client is.",
        )
        self._activate()
        lead = self._create_lead(stage_id=self.working.id)
        self.assertStands(lead, self.todo, self.new, 10)
        self.assertIn("Say who the client is.", lead.message_ids[:1].body)

    def test_deal_created_as_won_has_to_walk(self):
        self._activate()
        lead = self._create_lead(stage_id=self.won.id)
        self.assertStands(lead, self.todo, self.new, 10)

    # === RIGHTS === #

    def test_colleague_may_not_start_a_process_on_a_foreign_deal(self):
        lead = self._create_lead()
        self._activate()
        with self.assertRaises(UserError):
            lead.with_user(self.oleh)._process_start(self.template)

    def test_salesperson_may_start_a_process_on_the_own_deal(self):
        lead = self._create_lead()
        self._activate()
        self.assertTrue(lead._process_start(self.template))

    def test_process_for_orders_does_not_start_on_a_deal(self):
        self._activate()
        errand = self._create_template("Errand", host_model="sale.order")
        self._create_arrow(
            self._create_stage("Do", errand, is_start=True),
            self._create_stage("Did", errand, is_end=True, outcome="success"),
        )
        self._activate(errand)
        with self.assertRefused("“Errand” is not made for"):
            self._create_lead()._change_process(errand, "Wrong one")
