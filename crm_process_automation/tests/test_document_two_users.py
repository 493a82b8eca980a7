from odoo import SUPERUSER_ID
from odoo.tests import tagged

from .two_users_common import TwoUsersCase


@tagged("post_install", "-at_install")
class TestDocumentTwoUsers(TwoUsersCase):
    """Two issue papers at once: two numbers; of the same paper only one is issued."""

    def setUp(self):
        super().setUp()
        with self._transact() as env:
            self.form_id = self._create_form(env).id
            self.client_id = env["res.partner"].create({"name": "Contested"}).id
            leads = env["crm.lead"].create(
                [
                    {"name": f"Contested {number}", "partner_id": self.client_id}
                    for number in (1, 2)
                ]
            )
            self.paper_ids = [
                lead._draft_document("minutes", template_id=self.form_id).id
                for lead in leads
            ]
            self.lead_ids = leads.ids

    def _create_form(self, env):
        sequence = env["ir.sequence"].create(
            {
                "name": "Two users",
                "suffix": "/%(range_year)s",
                "use_date_range": True,
                "company_id": False,
            }
        )
        form = env["crm.process.document.template"].create(
            {
                "name": "Two users",
                "code": "two_users",
                "document_type": "minutes",
                "sequence_id": sequence.id,
            }
        )
        form.state = "approved"
        self.sequence_id = sequence.id
        return form

    def _delete_everything(self):
        with self._transact() as env:
            papers = env["crm.process.document"].search(
                [("template_id", "=", self.form_id)]
            )
            env["mail.message"].search(
                [("model", "=", papers._name), ("res_id", "in", papers.ids)]
            ).unlink()
            files = papers.attachment_id
            env.flush_all()
            env.cr.execute(
                "DELETE FROM crm_process_document WHERE id = ANY(%s)", [papers.ids]
            )
            env.invalidate_all()
            files.unlink()
            env["crm.lead"].browse(self.lead_ids).unlink()
            env["res.partner"].browse(self.client_id).unlink()
            env.cr.execute(
                "DELETE FROM crm_process_document_template WHERE id = %s",
                [self.form_id],
            )
            env["ir.sequence"].browse(self.sequence_id).unlink()

    def _issue_at_once(self, *paper_ids):
        """Return the answers to those who issue at the same moment, as by RPC."""
        doers = [(SUPERUSER_ID, paper_id) for paper_id in paper_ids]
        return self._do_at_once("crm.process.document", "action_issue", doers)

    def _read_numbers(self):
        with self._transact() as env:
            papers = env["crm.process.document"].browse(self.paper_ids)
            return papers.mapped("number")

    def test_two_papers_get_two_numbers_be_they_the_first_of_the_year(self):
        self.assertEqual(self._issue_at_once(*self.paper_ids), [True, True])
        first, second = self._read_numbers()
        self.assertTrue(first and second)
        self.assertNotEqual(first, second)

    def test_same_paper_is_issued_once(self):
        paper_id = self.paper_ids[0]
        answers = self._issue_at_once(paper_id, paper_id)
        self.assertEqual(answers.count(True), 1)
        [sentence] = [str(answer) for answer in answers if answer is not True]
        self.assertRegex(sentence, "issued already|by somebody else")
