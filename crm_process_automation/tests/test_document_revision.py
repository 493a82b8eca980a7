from odoo.tests import tagged

from .document_common import DocumentCase
from .test_document_life import DRAWN


@tagged("post_install", "-at_install")
class TestDocumentRevision(DocumentCase):
    """A correction is a dated revision; the paper before stays, and is replaced."""

    def test_revision_bears_the_same_number_and_the_next_revision_number(self):
        paper = self._issue()
        revision = paper.action_revise("New price")
        self.assertEqual(revision.number, paper.number)
        self.assertEqual((paper.revision, revision.revision), (1, 2))
        self.assertEqual(revision.previous_id, paper)
        self.assertEqual(revision.state, "approved")
        self.assertEqual(revision.snapshot["revision"], 2)
        self.assertTrue(revision.attachment_id)

    def test_paper_before_stays_readable_and_is_replaced(self):
        paper = self._issue()
        content = paper.attachment_id.raw
        self.order.order_line[0].price_unit = 2000
        paper.action_revise("New price")
        self.assertTrue(paper.is_superseded)
        self.assertEqual(paper.attachment_id.raw, content)
        self.assertEqual(paper.snapshot["totals"]["total"], "1441.20")
        with self.assertRefused("newer revision", "2"):
            paper.action_send()
        with self.assertRefused("newer revision"):
            paper.action_revise("Once more")

    def test_cancelled_revision_gives_way_to_the_paper_before(self):
        paper = self._issue()
        paper.action_revise("New price").action_cancel("By mistake")
        self.assertFalse(paper.is_superseded)
        third = paper.action_revise("New price after all")
        self.assertEqual((third.revision, third.previous_id), (3, paper))

    def test_revision_says_what_changed(self):
        paper = self._issue(date_valid_until="2099-01-01")
        hall, banquet = self.order.order_line
        hall.price_unit = 900
        banquet.product_uom_qty = 3
        self.client.name = "Sunflower and Sons"
        self.order.order_line.create(
            {"order_id": self.order.id, "product_id": self.hall.id, "name": "Stage"}
        )
        revision = paper.action_revise("As agreed on the phone")
        changes = revision._describe_changes()
        for sentence in (
            "Hall. Price: 1,000.00 → 900.00",
            "Banquet. Quantity: 2 → 3",
            "Customer. Name: Sunflower Ltd → Sunflower and Sons",
            "Total: 1,441.20 → 2,641.80",
        ):
            with self.subTest(sentence):
                self.assertIn(sentence, changes)
        self.assertTrue(any(each.startswith("Added: Stage") for each in changes))
        self.assertEqual(revision.changes_text, "\n".join(changes))

    def test_line_left_out_is_named(self):
        paper = self._issue()
        self.order.order_line[1].unlink()
        changes = paper.action_revise("Without the banquet")._describe_changes()
        self.assertTrue(any(each.startswith("Left out: Banquet") for each in changes))

    def test_revision_without_changes_says_nothing(self):
        self.assertEqual(self._issue().action_revise("Again")._describe_changes(), [])

    def test_revision_needs_a_reason(self):
        paper = self._issue()
        with self.assertRefused("Say why"):
            paper.action_revise("")

    def test_signed_contract_is_not_revised(self):
        paper = self._issue("contract")
        paper._take_signature("Petro Boiko", signature=DRAWN)
        with self.assertRefused(paper.number, "signed", "addendum", "cancel"):
            paper.action_revise("Another price")

    def test_minutes_are_written_before_their_revision_is_issued(self):
        paper = self._issue("minutes")
        revision = paper.action_revise("A decision was forgotten")
        self.assertEqual(revision.state, "draft")
        self.assertFalse(revision.snapshot)
        self.assertFalse(paper.is_superseded)
        revision.action_issue()
        self.assertTrue(paper.is_superseded)

    def test_revision_is_dated_by_its_day(self):
        with self.at("2026-12-01 10:00:00"):
            paper = self._issue()
        with self.at("2026-12-12 10:00:00"):
            revision = paper.action_revise("New price")
        self.assertEqual(str(paper.date), "2026-12-01")
        self.assertEqual(str(revision.date), "2026-12-12")

    def test_paper_before_is_told_that_it_was_replaced(self):
        paper = self._issue()
        paper.action_revise("More guests")
        self.assertIn("replaced by revision 2", paper.message_ids[:1].body)
        self.assertIn("More guests", paper.next_ids.message_ids[:1].body)

    # === DEVIATIONS === #

    def _get_reworks(self):
        deviations = self.env["crm.process.deviation"]
        domain = [("case_id", "=", self.case.id), ("cause", "ilike", "New price")]
        return deviations.search(domain)

    def test_proposal_revised_after_it_was_sent_is_a_deviation(self):
        paper = self._issue()
        paper._mark_sent()
        paper.action_revise("New price")
        deviation = self._get_reworks()
        self.assertEqual(deviation.kind, "rework_proposal")
        self.assertEqual(deviation.stage_id, self.case.stage_id)
        self.assertEqual(deviation.user_id, self.sally)

    def test_contract_revised_after_it_was_sent_is_a_deviation_of_its_own(self):
        paper = self._issue("contract")
        paper._mark_sent()
        paper.action_revise("New price")
        self.assertEqual(self._get_reworks().kind, "contract_approval")

    def test_paper_that_nobody_has_seen_is_revised_without_a_deviation(self):
        self._issue().action_revise("New price")
        self.assertFalse(self._get_reworks())
