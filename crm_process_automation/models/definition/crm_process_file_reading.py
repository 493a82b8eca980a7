"""Turning a checked file into a draft."""

from odoo.exceptions import UserError

SOURCE_BY_KIND = {"user": "user_id", "role": "group_id", "rule": "assignment_id"}
MAX_DOMAIN = 5000


class FileReading:
    """One file while it is read: what was made of it so far, and the notes on it."""

    def __init__(self, templates, data, company):
        # What is told is in the user's language, what is read in the file's own.
        self.env, self.company = templates.env, company
        self.templates = templates.with_context(lang="en_US")
        self.data = data
        self.links = self.templates.env["crm.process.file.link"]
        self.found, self.notes = {}, []
        self.ids = {}  # {kind of part: {ref: id}}
        installed = self.env["res.lang"].get_installed()
        self.languages = {code for code, _name in installed}
        self.foreign_languages = set()

    def make_draft(self):
        """Make the draft with all its parts, and return it."""
        values = self.data["process"]
        name = values["name"]["en_US"]
        vals = self._prepare_values(self.templates, values, name)
        self._check_owner(vals, values)
        template = self.templates.create(vals | {"company_id": self.company.id})
        self._translate(template, values)
        for model, records in self._get_parts():
            self.ids[model] = self._read_parts(template, model, records)
        self._check_subprocesses(template)
        self._note_languages()
        made = self.env._(
            "“%(process)s”, version %(version)s, as a draft",
            process=template.name,
            version=template.version,
        )
        self.notes.insert(0, ("made", made))
        # Precomputed parents leave unsaved lines behind in the cache of the one2many.
        template.invalidate_recordset()
        return template

    def _check_owner(self, vals, values):
        """An owner who is not here gives way to whoever imports."""
        if values.get("owner_id") and not vals["owner_id"]:
            del vals["owner_id"]

    # === PARTS === #

    def _get_parts(self):
        """Return (kind, records) in the order in which they can be made."""
        parts = self.data.get("parts", {})
        known = self.templates._get_part_models()
        return [(model, parts[model]) for model in known if parts.get(model)]

    def _read_parts(self, template, model, records):
        Part = self.templates.env[model]
        # A part that has no link to its process of its own belongs to it by its stage.
        own = (
            {} if Part._fields["template_id"].related else {"template_id": template.id}
        )
        vals_list = [
            self._prepare_values(Part, record, self._name_part(Part, record)) | own
            for record in records
        ]
        parts = Part._create_from_file(vals_list)
        for part, record in zip(parts, records, strict=True):
            self._translate(part, record)
        self.notes.append(
            (
                "made",
                self.env._(
                    "%(kind)s: %(count)s",
                    kind=self.env[Part._name]._get_part_label(),
                    count=len(parts),
                ),
            )
        )
        return dict(zip([r["ref"] for r in records], parts.ids, strict=True))

    def _name_part(self, Part, record):
        name = (record.get("name") or {}).get("en_US") or record["ref"]
        return self.env._(
            "%(kind)s “%(name)s”",
            kind=self.env[Part._name]._get_part_label(),
            name=name,
        )

    # === VALUES === #

    def _prepare_values(self, Part, record, title):
        """Return the values to create a part with; links are looked up here."""
        specs, vals = Part._get_file_specs(), {}
        for name, spec in specs.items():
            if name in record:
                vals[name] = self._read_value(Part, name, spec, record[name], title)
        if "responsible_kind" in vals:
            self._check_responsible(vals, title)
        if "domain" in vals:
            self._check_domain(Part, vals, title)
        return vals

    def _read_value(self, Part, name, spec, value, title):
        if value is None:
            return False
        if spec.kind == "translated":
            return value["en_US"]
        if spec.kind == "part":
            return self.ids[spec.part][value]
        if spec.kind in ("link", "links"):
            return self._read_links(Part._fields[name], spec, value, title)
        if spec.kind == "properties":
            self._check_properties(value)
        return value

    def _read_links(self, field, spec, value, title):
        links = value if spec.kind == "links" else [value]
        ids = [self._find(field, link, title).id for link in links]
        if spec.kind == "link":
            return ids[0]
        return [record_id for record_id in ids if record_id]

    def _find(self, field, link, title):
        key = (field.comodel_name, tuple(sorted(link.items())))
        record = self.found.get(key)
        label = field._description_string(self.env)
        names = {
            "part": title,
            "what": label,
            "name": link.get("name") or next(iter(link.values())),
        }
        if record is None:
            record = self.links._find_record(field.comodel_name, link, self.company)
            self.found[key] = record
            if record:
                text = self.env._("%(what)s “%(name)s”", **names)
                self.notes.append(("mapped", text))
        if not record:
            text = self.env._("%(part)s: %(what)s “%(name)s” is not here.", **names)
            remedy = self._explain_remedy(field.name)
            self.notes.append(("missing", f"{text} {remedy}"))
        return record

    def _explain_remedy(self, field_name):
        if field_name in SOURCE_BY_KIND.values():
            return self.env._("The responsible for the case answers instead.")
        if field_name == "owner_id":
            return self.env._("You own the process instead.")
        if field_name == "group_ids":
            return self.env._("Without a group the arrow is open to everybody.")
        return self.env._("Left empty.")

    def _check_responsible(self, vals, title):
        """Whoever is not here is replaced by the one who answers for the case."""
        source = SOURCE_BY_KIND.get(vals["responsible_kind"])
        if source and not vals.get(source):
            vals["responsible_kind"] = "case"
            if source not in vals:
                text = self.env._("%s: nobody is named to answer.", title)
                remedy = self._explain_remedy(source)
                self.notes.append(("missing", f"{text} {remedy}"))

    def _check_domain(self, Part, vals, title):
        text = vals["domain"] or "[]"
        model = Part._get_domain_model(vals)
        try:
            is_long = len(text) > MAX_DOMAIN
            problem = is_long or Part.env["crm.process.control"]._get_filter_fault(
                text, model
            )
        except (RecursionError, MemoryError):
            problem = True
        if problem:
            raise UserError(
                self.env._(
                    "The filter of %(part)s cannot be asked: %(text)s. Nothing was "
                    "imported.",
                    part=title,
                    text=text[:80],
                )
            )

    def _check_properties(self, definitions):
        for each in definitions:
            model = each.get("comodel")
            if not each.get("domain"):
                continue
            control = self.env["crm.process.control"]
            if model not in self.env or control._get_filter_fault(
                each["domain"], model
            ):
                raise UserError(
                    self.env._(
                        "The filter of the property “%s” cannot be asked. Nothing was "
                        "imported.",
                        each.get("string") or each["name"],
                    )
                )

    def _check_subprocesses(self, template):
        """A process that would start itself over and over is refused at once."""
        for stage in template.stage_ids.filtered("subprocess_id"):
            if loop := template._find_subprocess_loop(stage.subprocess_id.code):
                raise UserError(
                    self.env._(
                        "The sub-process of the stage “%(stage)s” would start itself "
                        "over and over: %(loop)s. Nothing was imported.",
                        stage=stage.name,
                        loop=" → ".join(loop),
                    )
                )

    # === LANGUAGES === #

    def _translate(self, part, record):
        for name, spec in part._get_file_specs().items():
            if spec.kind == "translated" and record.get(name):
                self._translate_field(part, name, record[name])

    def _translate_field(self, part, name, texts):
        self.foreign_languages |= texts.keys() - self.languages - {"en_US"}
        texts = {
            language: text
            for language, text in texts.items()
            if language in self.languages and language != "en_US"
        }
        field = part._fields[name]
        if callable(field.translate):
            terms = field.get_translation_dictionary(part[name], texts)
            texts = {
                language: {term: by_lang[language] for term, by_lang in terms.items()}
                for language in texts
            }
        if texts:
            part.update_field_translations(name, texts)

    def _note_languages(self):
        for language in sorted(self.foreign_languages):
            text = self.env._(
                "The texts in the language %s, which is not installed here, are left "
                "out.",
                language,
            )
            self.notes.append(("missing", text))
