from odoo.exceptions import AccessError
from odoo.tests import tagged, users

from .form_common import FormCase


@tagged("post_install", "-at_install")
class TestFormLife(FormCase):
    """A form is written by a designer and approved by the management."""

    # === WHO === #

    @users("head")
    def test_manager_approves_and_is_noted(self):
        with self.at("2026-03-02 08:00:00"):
            self.form.with_user(self.head).action_approve()
            self.assertEqual(self.form.state, "approved")
            self.assertEqual(self.form.approved_by_id, self.head)
            self.assertEqual(str(self.form.date_approved), "2026-03-02 08:00:00")

    def test_salesperson_does_not_approve(self):
        with self.assertRaisesRegex(AccessError, "management"):
            self.form.with_user(self.sally).action_approve()
        self.assertEqual(self.form.state, "draft")

    def test_salesperson_does_not_retire(self):
        self._approve()
        with self.assertRaises(AccessError):
            self.form.with_user(self.sally).action_retire()

    def test_designer_edits_a_draft(self):
        self.clause.with_user(self.designer).body = "<p>By {date}.</p>"
        self.assertIn("{date}", self.clause.body)

    def test_salesperson_does_not_edit_a_draft(self):
        with self.assertRaises(AccessError):
            self.clause.with_user(self.sally).body = "<p>By {date}.</p>"
        with self.assertRaises(AccessError):
            self.form.with_user(self.sally).validity_days = 5

    def test_manager_of_another_company_does_not_see_the_form(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        own = self._create_form("Own", company_id=self.env.company.id)
        with self.assertRaises(AccessError):
            own.with_user(stranger).action_approve()

    def test_nobody_signs_an_approval_by_hand(self):
        form = self.form.with_user(self.designer)
        with self.assertRefused("Press “Approve Form”"):
            form.write({"state": "approved"})
        with self.assertRefused("Press “Approve Form”"):
            form.approved_by_id = self.head
        with self.assertRefused("Press “Approve Form”"):
            form.create(
                {
                    "name": "X",
                    "code": "x",
                    "document_type": "act",
                    "state": "approved",
                }
            )

    # === AN APPROVED FORM === #

    def test_approved_form_is_not_edited(self):
        self._approve()
        with self.assertRefused("not a draft any more", "New version"):
            self.form.with_user(self.designer).validity_days = 5
        with self.assertRefused("not a draft any more"):
            self.clause.with_user(self.designer).body = "<p>Free of charge</p>"
        with self.assertRefused("not a draft any more"):
            self._add_clause(self.form.with_user(self.designer), "<p>More</p>")
        with self.assertRefused("not a draft any more"):
            self.clause.with_user(self.designer).unlink()

    def test_approved_form_is_previewed_in_another_language(self):
        self._approve()
        self.form.with_user(self.designer).write({"preview_lang": "uk_UA"})
        self.assertEqual(self.form.state, "approved")

    def test_clause_is_not_smuggled_into_an_approved_form(self):
        draft = self._create_form("Another")
        clause = self._add_clause(draft, "<p>Smuggled</p>")
        self._approve()
        with self.assertRefused("not a draft any more"):
            clause.document_template_id = self.form

    def test_approved_form_is_archived_and_translated(self):
        self._approve()
        self.clause.with_user(self.designer).update_field_translations(
            "body", {"uk_UA": {"The price is {total}.": "Ціна — {total}."}}
        )
        self.form.with_user(self.designer).active = False
        self.assertFalse(self.form.active)
        self.assertIn("Ціна", self.clause.with_context(lang="uk_UA").body)

    def test_translation_of_an_approved_form_is_not_rewritten(self):
        self.clause.update_field_translations(
            "body", {"uk_UA": {"The price is {total}.": "Ціна — {total}."}}
        )
        self.form.update_field_translations("title", {"en_US": "A", "uk_UA": "Б"})
        self._approve()
        clause = self.clause.with_user(self.designer)
        for texts in ({"uk_UA": "Дарма."}, {"en_US": "Free of charge."}):
            with self.assertRefused("only what is missing"):
                clause.update_field_translations(
                    "body",
                    {
                        lang: {"The price is {total}.": text}
                        for lang, text in texts.items()
                    },
                )
        with self.assertRefused("only what is missing"):
            self.form.with_user(self.designer).update_field_translations(
                "title", {"uk_UA": "В"}
            )
        self.assertIn("Ціна", self.clause.with_context(lang="uk_UA").body)

    def test_translation_with_an_unknown_name_is_refused_once_approved(self):
        self._approve()
        with self.assertRefused(r"\{suma\}"):
            self.clause.with_user(self.designer).update_field_translations(
                "body", {"uk_UA": {"The price is {total}.": "Ціна — {suma}."}}
            )

    def test_approved_form_is_not_deleted(self):
        self._approve()
        with self.assertRefused("not a draft any more"):
            self.form.unlink()

    def test_draft_is_deleted(self):
        self.form.with_user(self.designer).unlink()
        self.assertFalse(self.clause.exists())

    # === VERSIONS === #

    def test_new_version_is_a_draft_with_all_texts_and_translations(self):
        self.clause.update_field_translations(
            "body", {"uk_UA": {"The price is {total}.": "Ціна — {total}."}}
        )
        self._approve()
        new = self.form.with_user(self.designer).action_new_version()
        self.assertEqual(new.state, "draft")
        self.assertEqual((new.code, new.version), ("small_contract", 2))
        self.assertFalse(new.approved_by_id)
        self.assertEqual(new.clause_ids.body, self.clause.body)
        self.assertIn("Ціна", new.clause_ids.with_context(lang="uk_UA").body)

    def test_salesperson_makes_no_new_version(self):
        self._approve()
        with self.assertRaises(AccessError):
            self.form.with_user(self.sally).action_new_version()

    def test_next_version_retires_the_one_before(self):
        self._approve()
        new = self.form.action_new_version()
        self._approve(new)
        self.assertEqual(self.form.state, "retired")
        self.assertEqual(self.form._get_current(self.env.company), new)

    def test_duplicate_is_another_form(self):
        copy = self.form.copy()
        self.assertEqual(copy.code, "small_contract_2")
        self.assertEqual(copy.version, 1)

    def test_draft_is_not_retired(self):
        with self.assertRefused("never approved"):
            self.form.action_retire()

    def test_retired_form_is_not_used(self):
        self._approve()
        self.form.with_user(self.head).action_retire()
        self.assertFalse(self.form._get_current(self.env.company))
