from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestTemplateActivation(ProcessCase):
    """A map goes live only when nothing is wrong with it, by whatever road."""

    def _write_raw(self, record, **values):
        """Break what constraints protect, as a bad import by SQL would."""
        record.flush_recordset()
        for name, value in values.items():
            self.env.cr.execute(
                f"UPDATE {record._table} SET {name} = %s WHERE id = %s",
                [value, record.id],
            )
        record.invalidate_recordset()

    def test_sound_map_goes_live_and_notes_who_approved(self):
        with self.at("2026-03-02 08:00:00"):
            self.template.with_user(self.designer).action_activate()
            self.assertEqual(self.template.state, "active")
            self.assertEqual(self.template.approved_by_id, self.designer)
            self.assertEqual(str(self.template.date_approved), "2026-03-02 08:00:00")

    def test_salesperson_may_not_activate(self):
        with self.assertRaises(AccessError):
            self.template.with_user(self.sally).action_activate()

    def test_everything_that_is_wrong_is_said_at_once(self):
        self._create_stage("Island")
        self._create_stage("Second", is_start=True)
        self._create_arrow(self.done, self.doing)
        with self.assertRefused(
            "“Work” cannot be activated",
            "“To do”, “Second” are starts",
            "From the stage “Island” no way leads to an end",
            "“Done → Doing” leaves the end stage “Done”",
        ):
            self.template.action_activate()

    def test_map_without_stages_is_refused(self):
        with self.assertRefused("no stages yet"):
            self._create_template("Empty").action_activate()

    def test_map_without_start_is_refused(self):
        self.todo.is_start = False
        with self.assertRefused("No stage is the start"):
            self._activate()

    def test_stage_out_of_reach_is_named(self):
        island = self._create_stage("Island")
        self._create_arrow(island, self.done)
        with self.assertRefused("No way leads from the start to the stage “Island”"):
            self._activate()

    def test_map_that_cannot_succeed_is_refused(self):
        self.finish.kind = "rework"
        with self.assertRefused("No chain of success arrows", "“Done”"):
            self._activate()

    def test_map_without_a_success_end_is_refused(self):
        self.done.outcome = "cancelled"
        with self.assertRefused("No end stage has the outcome “success”"):
            self._activate()

    def test_arrow_to_another_map_is_named(self):
        other = self._create_template("Other")
        far = self._create_stage("Far", other)
        self._write_raw(self.rework, to_stage_id=far.id)
        with self.assertRefused("“Doing → Far” leads to a stage of “Other”"):
            self._activate()

    def test_end_without_outcome_is_named(self):
        self._write_raw(self.refused, outcome=None)
        with self.assertRefused("The end stage “Refused” has no outcome"):
            self._activate()

    def test_stages_and_arrows_that_look_the_same_are_named(self):
        self._create_arrow(self.todo, self.doing)
        self._create_arrow(
            self.todo, self._create_stage("doing", code="doing_2"), kind="skip"
        )
        with self.assertRefused("2 stages are called", "2 arrows “To do → Doing”"):
            self._activate()

    def test_state_written_past_the_button_is_checked_too(self):
        self.todo.is_start = False
        template = self.template.with_user(self.designer)
        with self.assertRefused("No stage is the start"):
            template.write({"state": "active", "name": "Smuggled"})

    def test_no_version_is_born_active(self):
        with self.assertRefused("not a draft any more"):
            self._create_template("Newborn", state="active")

    def test_nobody_signs_an_approval_by_hand(self):
        template = self.template.with_user(self.designer)
        with self.assertRefused("Who approved"):
            template.approved_by_id = self.head
        with self.assertRefused("Who approved"):
            template.create(
                {"name": "A", "code": "a", "date_approved": "2020-01-01 00:00:00"}
            )

    def test_active_version_never_becomes_a_draft_again(self):
        self._activate()
        with self.assertRefused("cannot become a draft again", "New version"):
            self.template.with_user(self.designer).state = "draft"

    def test_draft_is_deleted_and_not_retired(self):
        with self.assertRefused("never active"):
            self.template.action_retire()

    def test_retired_version_starts_nothing_but_its_cases_go_on(self):
        case = self._create_case(self.sally)
        self.template.with_user(self.designer).action_retire()
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)
        with self.assertRefused("retired"):
            self._create_case(self.sally)

    def test_retired_version_can_be_activated_again(self):
        self._activate()
        self.template.action_retire()
        self._activate()
        self.assertEqual(self.template.state, "active")

    def test_next_version_retires_the_one_before(self):
        self._activate()
        new = self.template.action_new_version()
        new.action_activate()
        self.assertEqual((self.template.state, new.state), ("retired", "active"))

    def test_of_two_versions_activated_at_once_the_last_stays(self):
        versions = self.template | self.template.action_new_version()
        versions.action_activate()
        self.assertEqual(versions.mapped("state"), ["retired", "active"])

    def test_company_has_its_own_version_beside_the_shared_one(self):
        self._activate()
        own = self.template.copy({"code": "work", "company_id": self.env.company.id})
        own.action_activate()
        self.assertEqual(self.template.state, "active")
        self.assertEqual(self.template._get_active_version(self.env.company), own)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.assertEqual(self.template._get_active_version(other), self.template)
