from contextlib import closing

from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestLeadNeverLost(LeadCase):
    """Whatever has become of its process, a new deal is created, and says so."""

    # === WHAT WAS TAKEN BACK === #

    def test_process_whose_retirement_was_taken_back_starts(self):
        self._activate()
        self._settle()
        with self._taken_back():
            self.template.action_retire()
            self.assertFalse(self._create_lead().case_id)
        self._settle()
        self.assertEqual(self._create_lead().case_id.template_id, self.template)

    def test_process_whose_retirement_was_taken_back_is_offered(self):
        self._activate()
        self._settle()
        with self._taken_back():
            self.template.action_retire()
            self.assertFalse(self._create_lead().is_process_offered)
        self._settle()
        self.assertTrue(self._create_lead().is_process_offered)

    def test_process_whose_activation_was_taken_back_starts_nothing(self):
        self._settle()
        with self._taken_back():
            self._activate()
            self.assertTrue(self._create_lead().case_id)
        self._settle()
        self.assertFalse(self._create_lead().case_id)

    def test_map_changed_after_its_activation_was_taken_back_is_walked(self):
        with self._taken_back():
            self._create_running_lead(self.doing)
        check = self._create_stage("Check")
        self._create_arrow(self.todo, check)
        self._create_arrow(check, self.done)
        lead = self._create_running_lead()
        lead.case_id.sudo().stage_id = check
        self.assertEqual(lead.case_id.stage_id, check)

    # === WHAT ANOTHER WORKER HAS CHANGED === #

    def test_process_retired_by_another_worker_does_not_start(self):
        self._activate()
        self._remember()
        self._change_elsewhere(self.template, "retired")
        self.assertFalse(self._create_lead().case_id)

    def test_next_best_process_starts_when_another_worker_retired_the_best(self):
        best = self._create_small_template("Best", sequence=1)
        self._activate()
        self._remember()
        self._change_elsewhere(best, "retired")
        self.assertEqual(self._create_lead().case_id.template_id, self.template)

    # === A SUB-PROCESS AT THE START === #

    def test_start_without_its_subprocess_leaves_the_deal_and_says_so(self):
        approval = self._create_small_template("Approval", is_automatic=False)
        self.todo.subprocess_id = approval
        self._activate()
        self._change_elsewhere(approval, "retired")
        lead = self._create_lead()
        self.assertFalse(lead.case_id)
        self.assertIn("sub-process “Approval”", lead.message_ids[:1].body)

    def test_chosen_start_without_its_subprocess_leaves_the_deal_stock(self):
        approval = self._create_small_template("Approval", is_automatic=False)
        self.todo.subprocess_id = approval
        self._activate()
        self._change_elsewhere(approval, "retired")
        lead = self._create_lead(process_template_id=self.template.id)
        self.assertFalse(lead.case_id or lead.process_template_id)
        self.assertIn("sub-process “Approval”", lead.message_ids[:1].body)

    def test_start_with_its_subprocess_waits(self):
        self.todo.subprocess_id = self._create_small_template(
            "Approval", is_automatic=False
        )
        lead = self._create_running_lead()
        self.assertEqual(lead.case_id.state, "waiting")

    # === THE USER'S CHOICE === #

    def test_chosen_process_that_is_retired_gives_way_and_the_chatter_says_so(self):
        other = self._create_small_template("Other", is_automatic=False)
        other.action_retire()
        self._activate()
        lead = self._create_lead(process_template_id=other.id)
        self.assertEqual(lead.case_id.template_id, self.template)
        self.assertIn("“Other” was chosen, but", self._read_chatter(lead))

    def test_chosen_process_of_another_company_gives_way_and_the_chatter_says_so(self):
        company = self.env["res.company"].create({"name": "Second"})
        other = self._create_small_template(
            "Other", is_automatic=False, company_id=company.id
        )
        self._activate()
        lead = self._create_lead(process_template_id=other.id)
        self.assertEqual(lead.case_id.template_id, self.template)
        self.assertIn("“Other” was chosen, but", self._read_chatter(lead))

    def test_chosen_version_gives_way_to_the_active_one_in_silence(self):
        self._activate()
        new = self.template.action_new_version()
        new.action_activate()
        lead = self._create_lead(process_template_id=self.template.id)
        self.assertEqual(lead.case_id.template_id, new)
        self.assertNotIn("was chosen", self._read_chatter(lead))

    # === HELPERS === #

    def _taken_back(self):
        """Take back what happens inside, as a test of an import does."""
        return closing(self.env.cr.savepoint())

    def _remember(self):
        """Let this worker remember which processes start by themselves."""
        self._settle()
        self.env["crm.process.template"]._get_automatic("crm.lead")

    def _change_elsewhere(self, template, state):
        """Change `template` as another worker does: nobody here is told."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_process_template SET state = %s WHERE id = %s",
            [state, template.id],
        )
        self.env.invalidate_all()

    def _read_chatter(self, lead):
        return "\n".join(lead.message_ids.mapped("body"))
