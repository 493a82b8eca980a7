from odoo import fields, models
from odoo.tools import is_html_empty

KIND = "process_log"
# Their story is told on the card of the deal or of the client, where there is one.
STORIES = frozenset({"crm.process.case", "crm.process.call"})


class IrActionsServer(models.Model):
    """Log a note on the card of the record, or of its client; it goes to no client.

    Who answers for the record may be told of it: a hint what to do next, say.
    """

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[(KIND, "Log on the Card"), ("code",)], ondelete={KIND: "cascade"}
    )
    process_log_target = fields.Selection(
        [("record", "The record itself"), ("client", "Its client")],
        string="On the Card of",
        default="record",
    )
    process_body = fields.Html(
        string="Text of the Note",
        translate=True,
        help="With placeholders, such as {partner_id.name}. Of a process: "
        "{case_stage}, {case_instruction}, {case_next_step}, {case_next_instruction}, "
        "{case_missing}, {case_tasks}.",
    )
    process_notify_responsible = fields.Boolean(
        string="Tell the Responsible",
        help="Whoever answers for the record is notified of the note.",
    )

    # === SETTINGS === #

    def _warning_depends(self):
        return [*super()._warning_depends(), "process_body", "process_log_target"]

    def _get_models_process_log(self):
        # sudo: which models there are is no secret
        threads = self.env["ir.model"].sudo().search([("is_mail_thread", "=", True)])
        return {*threads.mapped("model"), "crm.process.call"}

    def _get_name_process_log(self):
        if self.process_log_target == "client":
            return self.env._("Log on the card of the client")
        return self.env._("Log on the card")

    def _get_problems_process_log(self):
        problems = self._get_text_problems(self.process_body)
        if is_html_empty(self.process_body):
            problems.append(self.env._("Write what is to be logged."))
        return problems

    # === RUNNING === #

    def _run_action_process_log_multi(self, eval_context=None):
        records = self._get_records(eval_context)
        is_told = self.sudo().process_notify_responsible  # sudo: a setting
        rows_by_model = {}
        for record in records:
            card = self._find_card(record)
            if not card:
                self._note_skip(record, self._explain_no_card(record))
                continue
            card.check_access(card._mail_post_access)
            reader = self._find_reader(record) if is_told else None
            rows_by_model.setdefault(card._name, []).append((record, card, reader))
        for model, rows in rows_by_model.items():
            self._log_on(records.env[model], rows)

    def _log_on(self, cards, rows):
        """Log on the cards: those that tell nobody in one batch for each round.

        :param rows: (record, its card, who is told or None)
        """
        quiet = {}
        for record, card, user in rows:
            body = self._write_note(record, user)
            if user:
                self._tell_on(card, body, user)
            elif card in quiet:
                card._message_log(body=body)
            else:
                quiet[card] = body
            self._note_effect(record, self._describe_note(card), made=card)
        if quiet:
            batch = cards.union(*quiet)
            batch._message_log_batch({card.id: quiet[card] for card in batch})

    def _tell_on(self, card, body, user):
        card.with_context(mail_post_autofollow=False).message_post(
            body=body,
            subtype_xmlid="mail.mt_note",
            partner_ids=user.sudo().partner_id.ids,  # sudo: of a colleague
        )

    def _write_note(self, record, user):
        """Return the note, in the language of who is told."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        if user:
            reader = user.sudo()  # sudo: the language of a colleague
            lang = reader.lang or self.env.lang
            record = record.with_context(lang=lang, tz=reader.tz)
            action = action.with_context(lang=lang)
        return action._fill_in_html(action.process_body, record)

    # === WHERE === #

    def _find_card(self, record):
        """Return the record whose chatter takes the note, empty when there is none."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        if action.process_log_target == "client":
            return self._find_client(record)
        if record._name in STORIES:
            # sudo: where the story is told; whether the user may write there is asked
            return record.sudo()._get_chatter_record().with_env(record.env)
        return record

    def _find_reader(self, record):
        """Return who is told: who answers for the record and still works."""
        user = self._find_responsible(record)
        return user if user.sudo().active else None  # sudo: still works here

    def _explain_no_card(self, record):
        return self.env._(
            "“%s” has no client (yet) on whose card to log it.", record.display_name
        )

    def _describe_note(self, card):
        return self.env._("Logged on the card of “%s”", card.display_name)
