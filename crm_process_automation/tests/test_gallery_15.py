from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery15(GalleryCase):
    """Greetings on the day of a client, every year, once a year."""

    def _look(self, scenario):
        """Look at the dates, as the scheduler does."""
        scenario.automation_ids._record_due()
        self._end_transaction()

    def _get_mails(self):
        domain = [("model", "=", "res.partner"), ("res_id", "=", self.client.id)]
        return self.env["mail.mail"].search(domain)

    def test_client_is_congratulated_once_a_year(self):
        self.client.process_celebration_date = "1985-12-05"
        with self.at("2026-12-01 08:00:00"):
            scenario = self._switch_on(15)
        with self.at("2026-12-04 09:00:00"):
            self._look(scenario)
            self.assertFalse(self._get_mails())
        with self.at("2026-12-05 09:00:00"):
            self._look(scenario)
            self._look(scenario)
            self.assertDone(scenario)
            self.assertIn("Our best wishes, Sunflower Ltd!", self._get_mails().subject)
        with self.at("2027-12-05 09:00:00"):
            self._look(scenario)
            self.assertDone(scenario, 2)

    def test_client_who_wants_no_mail_gets_none(self):
        self.client.process_celebration_date = "1985-12-05"
        self.env["mail.blacklist"]._add(self.client.email)
        with self.at("2026-12-01 08:00:00"):
            scenario = self._switch_on(15)
        with self.at("2026-12-05 09:00:00"):
            self._look(scenario)
            run = self._get_runs(scenario)
            self.assertEqual(run.state, "skipped")
            self.assertIn("blacklist", run.error)
