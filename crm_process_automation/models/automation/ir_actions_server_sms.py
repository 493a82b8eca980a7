from odoo import models

from .outbox import find_run


class IrActionsServer(models.Model):
    """A scenario sends SMS by Odoo's queue, and never to nobody."""

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _run_action_sms_multi(self, eval_context=None):
        """Queue the SMS of those who have a number, in the run of a scenario."""
        records = eval_context.get("records") or eval_context.get("record")
        action = self.sudo()  # sudo: the settings of the action
        if not records or not find_run(self.env, records[:1]):
            return super()._run_action_sms_multi(eval_context=eval_context)
        numbers = records._sms_get_recipients_info()
        records = self._skip_without_number(records, numbers)
        if records and action.sms_method == "comment":
            # What the original posts is sent at once: here it waits in the queue.
            for record in records:
                record._message_sms_with_template(
                    template=action.sms_template_id, put_in_queue=True
                )
        elif records:
            super()._run_action_sms_multi(
                eval_context=eval_context | {"records": records, "record": records[:1]}
            )
        for record in records:
            self._note_effect(
                record,
                self.env._(
                    "An SMS waits to be sent to %(number)s.",
                    number=numbers[record.id]["sanitized"],
                ),
            )
        return False

    def _skip_without_number(self, records, numbers):
        """Return the records that have a number; skip the others."""
        # sudo: whom we may not write to is everybody's to heed
        rows = self.env["phone.blacklist"].sudo()
        found = {info["sanitized"] for info in numbers.values() if info["sanitized"]}
        blacklist = set(rows.search([("number", "in", list(found))]).mapped("number"))
        reachable = records.browse()
        for record in records:
            info = numbers[record.id]
            if info["sanitized"] and info["sanitized"] not in blacklist:
                reachable |= record
            else:
                self._note_skip(record, self._explain_no_number(info))
        return reachable

    def _explain_no_number(self, info):
        if info["sanitized"]:
            return self.env._(
                "No SMS: %(number)s is on the blacklist.", number=info["sanitized"]
            )
        if info["number"]:
            return self.env._(
                "No SMS: “%(number)s” is not a phone number.", number=info["number"]
            )
        return self.env._("No SMS: the client has no phone number.")
