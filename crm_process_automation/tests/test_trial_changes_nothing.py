from unittest.mock import patch

from odoo.tests import tagged

from ..models.automation.trial import Trial
from .trial_common import TrialCase


@tagged("post_install", "-at_install")
class TestTrialChangesNothing(TrialCase):
    """A trial leaves nothing behind: no row, no number, no mail, no call."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mail = cls.env["mail.template"].create(
            {
                "name": "Thanks",
                "model_id": cls.env["ir.model"]._get("crm.lead").id,
                "subject": "Your order",
                "body_html": "<p>Thank you</p>",
                "partner_to": "{{ object.partner_id.id }}",
            }
        )
        cls.big = cls._create_trial_scenario(
            [
                {
                    "state": "object_write",
                    "update_path": "stage_id",
                    "value": str(cls.working.id),
                },
                {
                    "state": "next_activity",
                    "activity_type_id": cls.env.ref("mail.mail_activity_data_call").id,
                    "activity_user_type": "specific",
                    "activity_user_id": cls.sally.id,
                },
                {
                    "state": "mail_post",
                    "mail_post_method": "comment",
                    "template_id": cls.mail.id,
                },
                {
                    "state": "object_create",
                    "crud_model_id": cls.env["ir.model"]._get("res.partner").id,
                    "value": "Brother",
                },
            ]
        )
        cls.big.run_as_id = cls.admin
        cls.lead.message_subscribe(cls.client.ids)
        cls.env.flush_all()

    def test_no_table_is_changed(self):
        before = self._hash_database()
        self._try_big()
        self.assertNothingChanged(before)

    def test_no_table_is_changed_when_it_fails(self):
        before = self._hash_database()
        self.big.run_as_id = self.oleh
        result = self._try(self.big, user=self.admin)
        self.assertIn("top-secret records", result.error)
        self.big.run_as_id = self.admin
        after = self._hash_database()
        changed = {name for name in before if before[name] != after[name]}
        self.assertLessEqual(changed, {"crm_process_scenario"})

    def test_nothing_waits_for_the_commit(self):
        cr = self.env.cr
        cr.flush()
        waiting = [len(queue) for queue in (cr.precommit, cr.postcommit)]
        data = dict(cr.postcommit.data)
        self._try_big()
        now = [len(queue) for queue in (cr.precommit, cr.postcommit)]
        self.assertEqual(now, waiting)
        self.assertEqual(cr.postcommit.data, data)

    def test_what_waited_before_still_waits(self):
        called = []
        self.env.cr.postcommit.add(lambda: called.append("before"))
        self._try_big()
        self.env.cr.postcommit.run()
        self.assertEqual(called, ["before"])

    def test_no_mail_leaves_while_it_lasts(self):
        with (
            patch.object(self.env.registry["ir.mail_server"], "send_email") as send,
            Trial.going_on(self.env),
        ):
            mail = self.env["mail.mail"].create(
                {"email_to": "a@b.example", "subject": "Hello"}
            )
            mail.send()
        send.assert_not_called()

    def test_numbers_of_quotations_are_not_used_up(self):
        def draw():
            return self.env["ir.sequence"].next_by_code("sale.order")

        with Trial.going_on(self.env):
            drawn = [draw(), draw()]
        self.assertEqual([draw(), draw()], drawn)

    def test_numbers_of_a_year_are_not_used_up(self):
        sequence = self.env["ir.sequence"].create(
            {"name": "Papers", "code": "papers", "use_date_range": True}
        )
        sequence.next_by_id()
        with Trial.going_on(self.env):
            drawn = [sequence.next_by_id(), sequence.next_by_id()]
        self.assertEqual([sequence.next_by_id(), sequence.next_by_id()], drawn)

    def test_an_error_inside_takes_everything_back_as_well(self):
        before = self._hash_database()
        with self.assertRaises(ValueError), Trial.going_on(self.env):
            self.lead.sudo().name = "Other"
            raise ValueError
        self.assertNothingChanged(before)
        self.assertEqual(self.lead.name, "Autumn fair")

    def test_it_may_be_tried_again_and_again(self):
        with self.at("2026-03-02 10:00"):
            first, second = self._try_big(), self._try_big()
        self.assertEqual(first.changed, second.changed)
        self.assertEqual(
            [(kind, len(made)) for kind, made in first.made],
            [(kind, len(made)) for kind, made in second.made],
        )

    # === FACTORIES === #

    def _try_big(self):
        """Return the result of a trial that has done something indeed."""
        result = self._try(self.big, user=self.admin)
        self.assertFalse(result.error)
        self.assertTrue(result.changed and result.made)
        return result
