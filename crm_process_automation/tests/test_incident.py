from odoo.exceptions import AccessError
from odoo.tests import tagged

from .incident_common import TUESDAY, IncidentCase


@tagged("post_install", "-at_install")
class TestIncident(IncidentCase):
    """A breach becomes an incident of the head, once for its cause."""

    def test_cause_has_one_incident(self):
        first = self._raise()
        self.assertEqual(len(first), 1)
        self.assertFalse(self._raise())

    def test_cause_named_twice_at_once_has_one_incident(self):
        values = {
            "kind": "timer_failed",
            "cause_key": "test:1",
            "name": "It failed",
            "company_id": self.env.company.id,
        }
        incidents = self.env["crm.process.incident"]._raise([values, dict(values)])
        self.assertEqual(len(incidents), 1)

    def test_handled_cause_is_not_raised_again(self):
        self._raise().action_handle("mended")
        self.assertFalse(self._raise())

    def test_new_causes_come_beside_known_ones(self):
        self._raise("test:1")
        self.assertEqual(self._raise("test:2").cause_key, "test:2")

    def test_nothing_raised_is_nothing(self):
        self.assertFalse(self.env["crm.process.incident"]._raise([]))

    def test_incident_of_a_case_belongs_to_its_deal(self):
        task = self._give_task()
        incident = self._raise(case_id=task.case_id.id)
        self.assertEqual(incident.lead_id, task.lead_id)

    # === RIGHTS === #

    def test_nobody_raises_by_hand(self):
        with self.assertRaises(AccessError):
            self.env["crm.process.incident"].with_user(self.head).create(
                {"kind": "timer_failed", "cause_key": "x", "name": "x"}
            )

    def test_nobody_deletes_an_incident(self):
        incident = self._raise(user_id=self.head.id)
        with self.assertRefused("Incidents are history"):
            incident.unlink()
        with self.assertRaises(AccessError):
            incident.with_user(self.head).unlink()

    def test_nobody_rewrites_an_incident(self):
        incident = self._raise(user_id=self.head.id).with_user(self.head)
        for values in ({"name": "Nothing"}, {"state": "handled"}, {"answer": "x"}):
            with self.assertRefused("stays as it was written down"):
                incident.write(values)

    def test_head_hands_an_incident_to_another_head(self):
        incident = self._raise(user_id=self.head.id).with_user(self.head)
        incident.user_id = self.manager
        self.assertEqual(incident.user_id, self.manager)

    def test_owner_hands_no_incident_over(self):
        incident = self._raise(user_id=self.head.id, owner_id=self.sally.id)
        with self.assertRefused("for Head to handle"):
            incident.with_user(self.sally).user_id = self.sally

    def test_head_and_owner_read_it_and_a_colleague_does_not(self):
        task = self._give_task()
        incident = self._raise(
            case_id=task.case_id.id, user_id=self.head.id, owner_id=self.sally.id
        )
        for user, is_open in (
            (self.head, True),
            (self.sally, True),
            (self.oleh, False),
        ):
            with self.subTest(user.login):
                found = incident.with_user(user).search([("id", "=", incident.id)])
                self.assertEqual(bool(found), is_open)
                self.assertEqual(incident.with_user(user).has_access("read"), is_open)

    def test_incident_of_another_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        incident = self._raise(company_id=other.id, user_id=self.head.id)
        self.assertFalse(incident.with_user(self.head).has_access("read"))
        self.head.company_ids |= other
        self.assertTrue(
            incident.with_user(self.head)
            .with_context(allowed_company_ids=[self.env.company.id, other.id])
            .has_access("read")
        )

    # === THE HEAD === #

    def _get_notices(self, user):
        return self.env["mail.message"].search(
            [("notified_partner_ids", "in", user.partner_id.ids)]
        )

    def test_head_is_told_once_for_one_transaction(self):
        self.head.notification_type = "inbox"
        self.env.cr.precommit.run()
        before = self._get_notices(self.head)
        self._raise("test:1", user_id=self.head.id, name="First")
        self._raise("test:2", user_id=self.head.id, name="Second")
        self.env.cr.precommit.run()
        notice = self._get_notices(self.head) - before
        self.assertEqual(len(notice), 1)
        self.assertIn("First", notice.body)
        self.assertIn("Second", notice.body)

    def test_each_head_is_told_of_the_own_ones(self):
        (self.head | self.manager).notification_type = "inbox"
        self._raise("test:1", user_id=self.head.id, name="First")
        self._raise("test:2", user_id=self.manager.id, name="Second")
        self.env.cr.precommit.run()
        notice = self._get_notices(self.manager)
        self.assertIn("Second", notice.body)
        self.assertNotIn("First", notice.body)

    def test_what_was_rolled_back_is_told_to_nobody(self):
        self.head.notification_type = "inbox"
        before = self._get_notices(self.head)
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self._raise(user_id=self.head.id)
            raise ZeroDivisionError
        self.env.cr.precommit.run()
        self.assertFalse(self._get_notices(self.head) - before)

    def test_leader_of_the_team_is_the_head(self):
        self.assertEqual(self._give_task().case_id._get_head(), self.head)

    def test_owner_of_the_process_is_the_head_where_there_is_no_team(self):
        self.template.owner_id = self.manager
        with self.at(TUESDAY):
            case = self._create_case(self.sally)
        self.assertEqual(case._get_head(), self.manager)

    def test_nobody_is_his_own_head_while_there_is_another(self):
        self.template.owner_id = self.manager
        case = self._give_task().case_id
        self.assertEqual(case._get_head(self.head), self.manager)

    def test_archived_leader_is_no_head(self):
        self.template.owner_id = self.manager
        case = self._give_task().case_id
        self.head.active = False
        self.assertEqual(case._get_head(), self.manager)

    def test_leader_of_another_company_is_no_head(self):
        self.template.owner_id = self.manager
        case = self._give_task().case_id
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.head.write({"company_ids": [other.id], "company_id": other.id})
        self.assertEqual(case._get_head(), self.manager)

    def test_case_without_anybody_has_some_manager_as_head(self):
        self.team.user_id = False
        head = self._give_task().case_id._get_head()
        self.assertTrue(head.has_group("crm_process_automation.group_process_manager"))

    def test_no_case_asks_for_no_head_in_vain(self):
        self.env["crm.process.case"]._get_head()
