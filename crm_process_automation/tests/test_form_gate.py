import json

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .form_common import FormCase


@tagged("post_install", "-at_install")
class TestFormGate(FormCase):
    """A stage that names a mandatory form is not left before the paper is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form.is_mandatory = True
        cls.todo.document_template_ids = [Command.link(cls.form.id)]

    def _get_gate(self, stage=None):
        return self.env["crm.process.control"].search(
            [("stage_id", "=", (stage or self.todo).id), ("kind", "=", "paper")]
        )

    def _create_paper(self, case, state="sent", **values):
        """Return a paper of the form that has come as far as `state`."""
        values = {"date_issued": "2026-03-02 08:00:00", "state": state} | values
        return (
            self.env["crm.process.document"]
            .sudo()
            .create(
                {
                    "template_id": self.form.id,
                    "document_type": "contract",
                    "case_id": case.id,
                    **values,
                }
            )
        )

    # === THE CONTROL POINT === #

    def test_mandatory_form_makes_its_control_point(self):
        gate = self._get_gate()
        self.assertEqual(gate.document_template_id, self.form)
        self.assertEqual(gate.document_type, "contract")
        self.assertEqual((gate.name, gate.paper_state), ("Small contract", "sent"))

    def test_optional_form_makes_none(self):
        act = self._create_form("Small act", "act")
        self.doing.document_template_ids = [Command.link(act.id)]
        self.assertFalse(self._get_gate(self.doing))

    def test_control_point_goes_with_the_form(self):
        self.todo.document_template_ids = [Command.clear()]
        self.assertFalse(self._get_gate())

    def test_control_point_follows_what_the_form_says(self):
        self.form.is_mandatory = False
        self.assertFalse(self._get_gate())
        self.form.is_mandatory = True
        self.assertTrue(self._get_gate())

    def test_how_far_the_paper_must_be_is_kept(self):
        self._get_gate().paper_state = "signed"
        self._approve()
        self.todo.document_template_ids = [
            Command.link(self._create_form("Small act", "act").id)
        ]
        self.assertEqual(self._get_gate().paper_state, "signed")

    def test_stage_names_a_form_once(self):
        self._approve()
        new = self.form.action_new_version()
        with self.assertRefused("two versions of “Small contract”"):
            self.todo.document_template_ids = [Command.link(new.id)]

    def test_stage_of_a_company_names_no_form_of_another(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = self._create_form("Theirs", company_id=other.id)
        with self.assertRefused("Theirs"):
            self.doing.document_template_ids = [Command.link(theirs.id)]

    def test_salesperson_does_not_name_forms(self):
        with self.assertRaises(AccessError):
            self.todo.with_user(self.sally).document_template_ids = [Command.clear()]

    def test_process_with_an_unapproved_mandatory_form_is_not_activated(self):
        with self.assertRefused("“Small contract”, of which no version is approved"):
            self._activate()

    def test_control_point_names_a_form_or_a_type(self):
        self._create_control(self.doing, "Some paper", kind="paper")
        self._approve()
        with self.assertRefused("does not say of which form"):
            self._activate()

    # === THE GATE === #

    def test_case_waits_for_the_paper_to_be_sent(self):
        self._approve()
        case = self._create_case(self.sally)
        self.assertEqual(
            case._explain_blockers(self.doing),
            ["Send the client the paper “Small contract”."],
        )
        paper = self._create_paper(case, "approved")
        with self.assertRefused("Send the client"):
            case.stage_id = self.doing
        paper.sudo().state = "sent"
        case.stage_id = self.doing
        self.assertEqual(case.stage_id, self.doing)

    def test_paper_that_went_further_is_enough(self):
        self._approve()
        for state, steps in (
            ("approved", {"issued"}),
            ("sent", {"issued", "sent"}),
            ("accepted", {"issued", "sent", "accepted"}),
            ("signed", {"issued", "sent", "accepted", "signed"}),
            ("rejected", set()),
            ("cancelled", set()),
        ):
            with self.subTest(state):
                case = self._create_case(self.sally)
                self._create_paper(case, state)
                reached = {
                    step
                    for step in ("issued", "sent", "accepted", "signed")
                    if case._has_paper(self.form, step)
                }
                self.assertEqual(reached, steps)

    def test_draft_without_a_number_is_no_paper_yet(self):
        self._approve()
        case = self._create_case(self.sally)
        self._create_paper(case, "draft", date_issued=False)
        self.assertFalse(case._has_paper(self.form, "issued"))

    def test_revision_takes_the_place_of_what_it_corrects(self):
        self._approve()
        case = self._create_case(self.sally)
        signed = self._create_paper(case, "signed")
        self._create_paper(case, "approved", previous_id=signed.id)
        self.assertFalse(case._has_paper(self.form, "signed"))

    def test_paper_of_another_matter_does_not_count(self):
        self._approve()
        case, other = self._create_case(self.sally), self._create_case(self.oleh)
        self._create_paper(other)
        self.assertFalse(case._has_paper(self.form, "issued"))

    def test_paper_of_the_main_case_counts(self):
        self._approve()
        main = self._create_case(self.sally)
        child = self._create_case(self.sally, parent_id=main.id)
        self._create_paper(main)
        self.assertTrue(child._has_paper(self.form, "sent"))

    def test_paper_is_found_by_form_of_any_version_by_code_and_by_type(self):
        self._approve()
        case = self._create_case(self.sally)
        self._create_paper(case)
        new = self.form.action_new_version()
        for asked in (self.form, new, "small_contract", "contract"):
            self.assertTrue(case._has_paper(asked, "sent"))
        self.assertFalse(case._has_paper("act", "sent"))

    def test_form_that_a_process_cannot_do_without_is_not_retired(self):
        self._approve()
        self._activate()
        with self.assertRefused("cannot be retired", "“To do” of “Work”"):
            self.form.action_retire()

    # === VERSIONS AND FILES OF THE PROCESS === #

    def test_new_version_of_the_process_has_the_form_and_one_control_point(self):
        self._get_gate().write({"paper_state": "signed", "message": "Sign first"})
        self._approve()
        self._activate()
        new = self.template.action_new_version()
        stage = new.stage_ids.filtered(lambda stage: stage.code == "to_do")
        gate = self._get_gate(stage)
        self.assertEqual(stage.document_template_ids, self.form)
        self.assertEqual(len(gate), 1)
        self.assertTrue(gate.is_made_for_form)
        self.assertEqual((gate.paper_state, gate.message), ("signed", "Sign first"))

    def test_difference_is_told_in_words(self):
        self._approve()
        self._activate()
        new = self.template.action_new_version()
        stage = new.stage_ids.filtered(lambda stage: stage.code == "to_do")
        stage.document_template_ids = [Command.clear()]
        self.assertEqual(
            new._compare_with(self.template),
            [
                (
                    "Stage “To do”",
                    ["Document Forms removed (it was: Small contract)"],
                )
            ],
        )

    def test_file_carries_forms_by_code_and_type(self):
        self._get_gate().paper_state = "signed"
        content = self.template._export_file()
        stage = json.loads(content)["parts"]["crm.process.stage"][0]
        self.assertEqual(
            stage["document_template_ids"],
            [{"code": "small_contract", "name": "Small contract", "type": "contract"}],
        )
        self._approve()
        new = self.form.action_new_version()
        self._approve(new)
        templates = self.env["crm.process.template"].with_user(self.designer)
        template, _notes = templates._import_file(content)
        stage = template.stage_ids.filtered(lambda stage: stage.code == "to_do")
        gate = self._get_gate(stage)
        self.assertEqual(stage.document_template_ids, new)
        self.assertEqual(gate.document_template_id, new)
        self.assertEqual((len(gate), gate.paper_state), (1, "signed"))

    def test_form_that_is_not_here_is_told_and_left_out(self):
        content = self.template._export_file()
        self.todo.document_template_ids = [Command.clear()]
        self.form.unlink()
        templates = self.env["crm.process.template"].with_user(self.designer)
        template, notes = templates._import_file(content)
        told = " ".join(text for _kind, text in notes)
        self.assertIn("“Small contract” is not here", told)
        self.assertFalse(template.stage_ids.document_template_ids)
