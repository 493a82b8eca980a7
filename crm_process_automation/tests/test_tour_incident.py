from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .incident_common import IncidentCase

WEEK = timedelta(days=7)
CRON = "crm_process_automation.ir_cron_fire_timers"


@tagged("post_install", "-at_install")
class TestTourIncident(IncidentCase, HttpCase):
    """An overdue task reaches the head, who handles it with an answer. On screen."""

    def _walk(self, lang):
        self.head.lang = lang
        # A task of eight working hours, given a week ago, that nobody has done.
        task = self._give_task(fields.Datetime.now() - WEEK)
        self.env.cr.flush()
        self.env.ref(CRON).method_direct_trigger()
        incident = self.env["crm.process.incident"].search([("task_id", "=", task.id)])
        self.assertEqual((incident.state, incident.user_id), ("open", self.head))
        self.start_tour(
            "/odoo/action-crm_process_automation.crm_process_incident_action",
            "crm_process_incident",
            login="head",
        )
        incident.invalidate_recordset()
        self.assertEqual(
            (incident.state, incident.handled_by_id, incident.answer),
            ("handled", self.head, "The client is on holiday until Monday"),
        )

    def test_incident_in_english(self):
        self._walk("en_US")

    def test_incident_in_ukrainian(self):
        self._walk("uk_UA")
