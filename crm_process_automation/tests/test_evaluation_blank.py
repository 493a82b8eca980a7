from odoo.tests import tagged

from .questionnaire_common import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestEvaluationBlank(QuestionnaireCase):
    """An answer without marks counts in no average, and is shown as what it is."""

    def _send_empty(self):
        return self._answer(self._send_questionnaire())

    def test_marks_that_were_not_given_are_blank_not_nought(self):
        row = self._send_empty()
        [values] = row.read(["nps", "nps_value", "csat"])
        for name in ("nps", "nps_value", "csat"):
            self.assertIs(values[name], False, name)
        self.assertEqual(row.export_data(["nps", "csat"])["datas"], [["", ""]])

    def test_nought_that_was_given_is_shown(self):
        row = self._answer(self._send_questionnaire(), nps=0)
        [values] = row.read(["nps", "nps_value", "csat"])
        self.assertEqual((values["nps"], values["nps_value"]), (0, -100))
        self.assertIs(values["nps"], 0)
        self.assertIs(values["csat"], False)

    def test_pivot_and_graph_leave_its_cell_empty(self):
        self._send_empty()
        [group] = self.Evaluation.formatted_read_group(
            [], ["user_id"], ["nps_value:avg", "csat:avg", "__count"]
        )
        self.assertEqual((group["nps_value:avg"], group["csat:avg"]), (False, False))
        self.assertEqual(group["__count"], 1)

    def test_it_moves_no_average(self):
        self._send_empty()
        self._answer(self._send_questionnaire(), nps=9, csat=(5,))
        [row] = self.Evaluation._read_group([], [], ["nps_value:avg", "csat:avg"])
        self.assertEqual(row, (100, 5))

    def test_report_opens_without_it(self):
        empty = self._send_empty()
        given = self._answer(self._send_questionnaire(), nps=9)
        self.assertEqual((empty | given).mapped("has_marks"), [False, True])
        action = self.env.ref(
            "crm_process_automation.crm_process_evaluation_action_analysis"
        )
        self.assertIn("search_default_with_marks", action.context)

    def test_it_begins_no_complaint_and_no_work(self):
        self.env.ref("crm_process_automation.template_complaint_v1").action_activate()
        paper = self._send_questionnaire()
        self.case.sudo().stage_id = self.doing
        self.case.sudo().stage_id = self.done
        self._answer(paper)
        complaints = self.env["crm.process.case"].search(
            [("template_id.kind", "=", "complaint")]
        )
        self.assertFalse(complaints)
        self.assertFalse(self._get_head_tasks())
        self.assertFalse(self._get_deviations())

    def test_record_and_chatter_say_so(self):
        self._send_empty()
        bodies = " ".join(self.lead.sudo().message_ids.mapped("body"))
        self.assertIn("no marks given", bodies)

    # === COUNTED ONCE === #

    def test_answered_questionnaire_is_not_revised(self):
        paper = self._send_questionnaire()
        self._answer(paper, nps=9)
        mine = paper.with_user(self.sally)
        self.assertNotIn("revise", mine.possible_verbs)
        with self.assertRefused("issue another questionnaire"):
            mine.action_revise("Another wording")

    def test_one_that_waits_for_its_answer_is_revised(self):
        paper = self._send_questionnaire().with_user(self.sally)
        revision = paper.action_revise("Another wording").sudo()
        revision.action_hand_over("By messenger")
        self._answer(revision, nps=9)
        self.assertEqual(len(self.Evaluation.search([])), 1)

    # === ALL VERSIONS OF A PROCESS TOGETHER === #

    def test_versions_of_a_process_are_counted_together(self):
        first = self._answer(self._send_questionnaire(), nps=9)
        self.case.sudo()._cancel("Begun anew")
        second = self.template.action_new_version()
        second.action_activate()
        lead = self._create_running_lead(user=self.sally, partner_id=self.client.id)
        self.assertEqual(lead.sudo().case_id.template_id, second)
        paper = self._send_questionnaire(host=lead)
        later = self._answer(paper, nps=3)
        groups = self.Evaluation._read_group([], ["process_id"], ["nps_value:avg"])
        self.assertEqual(groups, [(second, 0)])
        self.assertEqual(first.process_id, later.process_id)
        found = self.Evaluation.search([("process_id", "=", second.id)])
        self.assertEqual(found, first | later)
        by_version = self.Evaluation._read_group([], ["template_id"], ["__count"])
        self.assertEqual(len(by_version), 2)

    def test_process_is_searched_by_its_name(self):
        row = self._answer(self._send_questionnaire(), nps=9)
        name = row.process_id.name
        rows = self.Evaluation
        self.assertIn(row, rows.search([("process_id", "ilike", name)]))
        self.assertNotIn(row, rows.search([("process_id", "ilike", "no such")]))

    def test_draft_version_does_not_stand_for_the_process(self):
        row = self._answer(self._send_questionnaire(), nps=9)
        self.template.action_new_version()
        self.assertEqual(row.process_id, self.template)
        [group] = self.Evaluation.web_read_group([], ["process_id"], ["__count"])[
            "groups"
        ]
        self.assertEqual(group["process_id"][0], self.template.id)
