from odoo import api, models
from odoo.http import request

PAYLOAD_KEY = "crm_process_payload_id"


class BaseAutomation(models.Model):
    """Messages and calls from other systems as events."""

    _inherit = "base.automation"

    # === MESSAGES === #

    @api.model
    def _note_message(self, records, message):
        """Record what waits for messages like `message`; notes are no messages."""
        watches = self._get_watches(records._name)
        if not watches.messages or not (trigger := self._find_direction(message)):
            return
        for watch in watches.find_messages(trigger):
            # sudo: rules act for whoever writes
            rule = self.sudo().browse(watch.rule_id)
            matching = rule._filter_matching(watch.before, records)
            matching = rule._filter_matching(watch.after, matching)
            occurrences = dict.fromkeys(matching.ids, f"message:{message.id}")
            rule._record_events(matching, "message", occurrences)

    @api.model
    def _find_direction(self, message):
        """Return the trigger that the message is for, or None, just as Odoo tells."""
        message = message.sudo()  # sudo: whoever may write may not read all of it
        is_note = message.is_internal or message.subtype_id.internal
        kinds = ("notification", "auto_comment", "user_notification")
        if is_note or message.message_type in kinds:
            return None
        author = message.author_id
        is_received = not author or author.with_context(active_test=False).partner_share
        return "on_message_received" if is_received else "on_message_sent"

    # === CALLS FROM OTHER SYSTEMS === #

    def _execute_webhook(self, payload):
        """Whoever calls may number the call; one that comes twice is one event."""
        number = (payload or {}).get("_event_id")
        if not number and request:
            number = request.httprequest.headers.get("Idempotency-Key")
        if not number:
            return super()._execute_webhook(payload)
        rule = self.with_context(**{PAYLOAD_KEY: str(number)})
        return super(BaseAutomation, rule)._execute_webhook(payload)

    def _process(self, records, domain_post=None):
        """A rule of a scenario records what Odoo would do at once.

        Only calls from other systems come here; the rest comes from the recorder.
        """
        rule = self.sudo()  # sudo: which rule belongs to a scenario is no secret
        if not rule.scenario_id:
            return super()._process(records, domain_post=domain_post)
        if rule.active and rule.scenario_id.active:
            number = self.env.context.get(PAYLOAD_KEY)
            matching = rule._filter_matching(rule.filter_domain, records)
            occurrences = dict.fromkeys(matching.ids, number) if number else None
            rule._record_events(matching, "webhook", occurrences)
        return None
