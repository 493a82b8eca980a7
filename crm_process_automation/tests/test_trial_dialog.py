from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .trial_common import TrialCase


@tagged("post_install", "-at_install")
class TestTrialDialog(TrialCase):
    """The dialogue of a designer who tries a scenario before switching it on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scenario = cls._create_trial_scenario(
            {"state": "object_write", "update_path": "referred", "value": "<b>Fair</b>"}
        )

    def _open(self, user):
        dialogs = self.env["crm.process.trial"].with_user(user)
        return dialogs.with_context(default_scenario_id=self.scenario.id)

    def test_the_newest_record_is_suggested(self):
        dialog = self._open(self.designer).create({})
        self.assertEqual(dialog.record_ref, self.lead)

    def test_the_button_of_the_scenario_opens_it(self):
        action = self.scenario.with_user(self.designer).action_try()
        self.assertEqual(action["res_model"], "crm.process.trial")
        self.assertEqual(action["context"], {"default_scenario_id": self.scenario.id})

    def test_another_record_may_be_chosen(self):
        other = self._create_lead(name="Winter fair").sudo()
        with Form(self._open(self.designer)) as form:
            form.record_ref = f"crm.lead,{self.lead.id}"
        dialog = form.record
        self.assertNotEqual(dialog.record_ref, other)
        dialog.action_try()
        self.assertIn("Autumn fair", dialog.result)

    def test_the_result_is_shown_with_every_value_escaped(self):
        dialog = self._open(self.designer).create({})
        dialog.action_try()
        self.assertIn("Referred By", dialog.result)
        self.assertIn("&lt;b&gt;Fair&lt;/b&gt;", dialog.result)
        self.assertFalse(self.lead.referred)

    def test_a_salesperson_tries_nothing(self):
        with self.assertRaises(AccessError):
            self._open(self.sally).create({})

    def test_a_manager_tries_nothing(self):
        with self.assertRaises(AccessError):
            self._open(self.head).create({})

    def test_nobody_reads_the_trial_of_another_designer(self):
        dialog = self._open(self.designer).create({})
        other = self._create_user(
            "second", "crm_process_automation.group_process_designer"
        )
        with self.assertRaises(AccessError):
            dialog.with_user(other).read(["result"])
