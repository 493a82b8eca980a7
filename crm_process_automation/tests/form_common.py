from .common import ProcessCase


class FormCase(ProcessCase):
    """A small contract form, a draft, and what a paper of it would say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("en_US", "uk_UA"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.form = cls._create_form("Small contract", code="small_contract")
        cls.clause = cls._add_clause(cls.form, "<p>The price is {total}.</p>")

    @classmethod
    def _create_form(cls, name, document_type="contract", **values):
        return cls.env["crm.process.document.template"].create(
            {
                "name": name,
                "code": name.lower().replace(" ", "_"),
                "document_type": document_type,
                **values,
            }
        )

    @classmethod
    def _add_clause(cls, form, body, **values):
        return cls.env["crm.process.document.clause"].create(
            {"document_template_id": form.id, "body": body, **values}
        )

    @classmethod
    def _approve(cls, *forms):
        for form in forms or (cls.form,):
            form.action_approve()

    def _snapshot(self, **values):
        """Return what a paper says, in English, with the given values over it."""
        return self.form._get_sample_snapshot("en_US") | values

    def _fill(self, text, **values):
        return str(self.form._fill(text, self._snapshot(**values)))
