from odoo.tests import tagged

from .scenario_common import ScenarioCase


@tagged("post_install", "-at_install")
class TestScenarioClient(ScenarioCase):
    """A scenario knows what goes to clients, before it is too late."""

    def test_scenario_knows_whether_an_action_writes_to_clients(self):
        actions = self.env["ir.actions.server"].create(
            [
                {
                    "name": name,
                    "model_id": self.env["ir.model"]._get_id("crm.lead"),
                    **values,
                }
                for name, values in {
                    "mail": {"state": "mail_post", "mail_post_method": "email"},
                    "message": {"state": "mail_post", "mail_post_method": "comment"},
                    "note": {"state": "mail_post", "mail_post_method": "note"},
                    "call": {
                        "state": "webhook",
                        "webhook_url": "https://a.example.com",
                    },
                    "code": {"state": "code", "code": "pass"},
                    "task": {"state": "next_activity"},
                    "write": {"state": "object_write", "update_path": "referred"},
                }.items()
            ]
        )
        self.assertEqual(
            [action._is_to_client() for action in actions],
            [True, True, False, True, True, False, False],
        )

    def test_action_of_several_asks_each_of_them(self):
        model = self.env["ir.model"]._get_id("crm.lead")
        actions = self.env["ir.actions.server"]
        whole, part = actions.create(
            [
                {"name": "whole", "model_id": model, "state": "multi"},
                {"name": "part", "model_id": model, "state": "object_write"},
            ]
        )
        part.write({"update_path": "referred", "parent_id": whole.id})
        self.assertFalse(whole._is_to_client())
        part.write({"state": "webhook", "webhook_url": "https://a.example.com"})
        self.assertTrue(whole._is_to_client())
        self.assertTrue(whole.with_user(self.head)._is_to_client())

    def test_note_whose_template_names_the_client_goes_to_him(self):
        model = self.env["ir.model"]._get_id("crm.lead")
        template = self.env["mail.template"].create(
            {"name": "Hint", "model_id": model, "use_default_to": True}
        )
        action = self.env["ir.actions.server"].create(
            {
                "name": "note",
                "model_id": model,
                "state": "mail_post",
                "mail_post_method": "note",
                "template_id": template.id,
            }
        )
        self.assertTrue(action._is_to_client())
