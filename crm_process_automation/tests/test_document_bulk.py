from odoo.tests import tagged

from .dispatch_common import DispatchCase


@tagged("post_install", "-at_install")
class TestDocumentBulk(DispatchCase):
    """Many papers in one go; what could not be done is told, one by one."""

    def _open(self, records, verb, user=None, **values):
        wizard = self.env["crm.process.document.bulk"].with_user(user or self.sally)
        return wizard.with_context(
            active_model=records._name, active_ids=records.ids
        ).create({"verb": verb, **values})

    def _apply(self, records, verb, user=None, **values):
        """Return [(whether done, what became of it)], in the order of the records."""
        wizard = self._open(records, verb, user, **values)
        wizard.action_apply()
        by_id = {row.res_id: row for row in wizard.verdict_ids}
        return [(by_id[one.id].is_done, by_id[one.id].text) for one in records]

    def _create_orders(self, count):
        orders = self.env["sale.order"].browse()
        for _number in range(count):
            orders |= self._create_order([(self.hall, 1)])
        return orders

    def test_drafts_are_issued_and_sent(self):
        orders = self._create_orders(3)
        drafts = self.env["crm.process.document"]
        for order in orders:
            drafts |= order.with_user(self.sally)._draft_document("proposal")
        verdicts = self._apply(drafts, "issue_send")
        self.assertEqual([done for done, _text in verdicts], [True] * 3)
        self.assertIn("office@sunflower.example", verdicts[0][1])
        self._run_queue()
        self.assertEqual(set(drafts.mapped("state")), {"sent"})
        self.assertEqual(len(set(drafts.mapped("number"))), 3)

    def test_papers_are_issued_of_orders(self):
        orders = self._create_orders(2)
        verdicts = self._apply(orders, "issue", document_type="contract")
        self.assertEqual([done for done, _text in verdicts], [True, True])
        papers = self.env["crm.process.document"].search(
            [("order_id", "in", orders.ids)]
        )
        self.assertEqual(papers.mapped("document_type"), ["contract"] * 2)

    def test_one_without_an_address_stops_no_other(self):
        mute = self.env["res.partner"].create({"name": "Mute"})
        papers = self._issue() | self._issue(host=self._create_orders(1))
        silent = self._create_order([(self.hall, 1)], partner_id=mute.id)
        papers |= self._issue(host=silent)
        verdicts = self._apply(papers, "send")
        self.assertEqual([done for done, _text in verdicts], [True, True, False])
        self.assertIn("Mute has no e-mail address", verdicts[2][1])

    def test_draft_that_cannot_be_sent_is_not_issued(self):
        self.client.email = False
        draft = self.order.with_user(self.sally)._draft_document("proposal")
        [(done, text)] = self._apply(draft, "issue_send")
        self.assertFalse(done)
        self.assertIn("no e-mail address", text)
        self.assertFalse(draft.number)

    def test_paper_that_needs_approval_is_sent_after_it(self):
        self.forms["proposal"].sudo()._write({"needs_approval": True})
        self.env.invalidate_all()
        draft = self.order.with_user(self.sally)._draft_document("proposal")
        [(done, text)] = self._apply(draft, "issue_send")
        self.assertTrue(done)
        self.assertIn("sent when it is approved", text)
        draft.with_user(self.head).action_approve()
        self._run_queue()
        self.assertEqual(draft.state, "sent")

    def test_papers_of_others_are_left_out(self):
        paper = self._issue()
        [(done, text)] = self._apply(paper, "send", user=self.oleh)
        self.assertFalse(done)
        self.assertIn("You may not change it", text)
        self.assertFalse(paper.dispatch_ids)

    def test_type_has_to_be_chosen(self):
        with self.assertRefused("Choose the type of the papers"):
            self._open(self.order, "issue").action_apply()
