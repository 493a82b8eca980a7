from odoo import fields

from .document_common import DocumentCase

WORDS = "The food was cold"


class QuestionnaireCase(DocumentCase):
    """Questionnaires of the ready survey that Sally sends to Sunflower Ltd.

    Below 7 of 10 for a recommendation, or 3 of 5 on average, a client is dissatisfied.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client.email = "office@sunflower.example"
        cls.survey = cls.env.ref("crm_process_automation.survey_satisfaction")
        cls.survey.question_ids.flush_recordset()
        cls.forms["questionnaire"].sudo().state = "retired"
        cls.forms["questionnaire"] = cls._create_form(
            "questionnaire", code="opinion", survey_id=cls.survey.id, validity_days=14
        )
        cls.by_measure = cls.survey.question_ids.sorted().grouped("process_measure")
        cls.Evaluation = cls.env["crm.process.evaluation"]

    def _send_questionnaire(self, **values):
        """Return a questionnaire that Sally has handed over, as the system reads it."""
        paper = self._issue("questionnaire", **values)
        paper.action_hand_over("By messenger")
        return paper.sudo()

    def _fill(self, paper, nps=None, csat=(), comment=""):
        """Save answers as the pages of the survey do, without sending them off."""
        answer = paper.survey_input_id
        given = dict(zip(self.by_measure["csat"], csat, strict=False))
        given |= {self.by_measure["nps"]: nps, self.by_measure["comment"]: comment}
        for question, value in given.items():
            text = "" if value is None else str(value)
            answer._save_lines(question, text)
        return answer

    def _answer(self, paper, **answers):
        """Return the evaluation of a client who has answered to the end."""
        self._fill(paper, **answers)._mark_done()
        return paper.evaluation_ids

    def _finish_tasks(self):
        """Leave nothing to do at the first stage."""
        self.case.task_ids.sudo().filtered(lambda t: t.state == "open")._write_by_verb(
            {"state": "done", "date_done": fields.Datetime.now()}
        )

    def _get_deviations(self):
        return self.case.sudo().deviation_ids.filtered(
            lambda row: row.kind == "dissatisfied"
        )

    def _get_head_tasks(self):
        return self.env["crm.process.task"].search(
            [("name", "ilike", "dissatisfied client")]
        )
