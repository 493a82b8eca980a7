from odoo import models
from odoo.exceptions import UserError

ENGLISH = "en_US"


def find_changes(records, vals):
    """Return the names in `vals` that would change something that is kept.

    What a preview shows is not kept. A translation is written last of all as the text
    that is there already.
    """
    fields = records._fields
    return {
        name
        for name, value in vals.items()
        if fields[name].store
        and not (
            fields[name].translate and all(record[name] == value for record in records)
        )
    }


def find_rewritten(field, before, after):
    """Return the languages in which a text that was there says something else now."""
    return [
        lang
        for lang, text in before.items()
        if not lang.startswith("_")
        and after.get(lang, text) != text
        and (lang == ENGLISH or _is_rewritten(field, before, lang, after[lang]))
    ]


def _is_rewritten(field, before, lang, text):
    english = before.get(ENGLISH) or ""
    if not callable(field.translate):
        return before[lang] != english
    texts = {"old": before[lang], "new": text}
    terms = field.get_translation_dictionary(english, texts)
    return any(
        by_text["old"] not in (term, by_text["new"]) for term, by_text in terms.items()
    )


class CrmProcessDocumentTemplate(models.Model):
    """What an approved form lacks in a language may be added, once."""

    _inherit = "crm.process.document.template"

    # === CRUD METHODS === #

    def _update_field_translations(
        self, field_name, translations, digest=None, source_lang=""
    ):
        before = self._read_translations(field_name)
        result = super()._update_field_translations(
            field_name, translations, digest=digest, source_lang=source_lang
        )
        self._check_only_completed(self, field_name, before)
        return result

    # === BUSINESS METHODS === #

    def _read_translations(self, field_name):
        self.ensure_one()
        return dict(self._fields[field_name]._get_stored_translations(self) or {})

    def _check_only_completed(self, record, field_name, before):
        """Raise when a text of an approved form was changed, not added."""
        field = record._fields[field_name]
        if self.sudo().state == "draft" or not field.translate:  # sudo: the state only
            return
        after = dict(field._get_stored_translations(record) or {})
        if find_rewritten(field, before, after):
            raise UserError(
                self.env._(
                    "“%s” was approved as it is: only what is missing in a language "
                    "can be added to it. Press “New version” on it and change the "
                    "copy.",
                    self.display_name,
                )
            )
        for lang in after.keys() - {ENGLISH}:
            if after[lang] != before.get(lang):
                self._check_placeholders(
                    after[lang], field._description_string(self.env)
                )


class CrmProcessDocumentClause(models.Model):
    """What a clause of an approved form lacks in a language may be added, once."""

    _inherit = "crm.process.document.clause"

    # === CRUD METHODS === #

    def _update_field_translations(
        self, field_name, translations, digest=None, source_lang=""
    ):
        self.ensure_one()
        field = self._fields[field_name]
        before = dict(field._get_stored_translations(self) or {})
        result = super()._update_field_translations(
            field_name, translations, digest=digest, source_lang=source_lang
        )
        self.document_template_id._check_only_completed(self, field_name, before)
        return result
