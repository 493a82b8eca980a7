from odoo import api, models
from odoo.exceptions import ValidationError

from ...tools.placeholder import explain_braces, find_near_names

TEXT_FIELDS = ("title", "letterhead", "footer")


class CrmProcessDocumentTemplate(models.Model):
    """What is wrong with a form, said at save or at the latest at its approval."""

    _inherit = "crm.process.document.template"

    # === CONSTRAINT METHODS === #

    @api.constrains(*TEXT_FIELDS)
    def _check_texts(self):
        for form in self:
            for name in TEXT_FIELDS:
                form._check_placeholders(form[name], form._get_place(name))

    @api.constrains("code", "document_type")
    def _check_code_means_one_type(self):
        for form in self:
            # sudo: a code means one type, whatever company uses it
            others = form.sudo()._with_archived()
            other = others.search(
                [
                    ("code", "=", form.code),
                    ("document_type", "!=", form.document_type),
                ],
                limit=1,
            )
            if other:
                raise ValidationError(
                    self.env._(
                        "The code “%(code)s” is taken by a form of another type. "
                        "Choose another code.",
                        code=form.code,
                    )
                )

    # === BUSINESS METHODS === #

    def _get_form_problems(self):
        """Return in sentences why the form cannot be approved, each with the remedy."""
        self.ensure_one()
        return [
            *self._get_text_problems(),
            *self._get_report_problems(),
            *self._get_number_problems(),
        ]

    def _get_text_problems(self):
        """Return what is wrong with the texts, in whatever language they stand."""
        problems = []
        for record, name, place in self._get_all_texts():
            stored = record._fields[name]._get_stored_translations(record) or {}
            for text in dict.fromkeys(stored.values()):
                problems += self._find_text_problems(text, place)
        return list(dict.fromkeys(problems))

    def _get_all_texts(self):
        """Return [(record, field, where that is)] of all that is printed."""
        texts = [(self, name, self._get_place(name)) for name in TEXT_FIELDS]
        for clause in self.clause_ids:
            place = clause._get_place()
            texts += [(clause, "name", place), (clause, "body", place)]
        return texts

    def _get_place(self, name):
        return self._fields[name]._description_string(self.env)

    def _get_report_problems(self):
        report = self.report_id
        if not report:
            return []
        views = self.env["ir.ui.view"]
        if report.model and views.search_count([("key", "=", report.report_name)]):
            return []
        return [
            self.env._(
                "The layout “%s” has no template any more. Choose another layout, or "
                "leave it empty.",
                report.name,
            )
        ]

    def _get_number_problems(self):
        numbers = self.sequence_id
        if not numbers:
            return []
        if not numbers.active:
            return [
                self.env._(
                    "The numbers “%s” are archived. Choose others, or leave the field "
                    "empty: the company then counts by year.",
                    numbers.name,
                )
            ]
        if numbers.company_id and numbers.company_id != self.company_id:
            return [
                self.env._(
                    "The numbers “%(numbers)s” belong to %(company)s. Choose numbers "
                    "of the form's own company, or leave the field empty.",
                    numbers=numbers.name,
                    company=numbers.company_id.name,
                )
            ]
        return []

    def _check_placeholders(self, text, place):
        """Raise a sentence when `text` names what no paper can tell."""
        if problems := self._find_text_problems(text, place):
            raise ValidationError("\n".join(problems))

    def _find_text_problems(self, text, place):
        """Return a sentence for each placeholder that cannot be filled in."""
        known = self._get_placeholders()
        problems = []
        for kind, name in explain_braces(text, known):
            explain = getattr(self, f"_explain_{kind}_placeholder")
            problems.append(explain(name, place, known))
        return problems

    def _explain_unknown_placeholder(self, name, place, known):
        near = find_near_names(name, known)
        if not near:
            return self.env._(
                "%(place)s: {%(name)s} is not known. The tab “What Can Be Put In” "
                "lists what is.",
                place=place,
                name=name,
            )
        return self.env._(
            "%(place)s: {%(name)s} is not known. Did you mean %(near)s?",
            place=place,
            name=name,
            near=", ".join(f"{{{each}}}" for each in near),
        )

    def _explain_torn_placeholder(self, name, place, _known):
        return self.env._(
            "%(place)s: a part of {%(name)s} is formatted otherwise than the rest. "
            "Type it anew in one piece.",
            place=place,
            name=name,
        )


class CrmProcessDocumentClause(models.Model):
    """A clause names only what a paper can tell."""

    _inherit = "crm.process.document.clause"

    # === CONSTRAINT METHODS === #

    @api.constrains("name", "body")
    def _check_texts(self):
        for clause in self:
            form = clause.document_template_id
            for text in (clause.name, clause.body):
                form._check_placeholders(text, clause._get_place())

    # === BUSINESS METHODS === #

    def _get_place(self):
        if self.name:
            return self.env._("Clause “%s”", self.name)
        return self.env._("A clause without a heading")
