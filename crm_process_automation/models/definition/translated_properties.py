"""Properties of a process whose ready-made labels speak the user's language.

Odoo keeps the labels of properties in one language. Those of the ready-made processes
are terms of the add-on, so they are translated on the way out, and back on the way in:
a consultant who edits them in Ukrainian does not freeze them for everybody else. Labels
that somebody wrote himself pass unchanged.
"""

from copy import deepcopy

from odoo import fields
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

READY_LABELS = (
    _lt("Type of event"),
    _lt("Corporate party"),
    _lt("Conference"),
    _lt("Training"),
    _lt("Wedding"),
    _lt("Private party"),
    _lt("Date of the event"),
    _lt("Place"),
    _lt("Guests"),
    _lt("Budget"),
    _lt("Date of the next attempt"),
    _lt("Call again on"),
    _lt("Next contact"),
    _lt("What to offer next"),
    _lt("Way of delivery"),
    _lt("Courier"),
    _lt("Post office"),
    _lt("Pick-up"),
    _lt("Number of the parcel"),
    _lt("Length of the room (m)"),
    _lt("Width of the room (m)"),
    _lt("Height of the room (m)"),
    _lt("Walls"),
    _lt("Brick"),
    _lt("Drywall"),
    _lt("Calculate discount"),
)


class TranslatedPropertiesDefinition(fields.PropertiesDefinition):
    """A definition of properties that knows the labels of the ready-made ones."""

    def convert_to_record(self, value, record):
        definition = super().convert_to_record(value, record)
        return _relabel(definition, _get_translations(record.env))

    def convert_to_cache(self, value, record, validate=True):
        return super().convert_to_cache(_to_source(value, record), record, validate)

    def convert_to_column(self, value, record, values=None, validate=True):
        value = _to_source(value, record)
        return super().convert_to_column(value, record, values, validate)


def _get_translations(env):
    """Return the labels in the user's language, by their English source."""
    if (env.lang or "en_US") == "en_US":
        return {}
    english = env(context={**env.context, "lang": "en_US"})
    return {english._(label): env._(label) for label in READY_LABELS}


def _to_source(definition, record):
    """Return `definition` with translated labels put back into English."""
    if not isinstance(definition, list):
        return definition
    translations = _get_translations(record.env)
    sources = {translated: source for source, translated in translations.items()}
    return _relabel(deepcopy(definition), sources)


def _relabel(definition, labels):
    """Change the labels of properties and of their options in place."""
    for each in definition if labels else ():
        if each.get("string") in labels:
            each["string"] = labels[each["string"]]
        for option in (*(each.get("selection") or ()), *(each.get("tags") or ())):
            option[1] = labels.get(option[1], option[1])
    return definition
