from odoo import Command
from odoo.tests import tagged

from .gallery_common import GalleryCase


@tagged("post_install", "-at_install")
class TestGallery09(GalleryCase):
    """Prepare the document of the stage: the paper itself, else the task to do so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hall = cls.env["product.product"].create(
            {"name": "Hall", "list_price": 1000, "type": "service", "taxes_id": False}
        )
        sides = cls.client | cls.env.company.partner_id
        for partner in sides:
            partner.write(
                {
                    "is_company": True,
                    "street": "Khreshchatyk 1",
                    "city": "Kyiv",
                    "company_registry": "32855961",
                    "process_full_name": f"{partner.name} Limited",
                    "process_signatory": "Iryna Koval",
                    "process_signatory_genitive": "Iryna Koval",
                    "process_position": "Director",
                    "process_position_genitive": "Director",
                    "process_basis": "the statute",
                }
            )

    def _create_deal(self):
        lead = self._create_case_of("template_event_v1", name="New Year")
        self.env["sale.order"].create(
            {
                "partner_id": self.client.id,
                "user_id": self.sally.id,
                "opportunity_id": lead.id,
                "order_line": [Command.create({"product_id": self.hall.id})],
            }
        )
        return lead

    def _get_papers(self, lead):
        return self.env["crm.process.document"].search([("lead_id", "=", lead.id)])

    def test_stage_that_needs_a_paper_issues_it(self):
        scenario = self._switch_on(9)
        lead = self._create_deal()
        self._walk_to(lead, "proposal")
        self.assertFalse(self._get_runs(scenario))
        self._walk_to(lead, "contract")
        self.assertDone(scenario)
        paper = self._get_papers(lead)
        self.assertEqual(paper.document_type, "contract")
        self.assertTrue(paper.number)
        # A contract is approved by somebody.
        self.assertEqual(paper.state, "draft")
        self.assertEqual(paper.amount_total, 1000)
        self.assertFalse(paper.dispatch_ids)
        self.assertFalse(self._get_tasks(lead))

    def test_once_approved_it_goes_to_the_client_when_that_is_chosen(self):
        scenario = self._switch_on(9, send=1)
        lead = self._create_deal()
        self._walk_to(lead, "contract")
        self.assertDone(scenario)
        paper = self._get_papers(lead)
        self.assertFalse(paper.dispatch_ids)
        while asked := paper.approval_task_ids.filtered(lambda t: t.state == "open"):
            asked[0].with_user(asked[0].user_id).action_approve()
        [dispatch] = paper.dispatch_ids
        self.assertEqual(dispatch.email, "office@sunflower.example")
        self.assertEqual(dispatch.state, "outgoing")

    def test_where_something_is_missing_somebody_gets_the_task(self):
        scenario = self._switch_on(9)
        lead = self._create_case_of("template_event_v1", name="New Year")
        self._walk_to(lead, "contract")
        self.assertDone(scenario)
        self.assertFalse(self._get_papers(lead).filtered("number"))
        task = self._get_tasks(lead)
        self.assertEqual((task.kind, task.document_type), ("document", "contract"))
        self.assertEqual(task.user_id, self.sally)
        self.assertTrue(task.deadline)
        self.assertTrue(task.instruction)

    def test_without_an_approved_form_it_is_not_switched_on(self):
        self._ref("document_contract_v1").write({"state": "retired"})
        with self.assertRefused("No form of the type “Contract” is approved"):
            self._switch_on(9)
