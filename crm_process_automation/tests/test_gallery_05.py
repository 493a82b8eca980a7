from odoo.tests import tagged

from .gallery_common import GalleryCase

MONDAY = "2026-11-23 08:00:00"


@tagged("post_install", "-at_install")
class TestGallery05(GalleryCase):
    """Fix the date of the event, and remind before it and after it."""

    def _create_event(self, day="2026-12-14"):
        lead = self._create_case_of("template_event_v1", name="New Year")
        self._set_details(lead, event_date=day)
        return lead

    def _get_reminders(self, lead):
        tasks = self._get_tasks(lead).sorted("deadline")
        return [str(task.deadline.date()) for task in tasks if task.state == "open"]

    def test_responsible_is_reminded_before_and_after_the_event(self):
        with self.at(MONDAY):
            scenario = self._switch_on(5)
            lead = self._create_event()
            self.assertDone(scenario)
            tasks = self._get_tasks(lead)
            self.assertEqual(tasks.user_id, self.sally)
            self.assertEqual(
                self._get_reminders(lead), ["2026-12-07", "2026-12-15", "2027-10-29"]
            )

    def test_next_contact_is_fixed(self):
        with self.at(MONDAY):
            self._switch_on(5, next=3)
            lead = self._create_event()
            case = lead.sudo().case_id
            self.assertEqual(str(case._get_property("next_contact_date")), "2027-03-14")

    def test_reminders_follow_the_date(self):
        with self.at(MONDAY):
            self._switch_on(5, next_before=0)
            lead = self._create_event()
            self._set_details(lead, event_date="2026-12-21")
            self.assertEqual(self._get_reminders(lead), ["2026-12-14", "2026-12-22"])
