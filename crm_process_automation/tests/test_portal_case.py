from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ..models.definition.memory import forget
from ..models.runtime.crm_process_document_answer import Visitor
from .document_common import DocumentCase


@tagged("post_install", "-at_install")
class TestPortalCase(DocumentCase):
    """The client's answer moves the case where nobody has to decide anything."""

    def setUp(self):
        super().setUp()
        self.visitor = Visitor(name="Olena")
        # Nothing but the paper is missing at the first stage.
        self.case.task_ids.sudo().filtered(lambda t: t.state == "open")._write_by_verb(
            {"state": "done", "date_done": fields.Datetime.now()}
        )

    def _send_paper(self, document_type="proposal", **values):
        paper = self._issue(document_type).sudo()
        paper.write({"state": "sent", "date_sent": fields.Datetime.now(), **values})
        return paper

    def _get_deviations(self):
        return self.case.deviation_ids.filtered(lambda row: row.kind != "other")

    def _get_tasks(self):
        return self.env["crm.process.task"].search(
            [("case_id", "=", self.case.id), ("name", "ilike", "what to change")]
        )

    # === ACCEPTED === #

    def test_case_goes_on_when_the_client_accepts(self):
        self._send_paper()._answer_accept(self.visitor)
        self.assertEqual(self.case.stage_id, self.doing)

    def test_case_waits_while_something_else_is_missing(self):
        controls = self.env.registry["crm.process.control"]
        with patch.object(controls, "_check_version_is_draft", lambda _self: None):
            self._create_control(
                self.todo, "A budget", kind="field", field_path="partner_id.ref"
            )
        forget(self.env)
        self._send_paper()._answer_accept(self.visitor)
        self.assertEqual(self.case.stage_id, self.todo)

    def test_late_answer_does_not_push_a_case_that_has_gone_on(self):
        paper = self._send_paper()
        self.case.stage_id = self.doing
        self.case._write_past_door({"date_stage_entered": "2100-01-01 00:00:00"})
        paper._answer_accept(self.visitor)
        self.assertEqual(self.case.stage_id, self.doing)

    def test_signature_after_acceptance_moves_the_case_once(self):
        paper = self._send_paper()
        paper._answer_accept(self.visitor)
        self.case._write_past_door({"date_stage_entered": "2100-01-01 00:00:00"})
        paper.with_context()._answer_upload(self.visitor, b"%PDF-1.4")
        self.assertEqual((paper.state, self.case.stage_id), ("signed", self.doing))

    def test_accepted_invoice_is_not_paid_yet(self):
        self._send_paper("invoice")._answer_accept(self.visitor)
        self.assertEqual(self.case.stage_id, self.todo)

    def test_arrow_for_certain_people_is_theirs_to_take(self):
        group = self.env.ref("sales_team.group_sale_manager")
        self.env.cr.execute(
            "INSERT INTO crm_process_transition_res_groups_rel VALUES (%s, %s)",
            [self.start_work.id, group.id],
        )
        self.env.invalidate_all()
        self._send_paper()._answer_accept(self.visitor)
        self.assertEqual(self.case.stage_id, self.todo)

    # === REJECTED === #

    def test_rejected_proposal_goes_the_way_back(self):
        self.case.stage_id = self.doing
        self._send_paper()._answer_reject(self.visitor, "Too dear")
        self.assertEqual(self.case.stage_id, self.todo)
        deviation = self._get_deviations()
        self.assertEqual(
            (deviation.kind, deviation.cause), ("rework_proposal", "Too dear")
        )
        self.assertFalse(self._get_tasks())

    def test_without_a_way_back_the_responsible_gets_a_task(self):
        paper = self._send_paper()
        paper._answer_reject(self.visitor, "Too dear")
        self.assertEqual(self.case.stage_id, self.todo)
        self.assertEqual(self._get_deviations().kind, "rework_proposal")
        task = self._get_tasks()
        self.assertEqual((task.user_id, task.state), (self.sally, "open"))
        self.assertIn("Too dear", task.instruction)
        self.assertTrue(task.deadline)

    def test_that_task_leads_to_the_paper_and_its_revision_does_it(self):
        paper = self._send_paper()
        paper._answer_reject(self.visitor, "Too dear")
        task = self._get_tasks()
        self.assertEqual(
            task.with_user(self.sally).action_perform()["res_id"], paper.id
        )
        paper.with_user(self.sally).action_revise("10 % less")
        self.assertEqual(task.state, "done")

    def test_rejected_paper_without_a_departure_of_its_own_takes_that_of_the_way(self):
        with patch.object(
            self.env.registry[self.rework._name],
            "_check_version_is_draft",
            lambda _self: None,
        ):
            self.rework.deviation_kind = "preparation"
        forget(self.env)
        self.case.stage_id = self.doing
        paper = self._send_paper("minutes")
        paper._answer_reject(self.visitor, "A water show")
        self.assertEqual(self.case.stage_id, self.todo)
        said = self.case.deviation_ids.filtered(lambda row: row.cause == "A water show")
        self.assertEqual(said.mapped("kind"), ["preparation"])

    def test_rejected_contract_is_a_departure_of_its_own(self):
        self._send_paper("contract")._answer_reject(self.visitor, "Paragraph 3")
        self.assertEqual(self._get_deviations().kind, "contract_approval")

    def test_revision_after_a_rejection_is_no_second_departure(self):
        paper = self._send_paper()
        paper._answer_reject(self.visitor, "Too dear")
        paper.with_user(self.sally).action_revise("10 % less")
        self.assertEqual(len(self._get_deviations()), 1)

    # === ALL === #

    def test_answer_that_a_colleague_enters_moves_the_case_too(self):
        self._send_paper().with_user(self.sally).action_accept("By telephone")
        self.assertEqual(self.case.stage_id, self.doing)

    def test_paper_without_a_case_is_answered_too(self):
        self.order.opportunity_id = False
        paper = self._send_paper(case_id=False)
        paper._answer_reject(self.visitor, "Too dear")
        self.assertEqual(paper.state, "rejected")
