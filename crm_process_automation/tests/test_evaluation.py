from ast import literal_eval

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .questionnaire_common import QuestionnaireCase

VIEWS = ["list", "form", "pivot", "graph", "search"]


@tagged("post_install", "-at_install")
class TestEvaluation(QuestionnaireCase):
    """Evaluations are read by whoever may read the deal, and averaged without holes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.others_lead = cls._create_running_lead(
            user=cls.oleh, partner_id=cls.client.id
        ).sudo()

    def _evaluate(self, user=None, lead=None, **answers):
        user, lead = user or self.sally, lead or self.lead
        paper = lead.with_user(user)._issue_document("questionnaire")
        paper.action_hand_over("By messenger")
        return self._answer(paper.sudo(), **answers)

    # === THE NUMBERS === #

    def test_nps_is_promoters_less_detractors(self):
        for score in (10, 9, 8, 6):
            self._evaluate(nps=score)
        [(nps,)] = self.Evaluation._read_group([], [], ["nps_value:avg"])
        self.assertEqual(nps, 25)  # two of four recommend us, one does not

    def test_averages_leave_out_what_was_not_answered(self):
        self._evaluate(nps=10, csat=(5,))
        self._evaluate(csat=(3,))
        self._evaluate(nps=9)
        [row] = self.Evaluation._read_group(
            [], [], ["nps_value:avg", "nps:avg", "csat:avg", "__count"]
        )
        self.assertEqual(row, (100, 9.5, 4, 3))

    def test_score_that_was_not_given_is_no_low_score(self):
        self._evaluate(csat=(3,))
        low = self._evaluate(nps=0)
        view = self.env.ref("crm_process_automation.crm_process_evaluation_view_search")
        [found] = etree.fromstring(view.arch).xpath("//filter[@name='detractors']")
        domain = literal_eval(found.get("domain"))
        self.assertEqual(self.Evaluation.search(domain), low)

    def test_client_counts_what_his_contacts_have_answered(self):
        contact, stranger = self.env["res.partner"].create(
            [{"name": "Olena", "parent_id": self.client.id}, {"name": "Nobody"}]
        )
        self._evaluate(nps=10)
        self._evaluate(nps=5).sudo().partner_id = contact
        partners = self.client | contact | stranger
        self.assertEqual(partners.mapped("evaluation_count"), [2, 1, 0])

    def test_marks_by_manager_process_and_month(self):
        with self.at("2026-11-10 10:00:00"):
            self._evaluate(nps=10)
        with self.at("2026-12-10 10:00:00"):
            self._evaluate(nps=5)
            self._evaluate(self.oleh, self.others_lead, nps=9)
        groups = self.Evaluation._read_group(
            [], ["user_id", "template_id", "date:month"], ["nps_value:avg"]
        )
        found = {(user, month.month): nps for user, _process, month, nps in groups}
        self.assertEqual(
            found,
            {(self.sally, 11): 100, (self.sally, 12): -100, (self.oleh, 12): 100},
        )
        self.assertEqual({group[1] for group in groups}, {self.template})

    def test_dissatisfied_clients_are_counted(self):
        self._evaluate(nps=3)
        self._evaluate(nps=9)
        [(count,)] = self.Evaluation._read_group([], [], ["dissatisfied_count:sum"])
        self.assertEqual(count, 1)

    # === WHO READS THEM === #

    def test_salesperson_reads_those_of_his_own_matters(self):
        mine = self._evaluate(nps=9)
        others = self._evaluate(self.oleh, self.others_lead, nps=9)
        self.assertOpen(mine, self.sally)
        self.assertClosed(others, self.sally)

    def test_head_reads_all(self):
        rows = self._evaluate(nps=9)
        rows |= self._evaluate(self.oleh, self.others_lead, nps=9)
        self.assertOpen(rows, self.head)

    def test_accountant_without_crm_reads_none(self):
        self.assertClosed(self._evaluate(nps=9), self.anna)

    def test_foreign_company_reads_none(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        self.assertClosed(self._evaluate(nps=9), stranger)

    def test_nobody_changes_or_deletes_what_a_client_has_said(self):
        row = self._evaluate(nps=3)
        for user in (self.sally, self.head, self.designer):
            for operation in ("write", "create", "unlink"):
                with self.subTest(user=user.login, operation=operation):
                    self.assertFalse(row.with_user(user).has_access(operation))
            with self.assertRaises(AccessError):
                row.with_user(user).nps = 10

    # === SCREENS === #

    def test_buttons_lead_from_the_matter_to_its_evaluations(self):
        row = self._evaluate(nps=9)
        paper = row.document_id
        for record in (self.lead, self.case, self.client, paper):
            mine = record.with_user(self.sally)
            with self.subTest(record._name):
                self.assertEqual(mine.evaluation_count, 1)
                action = mine.action_open_evaluations()
                found = self.env[action["res_model"]].search(action["domain"])
                self.assertEqual(found, row)

    def test_button_of_an_order(self):
        paper = self._send_questionnaire(host=self.order)
        self._answer(paper, nps=9)
        self.assertEqual(self.order.with_user(self.sally).evaluation_count, 1)

    def test_buttons_count_what_one_may_read(self):
        self._evaluate(nps=9)
        self._evaluate(self.oleh, self.others_lead, nps=9)
        self.assertEqual(self.client.with_user(self.sally).evaluation_count, 1)
        self.assertEqual(self.client.with_user(self.head).evaluation_count, 2)

    def test_screens_open_for_those_who_read_them(self):
        self._evaluate(nps=9, comment="Well done")
        for user in (self.sally, self.head, self.anna):
            rows = self.Evaluation.with_user(user)
            views = rows.get_views([(False, kind) for kind in VIEWS])["views"]
            with self.subTest(user.login):
                self.assertEqual(set(views), set(VIEWS))
                fields = ["partner_id", "nps", "csat", "comment", "template_id"]
                rows.web_search_read([], {name: {} for name in fields})

    def test_evaluation_opens_its_questionnaire(self):
        row = self._evaluate(nps=9).with_user(self.sally)
        self.assertEqual(row.action_open_document()["res_id"], row.document_id.id)
