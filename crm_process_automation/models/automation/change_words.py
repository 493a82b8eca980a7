"""What has changed in a record, in sentences."""

from odoo.models import BaseModel
from odoo.tools import html2plaintext
from odoo.tools.misc import format_date, format_datetime

LONGEST = 80


def say_value(record, name):
    """Return what stands in the field `name`, as a person reads it."""
    field, value = record._fields[name], record[name]
    if isinstance(value, BaseModel):
        # sudo: names, as the form shows them to whoever may read the record
        return ", ".join(value.sudo().mapped("display_name"))
    if field.type == "boolean":
        return record.env._("yes") if value else record.env._("no")
    if value is False or value is None:
        return ""
    say = {
        "selection": lambda: dict(field._description_selection(record.env)).get(value),
        "html": lambda: html2plaintext(value).strip(),
        "date": lambda: format_date(record.env, value),
        "datetime": lambda: format_datetime(record.env, value),
    }.get(field.type, lambda: value)
    return str(say())


def shorten(text):
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


class Snapshot:
    """The values of some fields at one moment, to be compared with the next one."""

    def __init__(self, records, names):
        self.values = {
            record: {name: say_value(record, name) for name in names}
            for record in records
        }

    def say_changes(self, say_name):
        """Return {record: sentences} of what differs now.

        :param say_name: returns what a record is called in the sentences
        """
        return {
            record: [
                self._say_change(record, name, before, say_name)
                for name, before in values.items()
                if say_value(record, name) != before
            ]
            for record, values in self.values.items()
        }

    def _say_change(self, record, name, before, say_name):
        field = record._fields[name]
        nothing = record.env._("nothing")
        return record.env._(
            "%(record)s, %(field)s: %(before)s → %(after)s",
            record=say_name(record),
            field=field._description_string(record.env),
            before=shorten(before) or nothing,
            after=shorten(say_value(record, name)) or nothing,
        )
