from odoo import models

from .trial import Trial


class IrSequence(models.Model):
    """A sequence that a trial does not use up."""

    _inherit = "ir.sequence"

    # === BUSINESS METHODS === #

    def _next_do(self):
        trial = Trial.peek(self.env)
        if not trial or self.implementation != "standard":
            return super()._next_do()
        self.invalidate_recordset(["number_next_actual"])
        number = trial.draw_number(
            ("sequence", self.id), self.number_next_actual, self.number_increment
        )
        return self.get_next_char(number)


class IrSequenceDateRange(models.Model):
    """The numbers of a year, which a trial does not use up either."""

    _inherit = "ir.sequence.date_range"

    # === BUSINESS METHODS === #

    def _next(self):
        trial = Trial.peek(self.env)
        sequence = self.sequence_id
        if not trial or sequence.implementation != "standard":
            return super()._next()
        self.invalidate_recordset(["number_next_actual"])
        number = trial.draw_number(
            ("range", self.id), self.number_next_actual, sequence.number_increment
        )
        return sequence.get_next_char(number)


class MailMail(models.Model):
    """A mail that a trial makes: it is shown and never sent."""

    _inherit = "mail.mail"

    # === BUSINESS METHODS === #

    def send(self, *args, **kwargs):
        if Trial.peek(self.env):
            return True
        return super().send(*args, **kwargs)


class SmsSms(models.Model):
    """A text message that a trial makes: it is shown and never sent."""

    _inherit = "sms.sms"

    # === BUSINESS METHODS === #

    def send(self, *args, **kwargs):
        if Trial.peek(self.env):
            return True
        return super().send(*args, **kwargs)


class MailThread(models.AbstractModel):
    """A notice that a trial makes rings on nobody's telephone."""

    _inherit = "mail.thread"

    # === BUSINESS METHODS === #

    def _web_push_send_notification(self, *args, **kwargs):
        if Trial.peek(self.env):
            return None
        return super()._web_push_send_notification(*args, **kwargs)
