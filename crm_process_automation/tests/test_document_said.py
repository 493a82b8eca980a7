from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import Form, tagged

from ..models.runtime.crm_process_document_answer import Visitor
from ..tools.signed_file import SIGNED_DATA
from .document_common import ABOUT_MONEY, DocumentCase

COPY = b"\x30\x80" + SIGNED_DATA


@tagged("post_install", "-at_install")
class TestDocumentSaid(DocumentCase):
    """What the client tells a colleague is evidence, too, and of another kind."""

    def setUp(self):
        super().setUp()
        self.paper = self._issue()
        self.paper._mark_sent()

    def _decide(self, verb, **values):
        dialog = Form(
            self.env["crm.process.document.verb"]
            .with_user(self.sally)
            .with_context(default_document_id=self.paper.id, default_verb=verb)
        )
        for name, value in values.items():
            dialog[name] = value
        dialog.save().action_apply()
        return self.paper.evidence_ids

    def test_acceptance_by_phone_says_who_took_it_down_when_and_how(self):
        with self.at("2026-12-01 09:00:00"):
            row = self._decide("accept", way="phone", text="He takes the hall")
        self.assertEqual(self.paper.state, "accepted")
        self.assertEqual((row.kind, row.side, row.way), ("accepted", "staff", "phone"))
        self.assertEqual(row.user_id, self.sally)
        self.assertEqual(str(row.date), "2026-12-01 09:00:00")
        self.assertEqual(row.signer, self.client.name)
        self.assertEqual(row.comment, "He takes the hall")
        self.assertEqual(row.paper_checksum, self.paper.checksum)

    def test_rejection_in_person_keeps_who_said_it_and_why(self):
        row = self._decide("reject", way="person", answered_by="Petro", text="Too dear")
        self.assertEqual((row.kind, row.side, row.way), ("rejected", "staff", "person"))
        self.assertEqual((row.signer, row.comment), ("Petro", "Too dear"))

    def test_dialogue_asks_how_the_client_said_it(self):
        with self.assertRaisesRegex(AssertionError, "way is a required field"):
            self._decide("accept")

    def test_verb_without_a_dialogue_leaves_evidence_as_well(self):
        self.paper.action_reject("Too dear")
        self.assertEqual(self.paper.evidence_ids.way, "other")
        self.assertEqual(self.paper.evidence_ids.user_id, self.sally)

    def test_colleague_without_the_deal_takes_nothing_down(self):
        with self.assertRaises(AccessError):
            self.paper.with_user(self.oleh).action_accept("Yes", "phone")
        self.assertFalse(self.paper.evidence_ids)

    # === WHICH ANSWERS THERE ARE === #

    def test_colleague_takes_down_only_what_the_client_may_answer(self):
        answers = {
            "proposal": ["accept", "sign", "reject"],
            "contract": ["sign", "reject"],
            "act": ["sign", "reject"],
            "invoice": ["accept", "reject"],
        }
        self.order.sudo().action_confirm()
        for document_type in ABOUT_MONEY:
            paper = self._issue(document_type)
            paper._mark_sent()
            with self.subTest(document_type):
                self.assertEqual(paper._get_answers(), answers[document_type])
                offered = [
                    verb
                    for verb in ("accept", "sign", "reject")
                    if verb in paper.possible_verbs
                ]
                self.assertEqual(offered, answers[document_type])

    def test_contract_is_not_accepted_by_word_of_mouth(self):
        contract = self._issue("contract")
        with self.assertRefused(contract.number, "it is signed / rejected"):
            contract.action_accept("Yes", "phone")
        self.assertFalse(contract.evidence_ids)

    def test_invoice_is_not_signed(self):
        invoice = self._issue("invoice")
        copy = self.env["ir.attachment"].with_user(self.sally)
        copy = copy.create({"name": "a.p7s", "raw": COPY})
        with self.assertRefused(invoice.number, "it is accepted / rejected"):
            invoice.action_sign("Petro", attachment=copy)

    # === HOW MUCH === #

    def test_neither_side_uses_up_what_the_other_may_hand_in(self):
        contract = self._issue("contract")
        contract._mark_sent()
        for side, other in (("staff", "client"), ("client", "staff")):
            rows = [
                {
                    "document_id": contract.id,
                    "kind": "uploaded",
                    "side": side,
                    "signer": f"Copy {number}",
                }
                for number in range(10)
            ]
            with self.subTest(side), self.env.cr.savepoint() as point:
                self.env["crm.process.document.evidence"].create(rows)
                visitor = self._get_visitor(side)
                with self.assertRefused("enough copies"):
                    contract.sudo()._answer_upload(visitor, COPY)
                contract.sudo()._answer_upload(self._get_visitor(other), COPY)
                point.rollback()
                self.env.invalidate_all()

    def _get_visitor(self, side):
        user = self.sally if side == "staff" else None
        return Visitor(name="Petro", side=side, user=user)

    def test_date_of_the_dialogue_is_that_of_the_company(self):
        self.env.company.resource_calendar_id.tz = "Europe/Kyiv"
        papers = self.env["crm.process.document.upload"].with_user(self.sally)
        with self.at("2026-12-01 22:30:00"):
            given = papers.default_get(["date_signed"])
        self.assertEqual(given["date_signed"], Date.to_date("2026-12-02"))
