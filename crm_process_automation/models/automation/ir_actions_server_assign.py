from markupsafe import Markup

from odoo import fields, models

from ..definition.crew import Crew

KIND = "process_assign"
CASE = "crm.process.case"
SHOWN = 10  # of the records that one notification names


class IrActionsServer(models.Model):
    """Assign a responsible: a person, or whom a rule finds; both learn of it.

    The person is told in Odoo, the chatter says why it is they.
    """

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[(KIND, "Assign a Responsible"), ("code",)],
        ondelete={KIND: "cascade"},
    )

    # === SETTINGS === #

    def _get_models_process_assign(self):
        """Return the models that have a responsible; who had a call, is history."""
        # sudo: which models there are is no secret
        found = (
            self.env["ir.model.fields"]
            .sudo()
            .search(
                [
                    ("name", "=", "user_id"),
                    ("relation", "=", "res.users"),
                    ("store", "=", True),
                    ("readonly", "=", False),
                ]
            )
        )
        return set(found.mapped("model")) - {"crm.process.call"}

    def _get_name_process_assign(self):
        chosen = self.process_user_id or self.process_assignment_id
        return self.env._("Assign %s", chosen.display_name or "…")

    def _get_problems_process_assign(self):
        if not self.process_user_id and not self.process_assignment_id:
            return [self.env._("Choose the person or the rule that finds one.")]
        return self._get_person_problems()

    # === RUNNING === #

    def _run_action_process_assign_multi(self, eval_context=None):
        records = self._get_records(eval_context)
        action = Crew.accompany(self)
        crew, chosen = Crew.from_env(action.env), {}
        for record in self._filter_assignable(records):
            user, reason = action._choose_person(record)
            if record.user_id == user:
                self._note_skip(record, self._explain_assigned(record))
                continue
            crew.hand_over(record.user_id, user)
            key = user, reason
            chosen[key] = chosen.get(key, records.browse()) | record
        for (user, reason), group in chosen.items():
            self._assign(group, user, reason)
        for user, group in self._group_by_person(chosen).items():
            self._tell_assigned(group, user)

    def _filter_assignable(self, records):
        """Return the records whose responsible may change; a case that ended keeps."""
        if records._name != CASE:
            return records
        for case in records:
            if not case._is_open():
                self._note_skip(case, case._explain_state())
        return records.filtered(lambda case: case._is_open())

    def _explain_assigned(self, record):
        return self.env._(
            "%(user)s answers for “%(record)s” already.",
            user=record.user_id.name,
            record=record.display_name,
        )

    def _assign(self, records, user, reason):
        """Write the responsible of the records, and why it is they."""
        if records._name == CASE:
            records._reassign(user, reason)
        else:
            quiet = records.with_context(mail_auto_subscribe_no_notify=True)
            quiet.write({"user_id": user.id})
            self._keep_reason(records, user, reason)
        sentence = self.env._(
            "Assigned to %(user)s: %(reason)s", user=user.name, reason=reason
        )
        if hasattr(records, "_message_log_batch"):
            records._message_log_batch(dict.fromkeys(records.ids, sentence))
        for record in records:
            self._note_effect(record, sentence, made=record)

    def _keep_reason(self, records, user, reason):
        """Let the cases that went along say why, too."""
        cases = records.env[CASE].union(
            *(self._find_open_case(record) for record in records)
        )
        # sudo: past the door, whoever assigns the record assigns its case
        followed = cases.sudo().filtered(lambda case: case.user_id == user)
        if followed:
            followed.write({"assignment_reason": reason})

    # === TELLING === #

    @staticmethod
    def _group_by_person(chosen):
        groups = {}
        for (user, _reason), records in chosen.items():
            groups[user] = groups.get(user, records.browse()) | records
        return groups

    def _tell_assigned(self, records, user):
        """Tell the person of all the records at once, in his language."""
        if user.id == records.env.uid:
            return
        reader = user.sudo()  # sudo: the language of a colleague
        told = records.with_context(lang=reader.lang or self.env.lang, tz=reader.tz)
        names = [record.display_name for record in told[:SHOWN]]
        title = told.env._("You answer for “%s” now", names[0])
        if len(told) > 1:
            title = told.env._("You answer for %s more records now", len(told))
        about = {"model": told._name, "res_id": told.id} if len(told) == 1 else {}
        told.env["mail.thread"].message_notify(
            partner_ids=reader.partner_id.ids,
            subject=title,
            body=self._render_records(told, names),
            **about,
        )
        note = {"title": title, "message": "; ".join(names), "type": "info"}
        reader._bus_send("simple_notification", note)

    def _render_records(self, records, names):
        rows = [
            Markup("<li>%s</li>") % record._get_html_link(title=name)
            for record, name in zip(records, names, strict=False)
        ]
        if more := len(records) - len(names):
            rows.append(Markup("<li>%s</li>") % records.env._("… and %s more", more))
        return Markup("<ul>%s</ul>") % Markup().join(rows)
