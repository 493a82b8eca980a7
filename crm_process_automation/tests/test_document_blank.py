from odoo.fields import Command
from odoo.tests import tagged

from .dispatch_common import DispatchCase


@tagged("post_install", "-at_install")
class TestDocumentBlank(DispatchCase):
    """What the text of a form asks for and nobody has filled in, is said."""

    def test_empty_requisites_are_named_before_the_paper_is_sent(self):
        body = "<p>{customer.iban}, {customer.full_name}</p>"
        clause = {"name": "1. Account", "body": body, "place": "after"}
        form = self._create_form(
            "proposal", code="asking", clause_ids=[Command.create(clause)]
        )
        paper = self._issue(template_id=form.id)
        self.assertIn("instead of: The client: IBAN. Fill it in", paper.warnings_text)

    def test_paper_without_blanks_is_not_spoken_of(self):
        self.assertNotIn("instead of", self._issue().warnings_text or "")

    def test_sending_belongs_to_the_company_of_its_paper(self):
        dispatch = self._issue()._send()
        self.assertEqual(dispatch.company_id, self.env.company)
        other = self.env["res.company"].create({"name": "Other"})
        self.sally.sudo().company_ids |= other
        seen = self.Dispatch.with_user(self.sally)
        both = seen.with_context(allowed_company_ids=(self.env.company | other).ids)
        self.assertIn(dispatch, both.search([]))
        away = seen.with_context(allowed_company_ids=other.ids)
        self.assertNotIn(dispatch, away.search([]))
