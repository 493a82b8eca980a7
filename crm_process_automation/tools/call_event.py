"""What a telephone exchange reports of a call, read without trusting any of it."""

import json
from datetime import datetime, timedelta, timezone

from .phone import is_extension, normalise

LONGEST_CALL = 86400  # seconds
SKEW = timedelta(minutes=5)  # that the clock of the exchange may be ahead
EARLIEST = datetime(2000, 1, 1)
DIRECTIONS = {"in": "in", "incoming": "in", "out": "out", "outgoing": "out"}
RESULTS = ("answered", "missed", "refused")
NOT_FINAL = ("", "ringing")


class BadEvent(ValueError):
    """A report that cannot be read; its text says what to mend."""


def read_event(raw, now):
    """Return the values of a call from the JSON text of its report.

    None: a call that is not final, without a result or still ringing, and one among
    colleagues, from one extension to another.

    :param raw: the bytes of the report
    :param now: the present moment, naive UTC
    :raise BadEvent: with a sentence for whoever sets up the exchange

    >>> from datetime import datetime
    >>> now = datetime(2026, 11, 2, 12)
    >>> read = lambda **values: read_event(json.dumps(values).encode(), now)
    >>> call = {"call_id": 7, "from": "0671234567", "to": "101", "direction": "in",
    ...         "result": "missed", "started_at": "2026-11-02T12:00:00+02:00"}
    >>> values = read(**call)
    >>> values["external_id"], values["date"].hour, values["phone"], values["extension"]
    ('7', 10, '0671234567', '101')
    >>> read(**call | {"result": "ringing"})
    >>> read(**call | {"from": "102"})
    >>> read(**call | {"duration": -1})  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    BadEvent: “duration” is a number of seconds from 0 to 86400.
    """
    event = _read_object(raw)
    direction = DIRECTIONS.get(_get_text(event, "direction", 16).lower())
    if not direction:
        raise BadEvent("“direction” is “in” or “out”.")
    values = {
        "external_id": _get_text(event, "call_id", 128),
        "direction": direction,
        "result": _get_text(event, "result", 16).lower(),
        "date": _get_moment(event, now),
        "duration_seconds": _get_duration(event),
        **_get_numbers(event, direction),
    }
    if not values["external_id"]:
        raise BadEvent("“call_id” is missing: it tells one call from another.")
    if values["result"] in NOT_FINAL:
        return None
    if values["result"] not in RESULTS:
        raise BadEvent("“result” is “answered”, “missed” or “refused”.")
    return None if _is_internal(values) else values


def _is_internal(values):
    return is_extension(normalise(values["phone"])) and (
        is_extension(normalise(values["extension"]))
    )


def _read_object(raw):
    try:
        event = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadEvent("The body is not JSON in UTF-8.") from error
    if not isinstance(event, dict):
        raise BadEvent("The body is not a JSON object.")
    return event


def _refuse_constant(name):
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


def _get_text(event, name, longest):
    """Return a text; a whole number will do, as many exchanges count their calls."""
    value = event.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise BadEvent(f"“{name}” is not a text.")
    if len(value) > longest:
        raise BadEvent(f"“{name}” is longer than {longest} characters.")
    if not value.isprintable():  # the database stores neither NUL nor half characters
        raise BadEvent(f"“{name}” has characters that cannot be printed.")
    return value.strip()


def _get_numbers(event, direction):
    """Return the number of the other side, and the extension of our own."""
    numbers = {name: _get_text(event, name, 64) for name in ("from", "to")}
    if not any(numbers.values()):
        raise BadEvent("“from” and “to” are missing: at least one is needed.")
    theirs, ours = ("from", "to") if direction == "in" else ("to", "from")
    extension = _get_text(event, "extension", 32)
    return {"phone": numbers[theirs], "extension": extension or numbers[ours]}


def _get_duration(event):
    value = event.get("duration")
    if value is None:
        return 0
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= LONGEST_CALL:
        raise BadEvent(f"“duration” is a number of seconds from 0 to {LONGEST_CALL}.")
    return round(value)


def _get_moment(event, now):
    """Return when the call began, naive UTC; without a time zone it is UTC."""
    text = _get_text(event, "started_at", 40)
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        if moment.tzinfo:
            moment = moment.astimezone(timezone.utc).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        raise BadEvent(
            "“started_at” is not a moment such as 2026-11-02T12:30:00+02:00."
        ) from error
    moment = moment.replace(microsecond=0)
    if not EARLIEST <= moment <= now + SKEW:
        raise BadEvent("“started_at” lies in the future, or before the year 2000.")
    return min(moment, now)
