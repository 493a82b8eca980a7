from babel.numbers import format_decimal
from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.tools import format_amount, format_date, format_datetime, html2plaintext
from odoo.tools.misc import babel_locale_parse, get_lang


class CrmProcessWording(models.AbstractModel):
    """How the value of a field is said in a text, in the language of its reader.

    A type of field that needs words of its own has a method `_say_<type>`.
    """

    _name = "crm.process.wording"
    _description = "Wording of Values"

    # === BUSINESS METHODS === #

    @api.model
    def _say(self, records, field):
        """Return what `field` says on `records`, Markup when it is HTML."""
        say = getattr(self, f"_say_{field.type}", None)
        said = [
            say(record[field.name], record, field) if say else record[field.name] or ""
            for record in records
        ]
        if field.type == "html":
            return Markup().join(said)
        return ", ".join(filter(None, said))

    @api.model
    def _to_text(self, value):
        return html2plaintext(value) if isinstance(value, Markup) else value

    @api.model
    def _to_html(self, value):
        """Return the value escaped; HTML of a field was cleaned when it was written."""
        return escape(value)

    # === TYPES OF FIELDS === #

    @api.model
    def _say_boolean(self, value, _record=None, _field=None):
        return self.env._("Yes") if value else self.env._("No")

    @api.model
    def _say_integer(self, value, _record=None, _field=None):
        return str(value)

    @api.model
    def _say_float(self, value, _record=None, _field=None):
        locale = babel_locale_parse(get_lang(self.env).code)
        return format_decimal(value, format="#,##0.###", locale=locale)

    @api.model
    def _say_monetary(self, value, record, field):
        name = field.get_currency_field(record)
        currency = name and record[name]
        if currency:
            return format_amount(self.env, value, currency)
        return self._say_float(value)

    @api.model
    def _say_date(self, value, _record=None, _field=None):
        return format_date(self.env, value) if value else ""

    @api.model
    def _say_datetime(self, value, _record=None, _field=None):
        return format_datetime(self.env, value, dt_format="short") if value else ""

    @api.model
    def _say_selection(self, value, _record, field):
        return dict(field._description_selection(self.env)).get(value, "")

    @api.model
    def _say_html(self, value, _record, _field):
        return Markup(value or "")

    @api.model
    def _say_records(self, value, _record=None, _field=None):
        return ", ".join(name for name in value.mapped("display_name") if name)

    _say_many2one = _say_one2many = _say_many2many = _say_records
    _say_reference = _say_many2one_reference = lambda self, value, *_: str(
        getattr(value, "display_name", value) or ""
    )

    # === PROPERTIES === #

    @api.model
    def _say_property(self, record, field, name):
        """Return what the property `name` says; nothing when there is none."""
        if not record:
            return ""
        for row in field.convert_to_read(record[field.name], record):
            if row["name"] == name:
                return self._say_property_row(row)
        return ""

    def _say_property_row(self, row):
        """Ask `_say_property_<type>`; what has no words of its own is a text."""
        value = row.get("value")
        say = getattr(self, f"_say_property_{row['type']}", None)
        return say(row, value) if say else str(value or "")

    def _say_property_boolean(self, _row, value):
        return self._say_boolean(value)

    def _say_property_float(self, _row, value):
        return self._say_float(value or 0)

    _say_property_integer = _say_property_monetary = _say_property_float

    def _say_property_date(self, _row, value):
        return self._say_date(fields.Date.to_date(value))

    def _say_property_datetime(self, _row, value):
        return self._say_datetime(fields.Datetime.to_datetime(value))

    def _say_property_html(self, _row, value):
        return Markup(value or "")

    def _say_property_many2one(self, _row, value):
        return value[1] or "" if value else ""

    def _say_property_many2many(self, _row, value):
        return ", ".join(name or "" for _id, name in value or [])

    def _say_property_selection(self, row, value):
        return self._say_choice(row, value)

    _say_property_tags = _say_property_selection

    def _say_choice(self, row, value):
        labels = {choice[0]: choice[1] for choice in row.get(row["type"]) or []}
        chosen = value if isinstance(value, list) else filter(None, [value])
        return ", ".join(labels.get(code, code) for code in chosen)
