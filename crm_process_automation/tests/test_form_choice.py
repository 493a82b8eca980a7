from odoo import Command
from odoo.tests import tagged

from .form_common import FormCase


@tagged("post_install", "-at_install")
class TestFormChoice(FormCase):
    """Which form a paper is made from, and which number it gets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        # Other forms of the type must not answer for ours.
        others = cls.env["crm.process.document.template"].search(
            [("id", "!=", cls.form.id)]
        )
        others.write({"state": "retired"})
        cls.other_company = cls.env["res.company"].create({"name": "Elsewhere"})

    def _get_form(self, company=None, case=None):
        forms = self.env["crm.process.document.template"].with_user(self.sally)
        return forms._get_form("contract", company or self.company, case)

    # === WHICH FORM === #

    def test_draft_is_not_used(self):
        with self.assertRefused("No form of the type “Contract” is approved"):
            self._get_form()

    def test_first_approved_form_is_the_default(self):
        self.form.sequence = 20
        first = self._create_form("First", sequence=10)
        self._approve(self.form, first)
        self.assertEqual(self._get_form(), first)

    def test_own_version_of_the_company_goes_before_the_common_one(self):
        own = self._create_form(
            "Own", code="small_contract", company_id=self.company.id
        )
        self._approve(self.form, own)
        self.assertEqual(self.form._get_current(self.company), own)
        self.assertEqual(self._get_form(), own)
        self.assertEqual(self._get_form(self.other_company), self.form)

    def test_form_of_another_company_is_not_used(self):
        self._approve(self._create_form("Own", company_id=self.other_company.id))
        with self.assertRefused("No form of the type"):
            self._get_form()

    def test_form_that_the_stage_names_goes_first(self):
        named = self._create_form("Named", sequence=90)
        self._approve(self.form, named)
        self.todo.document_template_ids = [Command.link(named.id)]
        case = self._create_case(self.sally)
        self.assertEqual(self._get_form(), self.form)
        self.assertEqual(self._get_form(case=case), named)

    def test_form_of_another_stage_goes_before_the_default(self):
        named = self._create_form("Named", sequence=90)
        self._approve(self.form, named)
        self.doing.document_template_ids = [Command.link(named.id)]
        self.assertEqual(self._get_form(case=self._create_case(self.sally)), named)

    def test_later_version_of_a_named_form_is_used_by_itself(self):
        self._approve()
        self.todo.document_template_ids = [Command.link(self.form.id)]
        case = self._create_case(self.sally)
        new = self.form.action_new_version()
        self._approve(new)
        self.assertEqual(self._get_form(case=case), new)

    def test_code_means_one_type(self):
        with self.assertRefused("taken by a form of another type"):
            self._create_form("Act", "act", code="small_contract")

    # === NUMBERS === #

    def test_papers_are_counted_by_type_and_company_anew_each_year(self):
        form = self.form.with_user(self.sally)
        numbers = [
            form._next_number(self.company, "2026-11-01"),
            form._next_number(self.company, "2026-12-31"),
            form._next_number(self.other_company, "2026-12-31"),
            form._next_number(self.company, "2027-01-01"),
        ]
        self.assertEqual(numbers, ["CT-1/2026", "CT-2/2026", "CT-1/2026", "CT-1/2027"])

    def test_forms_of_one_type_share_their_numbers(self):
        another = self._create_form("Another")
        self.form._next_number(self.company, "2026-11-01")
        self.assertEqual(another._next_number(self.company, "2026-11-01"), "CT-2/2026")

    def test_form_may_have_numbers_of_its_own(self):
        self.form.sequence_id = self.env["ir.sequence"].create(
            {"name": "Own", "prefix": "SC", "padding": 4, "company_id": False}
        )
        self.assertEqual(self.form._next_number(self.company), "SC0001")

    def test_archived_numbers_stop_the_approval(self):
        numbers = self.env["ir.sequence"].create({"name": "N", "company_id": False})
        self.form.sequence_id = numbers
        numbers.active = False
        with self.assertRefused("“N” are archived"):
            self.form.action_approve()

    def test_numbers_of_another_company_are_refused(self):
        numbers = self.env["ir.sequence"].create(
            {"name": "Theirs", "company_id": self.other_company.id}
        )
        own = self._create_form("Own", company_id=self.company.id)
        with self.assertRefused("Theirs"):
            own.sequence_id = numbers

    def test_layout_without_its_template_stops_the_approval(self):
        self.form.report_id = self.env["ir.actions.report"].create(
            {
                "name": "Gone",
                "model": "crm.process.document",
                "report_name": "crm_process_automation.no_such_template",
            }
        )
        with self.assertRefused("“Gone” has no template"):
            self.form.action_approve()
