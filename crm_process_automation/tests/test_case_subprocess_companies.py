from odoo.tests import tagged

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestCaseSubprocessCompanies(ProcessCase):
    """Cases of several companies start their sub-processes in one batch."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sub = cls._create_template("Approval")
        ask = cls._create_stage("Ask", cls.sub, is_start=True)
        agreed = cls._create_stage("Agreed", cls.sub, is_end=True, outcome="success")
        cls._create_arrow(ask, agreed)
        cls._activate(cls.sub)
        cls.branch = cls.env["res.company"].create({"name": "Branch"})

    def _create_in_both(self):
        return self.env["crm.process.case"].create(
            [
                {
                    "name": company.name,
                    "template_id": self.template.id,
                    "user_id": False,
                    "company_id": company.id,
                }
                for company in (self.env.company, self.branch)
            ]
        )

    def test_cases_of_two_companies_move_into_a_subprocess_together(self):
        self.doing.subprocess_id = self.sub
        self._activate()
        cases = self._create_in_both()
        cases.write({"stage_id": self.doing.id})
        self.assertEqual(cases.mapped("state"), ["waiting", "waiting"])
        self.assertEqual(cases.child_ids.company_id, self.env.company | self.branch)

    def test_cases_of_two_companies_begin_with_a_subprocess_together(self):
        self.todo.subprocess_id = self.sub
        self._activate()
        cases = self._create_in_both()
        self.assertEqual(len(cases.child_ids), 2)

    def test_each_company_follows_its_own_version(self):
        own = self.sub.copy({"company_id": self.branch.id, "code": self.sub.code})
        if own.state == "draft":
            own.action_activate()
        self.sub.invalidate_recordset()
        self.doing.subprocess_id = self.sub
        self._activate()
        cases = self._create_in_both()
        cases.write({"stage_id": self.doing.id})
        self.assertEqual(cases[1].child_ids.template_id, own)
