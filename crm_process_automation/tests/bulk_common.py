from .lead_common import LeadCase


class BulkCase(LeadCase):
    """Three deals of Sally on the small process, and the wizard upon them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_control(cls.todo, "Client", kind="field", field_path="partner_id")
        cls._activate()
        cls.client = cls.env["res.partner"].create({"name": "Client"})
        cls.ready = cls._create_lead(name="Ready", partner_id=cls.client.id)
        cls.ready2 = cls._create_lead(name="Ready 2", partner_id=cls.client.id)
        cls.short = cls._create_lead(name="Short of a client")
        cls.leads = cls.ready | cls.ready2 | cls.short

    def _open_bulk(self, records, verb, user=None, **values):
        wizard = self.env["crm.process.bulk"].with_user(user or self.sally)
        return wizard.with_context(
            active_model=records._name, active_ids=records.ids
        ).create({"verb": verb, **values})

    def _apply(self, records, verb, user=None, **values):
        """Return {record name: (whether done, what became of it)}."""
        wizard = self._open_bulk(records, verb, user, **values)
        wizard.action_apply()
        return {row.name: (row.is_done, row.text) for row in wizard.verdict_ids}
