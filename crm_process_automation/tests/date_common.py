from odoo import fields
from odoo.fields import Command

from .lead_common import LeadCase

MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv; days run from 8:00 to 17:00


class DateCase(LeadCase):
    """Deals whose process asks for the day of an event and when it opens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.case_properties_definition = [
            {"name": "event_date", "string": "Event date", "type": "date"},
            {"name": "opening", "string": "Opening", "type": "datetime"},
            {"name": "service_date", "string": "Maintenance", "type": "date"},
            {"name": "guests", "string": "Guests", "type": "integer"},
        ]
        cls.client = cls.env["res.partner"].create({"name": "Sunflower Ltd"})

    # === FACTORIES === #

    @classmethod
    def _create_action(cls, kind, model="crm.lead", **values):
        """Return an action that fixes a date; `date` and `source` name fields."""
        group = cls.env.ref("sales_team.group_sale_salesman")
        field = cls.env["ir.model.fields"]._get
        for place in ("date", "source"):
            if name := values.pop(place, None):
                values[f"process_{place}_field_id"] = field(model, name).id
        return cls.env["ir.actions.server"].create(
            {
                "name": "Contract renewal",
                "state": "process_date",
                "process_date_kind": kind,
                "model_id": cls.env["ir.model"]._get_id(model),
                "group_ids": [Command.set(group.ids)],
                **values,
            }
        )

    def _create_event_lead(self, event_date="2026-12-12", **values):
        lead = self._create_running_lead(partner_id=self.client.id, **values)
        if event_date:
            lead.sudo().case_id.properties = {"event_date": event_date}
        return lead

    def _create_delivery(self, moment):
        return self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "user_id": self.sally.id,
                "commitment_date": moment,
            }
        )

    # === ACTING === #

    def _run(self, action, records, user=None):
        self.env.flush_all()
        action.sudo()._run_as(records.with_user(user or self.sally))
        self.env.flush_all()

    def _get_property(self, lead, name):
        case = lead.sudo().case_id
        return case._parse_property_date(case._get_property(name))

    def _get_tasks(self, lead, state="open"):
        tasks = self.env["crm.process.task"].search(
            [("source_id", "=", lead.id), ("source_model", "=", lead._name)], order="id"
        )
        return tasks.filtered(lambda task: task.state == state)

    # === ASSERTIONS === #

    def assertDay(self, value, expected):
        self.assertEqual(value, fields.Date.to_date(expected))

    def assertMoment(self, value, expected):
        self.assertEqual(value, fields.Datetime.to_datetime(f"{expected}:00"))
