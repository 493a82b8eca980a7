from odoo import fields

from .lead_common import LeadCase

MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv; days run from 8:00 to 17:00


class PlanCase(LeadCase):
    """A process on deals, with the date of an event and the moment it opens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.case_properties_definition = [
            {"name": "event_date", "string": "Event date", "type": "date"},
            {"name": "opening", "string": "Opening", "type": "datetime"},
            {"name": "guests", "string": "Guests", "type": "integer"},
        ]

    def _create_hall_step(self, **values):
        return self._create_step(
            self.todo,
            "Prepare the hall",
            **{"date_field": "properties.event_date", "offset": -1, **values},
        )

    def _create_planned_case(self, event_date="2026-12-12", **values):
        """Return the case of a deal, with the date of its event filled in."""
        with self.at(MONDAY):
            case = self._create_running_lead(**values).case_id
            if event_date:
                case.sudo().properties = {"event_date": event_date}
        return case

    def _tell(self):
        """Let the chatter tell what it tells at the commit."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _read_chatter(self, case):
        messages = case.sudo()._get_chatter_record().message_ids
        return " ".join(messages.mapped("body"))

    def assertMoment(self, moment, expected):
        self.assertEqual(moment, fields.Datetime.to_datetime(f"{expected}:00"))
