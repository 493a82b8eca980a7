from odoo import api, models
from odoo.tools import date_utils, html2plaintext
from odoo.tools.misc import format_amount, format_date, format_datetime, formatLang

ROOM = 80


class CrmProcessWords(models.AbstractModel):
    """A value as a salesperson reads it: names for ids, his language, his time zone."""

    _name = "crm.process.words"
    _description = "Values in Words"

    # === BUSINESS METHODS === #

    @api.model
    def _say(self, spot, value):
        """Return `value` of the field at `spot` in words.

        :param value: as the database or a condition has it; several in a list
        """
        is_nothing = value is False and spot.type != "boolean"
        if is_nothing or value is None or value in ("", [], ()):
            return self.env._("empty")
        if isinstance(value, list | tuple | set | frozenset):
            return ", ".join(self._say(spot, item) for item in value)
        return getattr(self, f"_say_{spot.type}", self._say_text)(spot, value)

    # === KINDS OF FIELDS === #

    @api.model
    def _say_text(self, spot, value):
        if spot.field.name == "body_html":
            value = html2plaintext(value)  # Odoo keeps it in a field without format
        text = " ".join(str(value).split())
        return self._quote(f"{text[:ROOM]}…" if len(text) > ROOM else text)

    @api.model
    def _quote(self, text):
        return self.env._("“%(name)s”", name=text)

    @api.model
    def _say_html(self, spot, value):
        return self._say_text(spot, html2plaintext(value))

    @api.model
    def _say_boolean(self, _spot, value):
        return self.env._("Yes") if value else self.env._("No")

    _say_binary = _say_json = _say_boolean

    @api.model
    def _say_properties(self, spot, value):
        """Say a detail that the record does not have, or whether there are any."""
        if isinstance(value, bool):
            return self._say_boolean(spot, value)
        if isinstance(value, int | float):
            return self._say_number(value, 0 if isinstance(value, int) else 2)
        return self._say_text(spot, value)

    @api.model
    def _say_integer(self, spot, value):
        if spot.field.name == "id":
            return self._say_many2one(spot, value)
        return self._say_number(value, 0)

    @api.model
    def _say_float(self, spot, value):
        digits = getattr(spot.field, "get_digits", lambda env: None)(self.env)
        return self._say_number(value, digits[1] if digits else 2)

    @api.model
    def _say_number(self, value, digits):
        if not isinstance(value, int | float):
            return str(value)
        return formatLang(self.env, value, digits=digits)

    @api.model
    def _say_monetary(self, spot, value):
        name = getattr(spot.field, "get_currency_field", lambda record: None)(
            spot.records
        )
        currency = spot.records[:1][name] if name else None
        if not currency or not isinstance(value, int | float):
            return self._say_number(value, 2)
        return format_amount(self.env, value, currency)

    @api.model
    def _say_date(self, _spot, value):
        moment = self._read_moment(value)
        return format_date(self.env, moment) if moment else str(value)

    @api.model
    def _say_datetime(self, _spot, value):
        moment = self._read_moment(value)
        if not moment:
            return str(value)
        if not hasattr(moment, "hour"):
            return format_date(self.env, moment)
        tz = self.env.tz.zone
        return format_datetime(self.env, moment, tz=tz, dt_format="short")

    @api.model
    def _read_moment(self, value):
        """Return the date or the moment that a text says, “today -7d” included."""
        if not isinstance(value, str):
            return value
        try:
            return date_utils.parse_date(value, self.env)
        except (ValueError, TypeError):
            return None

    @api.model
    def _say_selection(self, spot, value):
        return self._quote(spot.selection.get(value, value))

    _say_tags = _say_selection

    @api.model
    def _say_many2one(self, spot, value):
        if not isinstance(value, int):
            return self._say_text(spot, value)
        # sudo: whether the user may read it is asked, its existence is no secret
        record = self.env[spot.comodel].sudo().browse(value).exists()
        if not record:
            return self.env._("a deleted record")
        record = record.with_env(self.env)
        if not record.has_access("read"):
            return self.env._("a record closed to you")
        return self._quote(record.display_name)

    _say_one2many = _say_many2many = _say_many2one
