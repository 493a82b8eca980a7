from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError

from ...tools.placeholder import fill_placeholders, find_placeholders

PROPERTIES = "properties"
NO_ACCESS = "."  # the groups of secrets, which Odoo itself reads as superuser only
UNSPEAKABLE = frozenset({"binary", "image", "json", "properties_definition"})


class IrActionsServer(models.Model):
    """Texts with placeholders: {partner_id.name} becomes what the record says there.

    Only fields that whoever acts may read, and what `_say_<name>` tells of a case; no
    expressions. How a value is said, `crm.process.wording` knows.
    """

    _inherit = "ir.actions.server"

    # === SETTINGS === #

    def _get_text_problems(self, text):
        """Return a sentence for each placeholder of `text` that cannot be filled in."""
        self.ensure_one()
        model = self.model_id.model
        return [
            self.env._(
                "“%(model)s” has no {%(placeholder)s}. Correct the text, or take it "
                "out.",
                model=self.model_id.name,
                placeholder=path,
            )
            for path in find_placeholders(text)
            if not self._is_placeholder(path, model)
        ]

    def _is_placeholder(self, path, model):
        """Return whether records of `model` can say what `path` asks for."""
        if self._get_saying(path):
            return True
        names = path.split(".")
        if names[0] == PROPERTIES and PROPERTIES not in self.env[model]._fields:
            return len(names) > 1
        for position, name in enumerate(names, 1):
            field = self.env[model]._fields.get(name) if model else None
            if field is None or field.type in UNSPEAKABLE:
                return False
            if field.type == PROPERTIES:
                return position == len(names) - 1
            model = field.comodel_name if field.relational else None
        return True

    def _get_saying(self, path):
        """Return the method that says what no field does, None when there is none."""
        return getattr(self, f"_say_{path}", None) if "." not in path else None

    # === BUSINESS METHODS === #

    def _fill_in(self, text, record):
        """Return the plain `text` with what `record` says in its placeholders.

        :raise UserError: when a placeholder is not known, or closed to who acts
        """
        values = {path: self._read(path, record) for path in find_placeholders(text)}
        wording = record.env["crm.process.wording"]
        return fill_placeholders(
            text, {path: wording._to_text(value) for path, value in values.items()}
        )

    def _fill_in_html(self, text, record):
        """Return the HTML `text` filled in likewise; what records say is escaped."""
        values = {path: self._read(path, record) for path in find_placeholders(text)}
        wording = record.env["crm.process.wording"]
        return Markup(
            fill_placeholders(
                text, {path: wording._to_html(value) for path, value in values.items()}
            )
        )

    def _read(self, path, record):
        """Return what `record` says at `path`: a text, or Markup of an HTML field."""
        if saying := self._get_saying(path):
            return saying(record)
        *links, last = path.split(".")
        source = record
        if links[:1] == [PROPERTIES] and PROPERTIES not in record._fields:
            source = self._find_case(record)
        for position, name in enumerate(links, 1):
            field = self._get_field(source, name, path)
            if field.type == PROPERTIES and position == len(links):
                wording = record.env["crm.process.wording"]
                return wording._say_property(source, field, last)
            source = source[name]
        field = self._get_field(source, last, path)
        return record.env["crm.process.wording"]._say(source, field)

    def _get_field(self, source, name, path):
        """Return the field when whoever acts may read it, else raise."""
        field = source._fields.get(name)
        if (
            field is not None
            and field.type not in UNSPEAKABLE
            and field.groups != NO_ACCESS
            and source._has_field_access(field, "read")
        ):
            return field
        raise UserError(
            self.env._(
                "{%(placeholder)s} in the text of “%(action)s” is not known, or closed "
                "to %(user)s. Correct the text, or take it out.",
                placeholder=path,
                action=self.sudo().name,  # sudo: the name of the action
                user=source.env.user.name,
            )
        )
