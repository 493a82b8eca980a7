from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_datetime


class CrmProcessCase(models.Model):
    """The promised deadline of an assignment, and how it moves."""

    _inherit = "crm.process.case"

    date_promised = fields.Datetime(
        string="Promised by", index="btree_not_null", readonly=True, copy=False
    )
    date_promised_first = fields.Datetime(
        string="Promised at First", readonly=True, copy=False
    )
    extension_count = fields.Integer(string="Extensions", readonly=True, copy=False)

    # === ACTION METHODS === #

    def action_ask_more_time(self, until, reason):
        """Ask the issuer for a later deadline; the issuer himself just gives it.

        :param until: the new deadline
        :raise UserError: when that is past, not later than the present deadline, or the
            assignment is done already
        """
        self.check_access("write")
        self._check_says_why(reason)
        self._check_is_assignment()
        for case in self:
            moment = case._check_may_extend(until)
            if case._may_give_time():
                case._extend(moment, reason)
            else:
                case._check_is_executor()
                case._ask_issuer(moment, reason)
        return True

    # === BUSINESS METHODS === #

    def _check_may_extend(self, until):
        """Return `until` as a moment; raise unless the deadline may move there."""
        self.ensure_one()
        if self._get_assignment_step() == "verify":
            raise UserError(
                self.env._(
                    "“%s” is reported done: it needs no more time.", self.display_name
                )
            )
        moment = self._read_deadline(self.display_name, until)
        if self.date_promised and moment <= self.date_promised:
            raise UserError(
                self.env._(
                    "More time means later: “%(case)s” is promised by %(deadline)s "
                    "now.",
                    case=self.display_name,
                    deadline=self._describe_moment(self.date_promised),
                )
            )
        return moment

    def _may_give_time(self):
        """Return whether the user decides: nobody moves his own promise."""
        self.ensure_one()
        is_issuer = self.issuer_id == self.env.user
        return is_issuer or (self.user_id != self.env.user and self._may_command())

    def _check_is_executor(self):
        if self.env.user != self.user_id:
            raise UserError(
                self.env._(
                    "%(user)s, who is to do “%(case)s”, asks for more time.",
                    user=self.sudo().user_id.name,  # sudo: a colleague's name
                    case=self.display_name,
                )
            )

    def _ask_issuer(self, until, reason):
        """Give the issuer the decision: an approval, in the inbox like all others."""
        self.ensure_one()
        case = self._behind_door()
        if asked := case._get_open_requests():
            raise UserError(
                self.env._(
                    "%(user)s has not decided yet about “%(request)s”.",
                    user=case.issuer_id.name,
                    request=asked[0].display_name,
                )
            )
        case.env["crm.process.task"].create(case._prepare_request_values(until, reason))

    def _get_open_requests(self):
        """Return the requests for more time that nobody has decided yet."""
        return self.task_ids.filtered(
            lambda task: task.state == "open" and task.date_asked_for
        )

    def _prepare_request_values(self, until, reason):
        self.ensure_one()
        clock = self.env["crm.process.clock"]._wind()
        issuer, now = self.issuer_id, fields.Datetime.now()
        asked = self.with_context(lang=issuer.lang or self.env.lang, tz=issuer.tz)
        day = clock.get_hours(1, "day", issuer, self.company_id)
        return {
            "case_id": self.id,
            "case_name": self.name,
            "stage_id": self.stage_id.id,
            "kind": "approval",
            "name": asked.env._("More time until %s?", asked._describe_moment(until)),
            "instruction": reason,
            "user_id": issuer.id,
            "assignment_reason": self.env._("issued the assignment"),
            "company_id": self.company_id.id,
            "deadline": clock.plan(now, day, issuer, self.company_id),
            "date_asked_for": until,
        }

    def _extend(self, until, reason=""):
        """Move the promised deadline, and that of the open task."""
        case = self._behind_door()
        former = case.date_promised
        values = {
            "date_promised": until,
            "extension_count": case.extension_count + 1,
        }
        if case.date_deadline and case.date_deadline == former:
            values["date_deadline"] = until
        case.write(values)
        promised = case.task_ids.filtered(
            lambda task: task.state == "open" and task._is_promised()
        )
        promised.filtered(lambda task: task.deadline != until).write(
            {"deadline": until}
        )
        case._get_open_requests().filtered(
            lambda task: task.date_asked_for <= until
        )._close_by_itself(self.env._("The deadline was moved."))
        case._tell_of_extension(former, until, reason)

    def _tell_of_extension(self, former, until, reason):
        def get_text(case):
            return case.env._(
                "Promised by %(until)s instead of %(former)s. %(reason)s",
                until=case._describe_moment(until),
                former=case._describe_moment(former),
                reason=reason or "",
            )

        self._message_log_batch({self.id: get_text(self)})
        self._tell(self.user_id, get_text)

    def _describe_moment(self, moment):
        """Return the moment in words, as whoever reads it counts the hours."""
        zone = self.env.context.get("tz") or self.env.user.tz
        return format_datetime(self.env, moment, tz=zone, dt_format="short")

    def _tell(self, user, get_text):
        """Notify `user` of the assignment, in his own language and time zone.

        :param get_text: returns the text for the case that it is passed
        """
        self.ensure_one()
        if not user.active or user.id == self.env.uid:
            return
        reader = self.with_context(lang=user.lang or self.env.lang, tz=user.tz)
        self.message_notify(
            partner_ids=user.partner_id.ids,
            subject=self.name,
            body=get_text(reader),
        )
