from odoo.tests import tagged

from .call_common import MONDAY, CallCase
from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery02(CallCase, GalleryCase):
    """Call back after the first missed call."""

    def _ring(self, number="1", **values):
        call = self._report(call_id=number, **values)
        self._end_transaction()
        return call

    def test_missed_call_gives_one_task_in_working_time(self):
        scenario = self._switch_on(2, within=1)
        with self.at(MONDAY):
            self._ring()
            task = self._get_callbacks()
            self.assertDone(scenario)
            self.assertEqual(len(task), 1)
            self.assertEqual((task.kind, task.user_id), ("call", self.sally))
            self.assertEqual(str(task.deadline), "2026-11-02 09:00:00")

    def test_second_missed_call_gives_no_second_task(self):
        self._switch_on(2)
        with self.at(MONDAY):
            self._ring("1")
            self._ring("2")
            self.assertEqual(len(self._get_callbacks()), 1)

    def test_task_closes_once_somebody_has_talked_to_the_client(self):
        self._switch_on(2)
        with self.at(MONDAY):
            self._ring("1")
            self._ring(
                "2",
                result="answered",
                direction="out",
                **{"from": "101", "to": "+380671234567"},
            )
            self.assertNotEqual(self._get_callbacks().state, "open")

    def test_while_it_is_off_the_setting_gives_the_task(self):
        with self.at(MONDAY):
            self._ring()
            self.assertEqual(len(self._get_callbacks()), 1)
