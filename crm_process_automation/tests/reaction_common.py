from odoo.fields import Datetime

from .lead_common import LeadCase

MONDAY = "2026-11-23 08:00:00"  # 10:00 in Kyiv; people work 8–12 and 13–17 there
LATER = "2026-11-23 08:20:00"
EVENING = "2026-11-23 18:00:00"  # nobody works
TUESDAY = "2026-11-24 07:00:00"


class ReactionCase(LeadCase):
    """Requests of Sally, from a fair or the website, and what people do about them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_step(cls.todo, "Call")
        cls._activate()
        cls.fair = cls.env["utm.source"].create({"name": "Fair"})
        cls.site = cls.env["utm.source"].create({"name": "Site"})

    def _request(self, moment=MONDAY, **values):
        with self.at(moment):
            lead = self._create_lead(**values).sudo()
            self.env.flush_all()
        return lead

    def _note(self, lead, moment, user=None, **values):
        with self.at(moment):
            lead.with_user(user or self.sally).message_post(
                body="I have called",
                **{"message_type": "comment", "subtype_xmlid": "mail.mt_note"} | values,
            )

    def _read(self, lead):
        """Return the row of the report, with what has happened until now."""
        self.env["crm.process.reaction"]._note()
        self.env.invalidate_all()
        return self.env["crm.process.reaction.report"].browse(lead.id)

    def _answer_many(self):
        """Return {(manager, source): minutes} of requests answered after them."""
        minutes = {
            (self.sally, self.fair): [1, 2, 4, 60],
            (self.sally, self.site): [3, 9],
            (self.oleh, self.fair): [5, 6, 7, 100, 200, 900],
        }
        leads = self.env["crm.lead"]
        for (user, source), waits in minutes.items():
            for wait in waits:
                lead = self._request(user=user, source_id=source.id)
                moment = Datetime.to_datetime(MONDAY)
                self._note(lead, Datetime.add(moment, minutes=wait), user=user)
                leads |= lead
        self._request(source_id=self.fair.id)  # nobody answers: it counts in neither
        self.env["crm.process.reaction"]._note()
        return minutes, leads
