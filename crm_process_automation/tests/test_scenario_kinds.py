from odoo.exceptions import AccessError
from odoo.tests import tagged

from .worker_common import WorkerCase


@tagged("post_install", "-at_install")
class TestScenarioKinds(WorkerCase):
    """Odoo's own kinds of action work in a scenario, in the person's rights."""

    def _run(self, action, count=1, run_as=None, switch_on_by=None, **values):
        """Return (deals, runs) after a scenario with `action` has run on new deals."""
        scenario = self._create_scenario(
            "Act",
            "on_create",
            action=action,
            run_as_id=(run_as or self.head).id,
            switch_on=False,
        )
        scenario.with_user(switch_on_by or self.designer).action_switch_on()
        leads = self._create_leads(count, **values)
        self._end_transaction()
        return leads, self._get_runs(scenario)

    # === MAY NOT === #

    def test_record_closed_to_the_person_fails_with_the_sentence(self):
        action = {"state": "object_write", "update_path": "referred", "value": "X"}
        leads, run = self._run(action, run_as=self.sally, user_id=self.oleh.id)
        self.assertEqual(run.state, "failed")
        self.assertIn("doesn't have 'write' access", run.error)
        self.assertFalse(leads.referred)

    def test_field_closed_to_the_person_fails_with_the_sentence(self):
        field = self.env.registry["crm.lead"]._fields["referred"]
        self.patch(field, "groups", "base.group_system")
        action = {"state": "object_write", "update_path": "referred", "value": "X"}
        leads, run = self._run(action)
        self.assertEqual(run.state, "failed")
        self.assertIn("referred", run.error)
        self.assertFalse(leads.referred)

    def test_parts_of_an_action_have_no_more_rights(self):
        part = {
            "state": "object_write",
            "update_path": "referred",
            "value": "X",
            "name": "Part",
            "model_id": self.env["ir.model"]._get("crm.lead").id,
        }
        action = {"state": "multi", "child_ids": [(0, 0, part)]}
        leads, run = self._run(action, run_as=self.sally, user_id=self.oleh.id)
        self.assertEqual((run.state, leads.referred), ("failed", False))
        mine, run = self._run(
            {"state": "multi", "child_ids": [(0, 0, part)]}, run_as=self.sally
        )
        self.assertEqual((run[-1].state, mine.referred), ("done", "X"))

    def test_code_of_somebody_who_is_no_administrator_is_not_switched_on(self):
        with self.assertRaises(AccessError):
            self._run({"state": "code", "code": "record.write({'referred': 'X'})"})

    # === MAY === #

    def test_code_of_an_administrator_is_run_for_each_record(self):
        admin = self.env.ref("base.user_admin")
        leads, runs = self._run(
            {
                "state": "code",
                "code": "record.write({'referred': str(len(records)) + record.name})",
            },
            count=3,
            run_as=admin,
            switch_on_by=admin,
        )
        self.assertEqual(leads.mapped("referred"), ["10", "11", "12"])
        self.assertEqual(set(runs.mapped("state")), {"done"})

    def test_value_is_written_to_all_in_one_go(self):
        self._create_scenario("Act", "on_create")
        calls = []
        write = self.env.registry["crm.lead"].write

        def count(leads, vals):
            if "referred" in vals:
                calls.append(len(leads))
            return write(leads, vals)

        self.patch(self.env.registry["crm.lead"], "write", count)
        leads = self._create_leads(30)
        self._end_transaction()
        self.assertEqual(set(leads.mapped("referred")), {"Act"})
        self.assertEqual(calls, [30])

    def test_value_by_formula_is_each_records_own(self):
        action = {
            "state": "object_write",
            "update_path": "referred",
            "evaluation_type": "equation",
            "value": "'No. ' + record.name",
        }
        admin = self.env.ref("base.user_admin")
        leads, _runs = self._run(action, count=3, run_as=admin, switch_on_by=admin)
        self.assertEqual(leads.mapped("referred"), ["No. 0", "No. 1", "No. 2"])

    def test_value_of_a_linked_record_is_written(self):
        client = self.env["res.partner"].create({"name": "Client"})
        action = {
            "state": "object_write",
            "update_path": "partner_id.function",
            "value": "Director",
        }
        self._run(action, partner_id=client.id)
        self.assertEqual(client.function, "Director")

    def test_activity_is_planned(self):
        action = {
            "state": "next_activity",
            "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
            "activity_summary": "Call the client",
            "activity_user_type": "generic",
            "activity_user_field_name": "user_id",
        }
        leads, _runs = self._run(action, count=2)
        for lead in leads:
            mine = lead.activity_ids.filtered(lambda a: a.summary == "Call the client")
            self.assertEqual((mine.user_id, mine.create_uid), (self.sally, self.head))

    def test_mail_waits_in_the_queue(self):
        template = self.env["mail.template"].create(
            {
                "name": "Thanks",
                "model_id": self.env["ir.model"]._get("crm.lead").id,
                "subject": "Thanks for {{ object.name }}",
                "use_default_to": False,
                "email_to": "client@example.com",
            }
        )
        action = {
            "state": "mail_post",
            "template_id": template.id,
            "mail_post_method": "email",
        }
        self._run(action)
        mail = self.env["mail.mail"].search([("subject", "=", "Thanks for 0")])
        self.assertEqual(mail.state, "outgoing")

    def test_note_is_posted_in_the_persons_name(self):
        template = self.env["mail.template"].create(
            {
                "name": "Note",
                "model_id": self.env["ir.model"]._get("crm.lead").id,
                "body_html": "<p>Look here</p>",
            }
        )
        action = {
            "state": "mail_post",
            "template_id": template.id,
            "mail_post_method": "note",
        }
        lead, _run = self._run(action)
        self.assertIn("Look here", lead.message_ids[0].body)
        self.assertEqual(lead.message_ids[0].author_id, self.head.partner_id)

    def test_record_is_created_and_linked(self):
        field = self.env["ir.model.fields"]._get("crm.lead", "partner_id")
        action = {
            "state": "object_create",
            "crud_model_id": self.env["ir.model"]._get("res.partner").id,
            "value": "New client",
            "link_field_id": field.id,
        }
        lead, _run = self._run(action)
        self.assertEqual(lead.partner_id.name, "New client")
        self.assertEqual(lead.partner_id.create_uid, self.head)

    def test_followers_are_added(self):
        action = {
            "state": "followers",
            "followers_type": "specific",
            "partner_ids": [(6, 0, self.oleh.partner_id.ids)],
        }
        lead, _run = self._run(action)
        self.assertIn(self.oleh.partner_id, lead.message_partner_ids)
