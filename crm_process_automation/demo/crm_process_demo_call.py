from datetime import timedelta

from odoo import api, fields, models

from .days import CALLS, STRANGER


class CrmProcessDemo(models.AbstractModel):
    """Plays the calls of the demo story."""

    _inherit = "crm.process.demo"

    @api.model
    def _play(self):
        result = super()._play()
        for index, call in enumerate(CALLS):
            self._play_call(call, index)
        self._ring_unknown(*STRANGER)
        return result

    def _play_call(self, told, index):
        lead, user = self._ref(told.about), self._ref(f"user_demo_{told.user}")
        messages, case = lead.message_ids, lead.case_id
        moment = self._get_moment(told.days_ago, index)
        if not told.days_ago:
            moment = fields.Datetime.now() - timedelta(minutes=told.minutes)
        is_answered = told.result == "answered"
        call = (
            self.env["crm.process.call"]
            .with_user(user)
            .create(
                {
                    "lead_id": lead.id,
                    "case_id": case.id if case._is_open() else False,
                    "partner_id": lead.partner_id.id,
                    "phone": lead.partner_id.phone,
                    "direction": told.direction,
                    "result": told.result,
                    "date": moment,
                    "duration_seconds": told.minutes * 60 + 17 if is_answered else 0,
                    "note": told.note,
                }
            )
        )
        self._date_call_back(call.with_env(self.env))
        (lead.message_ids - messages).write({"date": moment})

    def _date_call_back(self, call):
        """Let what followed the call have followed at once."""
        tasks = self.env["crm.process.task"]
        tasks.search([("call_id", "=", call.id)]).write(
            {"date_given": call.date, "create_date": call.date}
        )
        if call.result == "answered":
            done = tasks.search(
                [
                    ("call_id.partner_id", "=", call.partner_id.id),
                    ("date_done", ">", call.date),
                ]
            )
            done.write({"date_done": call.date})

    def _ring_unknown(self, minutes, number):
        """Let the telephone exchange report a call of somebody unknown."""
        source = self.env["crm.process.call.source"].create({"name": "Office"})
        self.env["crm.process.call"]._register_event(
            {
                "external_id": "2041",
                "direction": "in",
                "result": "missed",
                "date": fields.Datetime.now() - timedelta(minutes=minutes),
                "duration_seconds": 0,
                "phone": number,
                "extension": "",
                "source_id": source.id,
            },
            source.company_id,
        )
