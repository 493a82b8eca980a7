from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from .worker_common import WorkerCase

SPY = "{{ object.env['res.users'].sudo().browse(1).password }}"


@tagged("post_install", "-at_install")
class TestAttackActions(WorkerCase):
    """Actions that are set up with what is gone, or with what nobody may read."""

    def _create_letter(self, **values):
        return self.env["mail.template"].create(
            {
                "name": "Status",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "subject": "Status",
                "email_to": "client@example.com",
                "use_default_to": False,
                **values,
            }
        )

    def _run_on_new_deal(self, **action):
        scenario = self._create_scenario("Act", "on_create", action=action)
        return scenario, lambda: self._create_waiting(1, scenario)[1]

    # === GONE === #

    def test_archived_mail_template_writes_to_no_client(self):
        template = self._create_letter()
        _scenario, start = self._run_on_new_deal(
            state="mail_post", mail_post_method="email", template_id=template.id
        )
        run = start()
        template.active = False
        self._work()
        self.assertEqual(run.state, "failed")
        self.assertIn("“Status” (Email Template) is archived", run.error)
        self.assertFalse(self.env["mail.mail"].search([("subject", "=", "Status")]))

    def test_archived_person_is_given_no_activity_while_it_runs(self):
        _scenario, start = self._run_on_new_deal(
            state="next_activity",
            activity_type_id=self.env.ref("mail.mail_activity_data_todo").id,
            activity_user_type="specific",
            activity_user_id=self.oleh.id,
        )
        run = start()
        self.oleh.active = False
        self._work()
        self.assertEqual(run.state, "failed")
        self.assertIn("oleh", run.error)
        self.assertNotIn(self.oleh, run.lead_id.activity_ids.user_id)

    # === SECRETS === #

    def test_template_of_a_consultant_who_is_no_editor_computes_nothing(self):
        editors = self.env.ref("mail.group_mail_template_editor")
        self.env.ref("base.group_user").implied_ids -= editors
        self.designer.group_ids -= editors
        self.env.flush_all()
        for name in ("subject", "email_to"):
            with self.subTest(name), self.assertRaises(AccessError):
                values = {"name": "Spy", name: SPY}
                values["model_id"] = self.env["ir.model"]._get_id("crm.lead")
                self.env["mail.template"].with_user(self.designer).create(values)

    def test_expressions_in_a_note_or_a_value_are_mere_text(self):
        scenario, start = self._run_on_new_deal(
            state="object_write", update_path="referred", value=SPY
        )
        self._create_rule(
            scenario,
            "on_create",
            {"state": "process_log", "process_body": "<p>{{ 7 * 6 }}</p>"},
        )
        scenario._get_rules().active = True
        self._end_transaction()
        lead = start().sorted("id")[0].lead_id
        self._work()
        self.assertEqual(lead.referred, SPY)
        self.assertNotIn("42", "".join(lead.message_ids.mapped(lambda m: m.body or "")))

    def test_formula_reaches_nothing_behind_the_deal(self):
        lead = self._create_lead(user_id=self.head.id)
        for user in (self.designer, self.env.ref("base.user_root")):
            formulas = self.env["crm.process.formula"].with_user(user)
            for expression in (
                "user_id.password",
                "user_id.new_password",
                "user_id.totp_secret",
                "user_id.api_key_ids.key",
                "user_id.sudo.login",
                "user_id.env.user.login",
                "user_id.__class__",
                "create_uid.partner_id.signup_token",
                "company_id.partner_id.user_ids.password",
                "env.cr",
                "_fields",
                "ids",
            ):
                with self.subTest(expression), mute_logger("odoo.addons.base"):
                    result = formulas._evaluate_expression(
                        expression, lead.with_user(user)
                    )
                    self.assertTrue(result.is_error, expression)
