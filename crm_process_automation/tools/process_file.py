"""A process as one file: what it looks like, and what is wrong with a bad one.

The file is JSON for people to read: one process, and its parts by kind. A part bears a
`ref`, by which the others of the same file name it.
"""

import json
import math
import re
from typing import NamedTuple

FORMAT = "crm_process_automation.process"
SCHEMA = 1
MAX_BYTES = 5 * 1024 * 1024
MAX_PARTS = 2000
MAX_TEXT = 50_000
MAX_INTEGER = 2**31 - 1
MAX_FLOAT = 1e12
LINK_KEYS = frozenset({"login", "xml_id", "code", "name", "type"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?(@[a-z]+)?")
# What a database cannot keep, or what no eye can see.
_BAD_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)


class Spec(NamedTuple):
    """What a field of the file may hold."""

    kind: str  # text translated boolean integer float choice part link links properties
    choices: tuple = ()  # of a choice
    part: str = ""  # the kind of part that is named
    required: bool = False


class FileProblem(Exception):
    """Why a file cannot be read: a kind, where in the file, and what is there."""

    def __init__(self, kind, where="", what=""):
        super().__init__(kind, where, what)
        self.kind, self.where, self.what = kind, where, str(what)[:80]


def load(content):
    """Return what stands in the bytes of a file, as far as it is ours.

    >>> load(b"PK")
    Traceback (most recent call last):
    tools.process_file.FileProblem: ('not_json', '', '')
    """
    if len(content) > MAX_BYTES:
        raise FileProblem("too_large", what=MAX_BYTES // 1024 // 1024)
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FileProblem("not_json") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FileProblem("not_ours")
    if data.get("schema") != SCHEMA or isinstance(data["schema"], bool):
        raise FileProblem("other_schema", what=data.get("schema"))
    return data


def dump(process, parts):
    """Return the bytes of a file."""
    data = {"format": FORMAT, "schema": SCHEMA, "process": process, "parts": parts}
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def check(data, process_specs, part_specs):
    """Raise a problem unless the file holds what the specifications say.

    :param process_specs: {field: Spec}
    :param part_specs: {kind of part: {field: Spec}}
    """
    _check_keys("", data, {"format", "schema", "process", "parts"})
    parts = data.get("parts", {})
    if not isinstance(parts, dict) or not isinstance(data.get("process"), dict):
        raise FileProblem("wrong_type", "process, parts")
    refs = _check_parts(parts, part_specs)
    _check_record("process", data["process"], process_specs, refs)
    for kind, records in parts.items():
        for record in records:
            values = {name: value for name, value in record.items() if name != "ref"}
            where = f"{kind} “{record['ref']}”"
            _check_record(where, values, part_specs[kind], refs)


def _check_parts(parts, part_specs):
    """Return {kind: refs}, once every part can be told from the others."""
    refs, count = {}, 0
    for kind, records in parts.items():
        if kind not in part_specs:
            raise FileProblem("unknown_part", what=kind)
        if not isinstance(records, list):
            raise FileProblem("wrong_type", kind)
        count += len(records)
        refs[kind] = set()
        for record in records:
            ref = record.get("ref") if isinstance(record, dict) else None
            if not isinstance(ref, str) or not ref:
                raise FileProblem("wrong_type", kind, ref)
            if ref in refs[kind]:
                raise FileProblem("double_ref", kind, ref)
            refs[kind].add(ref)
    if count > MAX_PARTS:
        raise FileProblem("too_many", what=MAX_PARTS)
    return refs


def _check_record(where, values, specs, refs):
    _check_keys(where, values, specs)
    for name, spec in specs.items():
        value = values.get(name)
        place = f"{where}, {name}"
        if value is None or value == "":
            if spec.required:
                raise FileProblem("missing_field", place)
        elif spec.kind == "part":
            _check_text(place, value)
            if value not in refs.get(spec.part, ()):
                raise FileProblem("unknown_ref", place, value)
        else:
            _CHECKS[spec.kind](place, value, spec)


def _check_keys(where, values, known):
    for name in values:
        if name not in known:
            raise FileProblem("unknown_field", where, name)


def _check_text(where, value, _spec=None):
    if not isinstance(value, str):
        raise FileProblem("wrong_type", where, value)
    if len(value) > MAX_TEXT:
        raise FileProblem("too_long", where, MAX_TEXT)
    if _BAD_CHARACTERS.search(value):
        raise FileProblem("bad_text", where)


def _check_translated(where, value, _spec):
    if not isinstance(value, dict):
        raise FileProblem("wrong_type", where, value)
    if not isinstance(value.get("en_US"), str) or not value["en_US"]:
        raise FileProblem("missing_field", f"{where}, en_US")
    for language, text in value.items():
        if not _LANGUAGE.fullmatch(language):
            raise FileProblem("unknown_field", where, language)
        _check_text(where, text)


def _check_boolean(where, value, _spec):
    if not isinstance(value, bool):
        raise FileProblem("wrong_type", where, value)


def _check_integer(where, value, _spec):
    if not isinstance(value, int) or isinstance(value, bool):
        raise FileProblem("wrong_type", where, value)
    if abs(value) > MAX_INTEGER:
        raise FileProblem("wrong_value", where, value)


def _check_float(where, value, _spec):
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise FileProblem("wrong_type", where, value)
    if not math.isfinite(value) or abs(value) > MAX_FLOAT:
        raise FileProblem("wrong_value", where, value)


def _check_choice(where, value, spec):
    if value not in spec.choices:
        raise FileProblem("wrong_value", where, value)


def _check_link(where, value, _spec):
    if not isinstance(value, dict) or not value:
        raise FileProblem("wrong_type", where, value)
    _check_keys(where, value, LINK_KEYS)
    for text in value.values():
        _check_text(where, text)


def _check_links(where, value, spec):
    if not isinstance(value, list) or len(value) > MAX_PARTS:
        raise FileProblem("wrong_type", where)
    for link in value:
        _check_link(where, link, spec)


def _check_properties(where, value, _spec):
    if not isinstance(value, list) or len(value) > MAX_PARTS:
        raise FileProblem("wrong_type", where)
    for definition in value:
        if not isinstance(definition, dict):
            raise FileProblem("wrong_type", where, definition)
        for name in ("name", "type"):
            _check_text(f"{where}, {name}", definition.get(name))
        _check_leaves(where, definition)


def _check_leaves(where, value):
    """Check the texts and numbers of a value whose shape is checked elsewhere."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for each in value:
            _check_leaves(where, each)
    elif isinstance(value, str):
        _check_text(where, value)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        _check_float(where, value, None)


def _refuse(name):
    raise ValueError(name)


_CHECKS = {
    "text": _check_text,
    "translated": _check_translated,
    "boolean": _check_boolean,
    "integer": _check_integer,
    "float": _check_float,
    "choice": _check_choice,
    "link": _check_link,
    "links": _check_links,
    "properties": _check_properties,
}
