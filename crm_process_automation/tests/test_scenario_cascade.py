from odoo.tests import tagged

from .worker_common import MORNING, WorkerCase


@tagged("post_install", "-at_install")
class TestScenarioCascade(WorkerCase):
    """What follows from an import is of the import: no client hears of it unasked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for person in cls.head | cls.designer:
            person.group_ids += cls.env.ref("base.group_partner_manager")
        cls.opener = cls._create_scenario(
            "Open",
            "on_create",
            action={"state": "process_request", "process_name": "Request from {name}"},
            rule={"model": "res.partner"},
        )
        template = cls.env["mail.template"].create(
            {
                "name": "Welcome",
                "model_id": cls.env["ir.model"]._get("crm.lead").id,
                "subject": "Welcome",
                "partner_to": "{{ object.partner_id.id }}",
            }
        )
        cls.greeter = cls._create_scenario(
            "Greet",
            "on_create",
            action={
                "state": "mail_post",
                "template_id": template.id,
                "mail_post_method": "email",
            },
        )

    def test_mail_that_follows_from_an_import_is_held_back(self):
        with self.at(MORNING):
            partners = self._import(3)
        self._work()
        self.assertEqual(len(partners.opportunity_ids), 3)
        runs = self._get_runs(self.greeter)
        self.assertEqual(runs.mapped("state"), ["suppressed"] * 3)
        self.assertIn("import", runs[0].error)

    def test_mail_that_follows_from_a_single_contact_waits_for_nobody(self):
        self.env["res.partner"].create({"name": "One", "email": "one@example.com"})
        self._end_transaction()
        self.assertEqual(self._get_runs(self.greeter).mapped("state"), ["done"])

    def test_what_follows_from_a_released_run_waits_for_nobody(self):
        self.opener.policy = "suppress"
        self._import(3)
        run = self._get_runs(self.opener)[0]
        run.with_user(self.head).action_release()
        self._end_transaction()
        self.assertEqual(run.state, "done")
        self.assertEqual(self._get_runs(self.greeter).mapped("state"), ["done"])
