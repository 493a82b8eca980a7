from odoo import api, models


class CrmProcessFile(models.AbstractModel):
    """Says in a sentence what is wrong with a file: `_explain_<kind>`."""

    _name = "crm.process.file"
    _description = "File of a Process"

    # === BUSINESS METHODS === #

    @api.model
    def _explain(self, problem):
        """Return the sentence for a `FileProblem`."""
        explain = getattr(self, f"_explain_{problem.kind}")
        sentence = explain(problem.where, problem.what)
        if not problem.where:
            return sentence
        return self.env._(
            "The file cannot be read as a process. %s Nothing was imported; export the "
            "process again.",
            sentence,
        )

    def _explain_too_large(self, _where, what):
        return self.env._(
            "The file is larger than %s MB, and no process is. Choose the file that "
            "“Export” made.",
            what,
        )

    def _explain_not_json(self, _where, _what):
        return self.env._(
            "The file is damaged or of another kind. Choose the .json file that "
            "“Export” made."
        )

    def _explain_not_ours(self, _where, _what):
        return self.env._(
            "The file does not hold a process. Choose the .json file that "
            "“Export” made."
        )

    def _explain_other_schema(self, _where, what):
        return self.env._(
            "The file was made by another release (schema “%s”). Export it again with "
            "the same release as here.",
            what,
        )

    def _explain_too_many(self, _where, what):
        return self.env._("The process in the file has more than %s parts.", what)

    def _explain_unknown_part(self, _where, what):
        return self.env._(
            "The file holds parts of the kind “%s”, which is not known here.", what
        )

    def _explain_unknown_field(self, where, what):
        if not where:
            return self.env._("The file holds “%s”, which is not known here.", what)
        return self.env._(
            "%(where)s: “%(what)s” is not known here.", where=where, what=what
        )

    def _explain_missing_field(self, where, _what):
        return self.env._("%s: this is missing, or empty.", where)

    def _explain_wrong_type(self, where, what):
        return self.env._(
            "%(where)s: “%(what)s” is of the wrong kind.", where=where, what=what
        )

    def _explain_wrong_value(self, where, what):
        return self.env._(
            "%(where)s: “%(what)s” is no value that it can have.",
            where=where,
            what=what,
        )

    def _explain_too_long(self, where, what):
        return self.env._(
            "%(where)s: the text is longer than %(what)s characters.",
            where=where,
            what=what,
        )

    def _explain_bad_text(self, where, _what):
        return self.env._("%s: the text holds characters that cannot be shown.", where)

    def _explain_double_ref(self, where, what):
        return self.env._(
            "%(where)s: two parts are called “%(what)s”.", where=where, what=what
        )

    def _explain_unknown_ref(self, where, what):
        return self.env._(
            "%(where)s: “%(what)s” is not in the file.", where=where, what=what
        )
