"""What the names in a formula stand for, about one record or about none yet."""

from typing import NamedTuple

from odoo.exceptions import AccessError, MissingError

from ...tools.formula import FormulaError
from ...tools.formula_units import CONDITION, NUMBER, TEXT, is_number, parse_unit
from ...tools.formula_values import Choice

MAX_HOPS = 4  # from record to record
MAX_CHAIN = 8  # formulas that wait for one another
SECRET = ("password", "token", "secret", "api_key")
FIELD_KINDS = {
    "integer": NUMBER,
    "float": NUMBER,
    "monetary": parse_unit("money"),
    "char": TEXT,
    "selection": TEXT,
    "many2one": TEXT,
    "boolean": CONDITION,
}
PROPERTY_KINDS = {kind: FIELD_KINDS[kind] for kind in ("integer", "float", "char")}
PROPERTY_KINDS |= {"selection": TEXT, "many2one": TEXT, "boolean": CONDITION}


class Meaning(NamedTuple):
    """What a name stands for: a type, and a function that reads the value."""

    kind: object
    read: object


class FormulaNames:
    """Finds names among variables, fields, properties and formulas, in this order.

    :param formulas: the model of formulas, in the environment that may read them
    :param record: the record that a formula is about; empty while it is only checked
    :param variables: the variables of the formula
    :param path: the codes of the formulas that wait for this one
    :param results: {code: result} of formulas that were needed before
    """

    def __init__(self, formulas, record, variables=(), path=(), results=None):
        self._formulas = formulas
        self._record = record
        self._variables = {each.name: each for each in variables}
        self._path = path
        self._results = {} if results is None else results
        self._meanings = {}
        self._properties = None

    def get_kind(self, name):
        """Return the type of a name, None when nothing is called so."""
        meaning = self._get_meaning(name)
        return meaning and meaning.kind

    def get_value(self, name):
        """Return the value of a name."""
        return self._get_meaning(name).read()

    def find_needed(self, word):
        """Return the formula that a word stands for; an empty one for another word."""
        formula = self._formulas._find_by_code(word, self._record)
        try:
            is_other = formula and (self._find_field(word) or self._find_property(word))
        except FormulaError:
            is_other = True
        return self._formulas.browse() if is_other else formula

    def _get_meaning(self, name):
        if name not in self._meanings:
            self._meanings[name] = self._find_variable(name) or self._find_source(name)
        return self._meanings[name]

    def _find_source(self, name):
        return (
            self._find_field(name)
            or self._find_property(name)
            or self._find_formula(name)
        )

    # === WHERE NAMES COME FROM === #

    def _find_variable(self, name):
        variable = self._variables.get(name)
        if not variable:
            return None
        kind, path = parse_unit(variable.unit), variable.path or name
        source = self._find_source(path)
        if source is None:
            raise FormulaError("unknown_name", name=path)
        # Fields and properties know no units: the variable gives them theirs.
        is_bare = source.kind in (NUMBER, FIELD_KINDS["monetary"]) and is_number(kind)
        if source.kind != kind and not is_bare:
            raise FormulaError("wrong_source", name=name, path=path)
        if not self._record and variable.sample:
            return Meaning(kind, lambda: variable._read_sample(kind))
        return Meaning(kind, source.read)

    def _find_field(self, name):
        """Follow a path of fields, such as `partner_id.credit_limit`."""
        model, segments = self._record, name.split(".")
        for number, segment in enumerate(segments):
            field = model._fields.get(segment)
            if field is None:
                return None
            if _is_secret(segment) or not model._has_field_access(field, "read"):
                raise FormulaError("no_access", name=name)
            if number + 1 == len(segments):
                kind = FIELD_KINDS.get(field.type)
                if kind is None:
                    raise FormulaError("bad_value", name=name)
                return Meaning(kind, lambda: self._read_field(name, segments))
            if field.type != "many2one" or number == MAX_HOPS:
                return None
            model = model.env[field.comodel_name]
        return None

    def _read_field(self, name, segments):
        """Return the value at the end of a path, with the rights of the reader."""
        record = self._record
        try:
            for segment in segments[:-1]:
                record.check_access("read")
                record = record[segment]
            record.check_access("read")
            return _read_simple(record, record._fields[segments[-1]])
        except (AccessError, MissingError):
            raise FormulaError("no_access", name=name) from None

    def _find_property(self, name):
        row = self._get_properties(name).get(name.removeprefix("properties."))
        if row is None:
            return None
        kind = PROPERTY_KINDS.get(row["type"])
        if kind is None:
            raise FormulaError("bad_value", name=name)
        return Meaning(kind, lambda: self._read_property(name, row))

    def _get_properties(self, name):
        """Return the properties of the record's case, and those of any process."""
        if self._properties is None:
            known = self._formulas._get_known_properties()
            try:
                own = self._formulas._get_properties(self._record)
            except (AccessError, MissingError):
                raise FormulaError("no_access", name=name) from None
            self._properties = known | own
        return self._properties

    def _read_property(self, name, row):
        value = row.get("value")
        if row["type"] == "selection" and value:
            labels = dict(row.get("selection") or ())
            return Choice(str(value), str(labels.get(value, value)))
        if row["type"] != "many2one" or not value:
            return value
        try:
            return self._record.env[row["comodel"]].browse(value).display_name
        except (AccessError, MissingError):
            raise FormulaError("no_access", name=name) from None

    def _find_formula(self, code):
        formula = self._formulas._find_by_code(code, self._record)
        if not formula:
            return None
        return Meaning(parse_unit(formula.unit), lambda: self._read_formula(formula))

    def _read_formula(self, formula):
        code = formula.code
        if code in self._path:
            path = " → ".join([*self._path, code])
            raise FormulaError("cycle", name=formula.name, path=path)
        if len(self._path) > MAX_CHAIN:
            raise FormulaError("too_deep")
        if code not in self._results:
            path = (*self._path, code)
            self._results[code] = formula._calculate(self._record, path, self._results)
        result = self._results[code]
        if result.is_error:
            raise FormulaError("inner", name=formula.name, cause=result.message)
        return result.exact


def _is_secret(name):
    return name.startswith("_") or any(word in name for word in SECRET)


def _read_simple(record, field):
    """Return the value of a field: people are shown the same."""
    value = record[field.name]
    if field.type == "many2one":
        return value.display_name if value else ""
    if field.type == "selection" and value:
        labels = dict(field._description_selection(record.env))
        return Choice(str(value), str(labels.get(value, value)))
    if not record and field.type in ("integer", "float", "monetary"):
        return None  # there is no such record
    return value
