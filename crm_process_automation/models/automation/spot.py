"""Where the path of a condition ends, such as “partner_id.country_id.code”."""


class Spot:
    """The field that a path leads to, and the records on the way to it.

    What lies on the way is read in full; `is_open` says whether the user whose
    environment `record` has may read it, step by step.

    :raise ValueError: when a step of the path is no field (any more)
    """

    def __init__(self, record, path):
        self.env = record.env
        self.path = path
        self.labels = []
        self.is_open = True
        # sudo: the verdict is the scenario's; the user is shown what is open to him
        self.records = record.sudo()
        names = path.split(".")
        while True:
            self._step_on(names.pop(0))
            if not names or not self.field.relational:
                break
            self.records = self.records[self.field.name]
        self.key = ".".join(names)
        self._property = self._find_property() if self.key else {}
        if self.key:
            self.labels.append(self._property.get("string") or self.key)

    def _step_on(self, name):
        field = self.records._fields.get(name)
        if field is None:
            raise ValueError(name)
        own = self.records.with_env(self.env)
        may_read = own.has_access("read") and own._has_field_access(field, "read")
        self.is_open = self.is_open and may_read
        self.field = field
        self.labels.append(field._description_string(self.env))

    def _find_property(self):
        """Return the definition and the value of a property; {} when it has none."""
        if self.field.type != "properties":
            return {}
        for values in self.records[:1].read([self.field.name], load=None):
            for found in values[self.field.name] or []:
                if found["name"] == self.key:
                    return found
        return {}

    @property
    def label(self):
        return " › ".join(self.labels)

    @property
    def type(self):
        return self._property.get("type") or self.field.type

    @property
    def comodel(self):
        """Return the name of the model that a value refers to."""
        if self.field.name == "id":
            return self.field.model_name
        return self._property.get("comodel") or self.field.comodel_name

    @property
    def selection(self):
        """Return {value: label} of a choice."""
        if self._property:
            choices = self._property.get("selection") or self._property.get("tags")
            return {choice[0]: choice[1] for choice in choices or []}
        return dict(self.field._description_selection(self.env))

    def get_value(self):
        """Return the value as JSON knows it; a list when the path forks."""
        values = [self._read_one(record) for record in self.records]
        if len(values) > 1:
            return values
        return values[0] if values else False

    def _read_one(self, record):
        if self.key:
            return self._property.get("value") or False
        value = record[self.field.name]
        if self.field.relational:
            is_one = self.field.type == "many2one"
            return value.id if is_one else value.ids
        if self.field.type in ("date", "datetime"):
            return self.field.to_string(value)
        if self.field.type in ("binary", "json", "properties"):
            return bool(value)
        return value
