"""Numbers that are blank where nobody has given them: 0 may be a mark of its own."""

from odoo import fields


class Mark:
    """Shown and exported as nothing, unless the record `_has_mark`."""

    def convert_to_read(self, value, record, use_display_name=True):
        """Return False for a mark that was not given: lists average the others."""
        shown = super().convert_to_read(value, record, use_display_name)
        return shown if record._has_mark(self.name) else False

    def convert_to_export(self, value, record):
        """Return an empty cell for a mark that was not given."""
        shown = super().convert_to_export(value, record)
        return shown if record._has_mark(self.name) else ""


class IntegerMark(Mark, fields.Integer):
    """A mark in whole numbers."""


class FloatMark(Mark, fields.Float):
    """A mark, or an average of marks."""
