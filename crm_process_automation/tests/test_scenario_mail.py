from odoo.tests import tagged
from odoo.tools.misc import mute_logger

from ..models.automation import crm_process_run_execute
from .mail_common import MailMixin
from .scenario_common import ScenarioCase

EXECUTE_LOGGER = crm_process_run_execute.__name__


@tagged("post_install", "-at_install")
class TestScenarioMail(MailMixin, ScenarioCase):
    """A scenario writes by the queue, at least once, and never to nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls.env["mail.template"].create(
            {
                "name": "Your order",
                "model_id": cls.env["ir.model"]._get_id("crm.lead"),
                "subject": "About {{ object.name }}",
                "body_html": "<p>We are at it.</p>",
                "email_from": "shop@example.com",
                "use_default_to": False,
                "email_to": "{{ object.email_from }}",
            }
        )
        cls.queue = cls.env.ref("mail.ir_cron_mail_scheduler_action")

    def _create_program(self, name, action):
        """Create a scenario that an administrator has programmed, switched on."""
        admin = self.env.ref("base.user_admin")
        scenario = self._create_scenario(
            name, action=action, run_as_id=admin.id, switch_on=False
        )
        scenario.with_user(admin).action_switch_on()
        return scenario

    def _create_mail_scenario(self, method="email", **values):
        action = {
            "state": "mail_post",
            "template_id": self.template.id,
            "mail_post_method": method,
        }
        return self._create_scenario("Tell the client", action=action, **values)

    def _create_leads(self, *addresses):
        leads = self.env["crm.lead"].create(
            [
                {"name": f"Deal {number}", "email_from": address}
                for number, address in enumerate(addresses)
            ]
        )
        self._end_transaction()
        return leads

    def _get_mails(self, leads):
        return self.env["mail.mail"].search(
            [("model", "=", "crm.lead"), ("res_id", "in", leads.ids)], order="id"
        )

    # === THE QUEUE === #

    def test_mail_waits_in_the_queue_whose_job_is_woken(self):
        scenario = self._create_mail_scenario()
        self.env["ir.cron.trigger"].search([("cron_id", "=", self.queue.id)]).unlink()
        with self._sending():
            leads = self._create_leads("client@example.com", "other@example.com")
        mails = self._get_mails(leads)
        self.assertEqual(mails.mapped("state"), ["outgoing", "outgoing"])
        self.assertFalse(self.sink.received)
        wakeups = self.env["ir.cron.trigger"].search([("cron_id", "=", self.queue.id)])
        self.assertEqual(len(wakeups), 1)
        runs = self._get_runs(scenario)
        self.assertEqual(set(runs.mapped("state")), {"done"})
        self.assertIn("client@example.com", runs[0].trace[0]["text"])

    def test_mail_that_is_sent_twice_keeps_its_message_id(self):
        self._create_mail_scenario()
        mail = self._get_mails(self._create_leads("client@example.com"))
        with self._sending():
            with self.assertRaises(Killed), self.env.cr.savepoint():
                mail.send()
                raise Killed  # after the mail has left, before that is written down
            self.env.invalidate_all()
            self.assertEqual(mail.state, "outgoing")
            mail.send()
        first, second = (message["Message-Id"] for message in self.sink.received)
        self.assertTrue(first)
        self.assertEqual(first, second)

    def test_mail_of_a_run_that_fails_is_taken_back(self):
        action = [
            {
                "state": "mail_post",
                "sequence": 1,
                "template_id": self.template.id,
                "mail_post_method": "email",
            },
            {"state": "code", "sequence": 2, "code": "raise UserError('No.')"},
        ]
        self._create_program("Tell the client", action)
        with self._sending(), mute_logger(EXECUTE_LOGGER):
            leads = self._create_leads("client@example.com")
            self.env.cr.postcommit.run()
        self.assertFalse(self._get_mails(leads))
        self.assertFalse(self.sink.received)

    def test_action_that_wants_to_send_at_once_has_to_wait(self):
        send = f"env['mail.template'].browse({self.template.id}).send_mail"
        action = {"state": "code", "code": f"{send}(record.id, force_send=True)"}
        self._create_program("Code", action)
        with self._sending():
            mail = self._get_mails(self._create_leads("client@example.com"))
        self.assertEqual((mail.state, self.sink.received), ("outgoing", []))

    def test_posted_message_reaches_its_readers_by_the_queue(self):
        self.template.email_to = False
        self.template.partner_to = "{{ object.partner_id.id }}"
        scenario = self._create_mail_scenario("comment")
        client = self.env["res.partner"].create(
            {"name": "Client", "email": "client@example.com"}
        )
        with self._sending():
            lead = self._create_lead(partner_id=client.id)
            self._end_transaction()
        mail = self._get_mails(lead)
        self.assertEqual((mail.state, self.sink.received), ("outgoing", []))
        self.assertEqual(mail.recipient_ids, client)
        self.assertEqual(self._get_runs(scenario).state, "done")

    # === NOBODY TO WRITE TO === #

    def assertSkipped(self, scenario, lead, *sentences):
        run = self._get_runs(scenario, res_id=lead.id)
        self.assertEqual(run.state, "skipped")
        for sentence in sentences:
            self.assertIn(sentence, run.error)
        self.assertFalse(self._get_mails(lead))

    def test_record_without_address_is_skipped_and_the_others_are_not(self):
        scenario = self._create_mail_scenario()
        leads = self._create_leads("client@example.com", False)
        self.assertEqual(self._get_runs(scenario).mapped("state"), ["done", "skipped"])
        self.assertSkipped(scenario, leads[1], "Your order", "finds nobody")
        self.assertEqual(len(self._get_mails(leads)), 1)

    def test_client_without_address_is_named(self):
        self.template.write(
            {"email_to": False, "partner_to": "{{ object.partner_id.id }}"}
        )
        client = self.env["res.partner"].create({"name": "Sunflower Ltd"})
        for method in ("email", "comment"):
            scenario = self._create_mail_scenario(method)
            lead = self._create_lead(partner_id=client.id)
            self._end_transaction()
            with self.subTest(method):
                self.assertSkipped(
                    scenario, lead, "Sunflower Ltd has no e-mail address"
                )
            scenario.with_user(self.designer).action_switch_off()

    def test_broken_address_is_told(self):
        scenario = self._create_mail_scenario()
        lead = self._create_leads("client at example")
        self.assertSkipped(
            scenario, lead, "“client at example” is not an e-mail address"
        )

    def test_client_who_wants_no_mail_gets_none(self):
        self.env["mail.blacklist"]._add("client@example.com")
        scenario = self._create_mail_scenario()
        lead = self._create_leads("Client <CLIENT@example.com>")
        self.assertSkipped(scenario, lead, "client@example.com is on the blacklist")

    def test_plain_action_does_what_odoo_does(self):
        lead = self._create_leads(False)
        action = self.env["ir.actions.server"].create(
            {
                "name": "Plain",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "state": "mail_post",
                "template_id": self.template.id,
                "mail_post_method": "email",
            }
        )
        context = {"active_model": "crm.lead", "active_id": lead.id}
        action.with_context(**context, active_ids=lead.ids).run()
        self.assertEqual(len(self._get_mails(lead)), 1)


class Killed(BaseException):
    """Ends the process, as a kill does."""
