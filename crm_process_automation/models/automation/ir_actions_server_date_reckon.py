from datetime import datetime

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.local_time import to_day, to_local, to_moment
from ...tools.recurrence import find_next, shift


class IrActionsServer(models.Model):
    """Which date an action fixes: it asks `_reckon_<kind>`.

    Days and hours are those of who answers for the record: nine o'clock stays nine
    o'clock when the clocks change.
    """

    _inherit = "ir.actions.server"

    # === RUNNING === #

    def _run_action_process_date_multi(self, eval_context=None):
        """Fix the date of every record, and remind of it."""
        # sudo: the settings of an action are the administrator's to read; what they
        # do is done with the rights of the records' environment
        action = self.sudo()
        records = self._get_records(eval_context)
        skipped, fixed = {}, []
        for record in records:
            value, reason = action._reckon_date(record)
            if reason:
                skipped[record] = reason
                continue
            fixed.append(record.id)
            if action._write_date(record, value):
                self._note_effect(record, action._tell_date(record), made=record)
            else:
                skipped[record] = action._tell_date(record)
        reminded = action._plan_reminders(records.browse(fixed))
        for record, reason in skipped.items():
            if record not in reminded:
                self._note_skip(record, reason)
        return False

    def _tell_date(self, record):
        """Return in words which date the record has now."""
        value, label, _reason = self._read_place("date", record)
        if isinstance(value, datetime):
            value = to_local(value, self._get_zone_of(record)).strftime(
                "%Y-%m-%d %H:%M"
            )
        return self.env._("“%(date)s” is %(value)s", date=label, value=value)

    # === WHICH DATE === #

    def _reckon_date(self, record):
        """Return (the date or moment for the record, why there is none).

        :raise UserError: when it lies beyond all calendars
        """
        if not self.process_date_field_id and not self._find_property(
            record, self.process_date_property
        ):
            return None, self._explain_no_property(record, self.process_date_property)
        try:
            return getattr(self, f"_reckon_{self.process_date_kind}")(record)
        except OverflowError:
            raise UserError(
                self.env._(
                    "“%(action)s”: the date of “%(record)s” would lie beyond the year "
                    "9999. Correct the date, or the offset.",
                    action=self.name,
                    record=record.display_name,
                )
            ) from None

    def _reckon_absolute(self, record):
        return self.process_date, ""

    def _reckon_relative(self, record):
        value, reason = self._read_source(record)
        if reason:
            return None, reason
        return self._move_date(
            value, record, lambda day: shift(day, *self._get_offset())
        ), ""

    def _reckon_recurring(self, record):
        value, reason = self._read_source(record)
        if reason:
            return None, reason
        today = to_day(fields.Datetime.now(), self._get_zone_of(record))
        # The anchor itself counts where the date is its own anchor, and still ahead.
        first = 1 if self._has_place("source") else 0
        return self._move_date(
            value, record, lambda day: find_next(day, *self._get_offset(), today, first)
        ), ""

    def _read_source(self, record):
        """Return (the date that is counted from, why there is none)."""
        place = "source" if self._has_place("source") else "date"
        value, _label, reason = self._read_place(place, record)
        return value, reason

    def _get_offset(self):
        return self.process_offset, self.process_offset_unit or "month"

    def _move_date(self, value, record, move):
        """Return `value` on another day, at the same hour of the clock on the wall."""
        if not isinstance(value, datetime):
            return move(value)
        zone = self._get_zone_of(record)
        local = to_local(value, zone)
        return to_moment(move(local.date()), local.time(), zone)
