from odoo.fields import Domain
from odoo.tests import tagged

from .lead_common import LeadCase


@tagged("post_install", "-at_install")
class TestCondition(LeadCase):
    """Conditions in words: what has to be, what is, and what is to blame."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.env["res.partner"].create(
            {"name": "Sunflower Ltd", "country_id": cls.env.ref("base.ua").id}
        )
        cls.lead = cls._create_lead(
            partner_id=cls.client.id,
            stage_id=cls.new.id,
            expected_revenue=700,
            priority="2",
            date_deadline="2026-12-24",
        )

    def _judge(self, domain, user=None, **options):
        lead = self.lead.with_user(user or self.sally)
        return lead.env["crm.process.condition"]._judge(lead, domain, **options)

    def _tell(self, domain, **options):
        return [
            (line.label, line.demand, line.value, line.holds)
            for line in self._judge(domain, **options).lines
        ]

    # === WORDS === #

    def test_names_stand_for_ids(self):
        self.assertEqual(
            self._tell([("stage_id", "=", self.won.id)]),
            [("Stage", "has to be “Signed”", "“New”", False)],
        )

    def test_several_values_are_listed(self):
        ids = [self.won.id, self.working.id]
        [(_label, demand, _value, _holds)] = self._tell([("stage_id", "in", ids)])
        self.assertEqual(demand, "has to be one of “Signed”, “Working”")

    def test_one_of_one_value_is_just_that_value(self):
        [(_label, demand, _value, holds)] = self._tell(
            [("stage_id", "not in", [self.won.id])]
        )
        self.assertEqual((demand, holds), ("must not be “Signed”", True))

    def test_choices_are_told_by_their_labels(self):
        self.assertEqual(
            self._tell([("priority", "=", "3")]),
            [("Priority", "has to be “Very High”", "“High”", False)],
        )

    def test_amounts_are_told_with_their_currency(self):
        [(_label, demand, value, holds)] = self._tell(
            [("expected_revenue", ">=", 1000)]
        )
        self.assertRegex(demand, r"has to be at least .*1,000\.00")
        self.assertRegex(value, r"700\.00")
        self.assertFalse(holds)

    def test_dates_are_later_or_earlier_not_more_or_less(self):
        self.assertEqual(
            self._tell([("date_deadline", "<", "2026-12-01")]),
            [
                (
                    "Expected Closing",
                    "has to be earlier than 12/01/2026",
                    "12/24/2026",
                    False,
                )
            ],
        )

    def test_yes_and_no(self):
        [(_label, demand, value, holds)] = self._tell([("active", "!=", True)])
        self.assertEqual((demand, value, holds), ("has to be No", "Yes", False))

    def test_what_is_not_set_is_empty(self):
        self.assertEqual(
            self._tell([("phone", "!=", False)]),
            [("Phone", "must not be empty", "empty", False)],
        )

    def test_a_path_is_told_step_by_step(self):
        self.assertEqual(
            self._tell([("partner_id.country_id.code", "=", "PL")]),
            [
                (
                    "Contact › Country › Country Code",
                    "has to be “PL”",
                    "“UA”",
                    False,
                )
            ],
        )

    def test_a_condition_on_the_client_is_told_whole(self):
        [(_label, demand, _value, _holds)] = self._tell(
            [("partner_id", "any", [("is_company", "=", True)])]
        )
        self.assertEqual(demand, "has to be one where: Is a Company has to be Yes")

    def test_negations_are_pushed_down(self):
        domain = ["!", ("expected_revenue", ">", 500)]
        [(_label, demand, _value, holds)] = self._tell(domain)
        self.assertRegex(demand, "must not be more than .*500")
        self.assertFalse(holds)

    def test_a_field_that_is_gone_is_named(self):
        [line] = self._judge([("warp_factor", "=", 1)]).lines
        self.assertEqual(line.problem, "There is no field “warp_factor” any more.")
        self.assertTrue(line.is_blamed)

    def test_the_value_when_the_event_came_stands_beside_todays(self):
        judgement = self._judge(
            [("stage_id", "=", self.working.id)], values={"stage_id": self.working.id}
        )
        [line] = judgement.lines
        self.assertEqual((line.value_then, line.value), ("“Working”", "“New”"))

    # === WHAT IS CLOSED === #

    def test_whoever_may_not_read_a_field_is_told_neither_value_nor_verdict(self):
        field = type(self.env["crm.lead"])._fields["expected_revenue"]
        self.patch(field, "groups", "sales_team.group_sale_manager")
        [line] = self._judge([("expected_revenue", ">", 1000)]).lines
        self.assertEqual((line.value, line.holds), ("closed to you", None))

    def test_whoever_may_read_it_is_told(self):
        field = type(self.env["crm.lead"])._fields["expected_revenue"]
        self.patch(field, "groups", "sales_team.group_sale_manager")
        [line] = self._judge([("expected_revenue", ">", 1000)], user=self.head).lines
        self.assertRegex(line.value, "700")
        self.assertIs(line.holds, False)

    # === WHAT IS TO BLAME === #

    def test_only_what_fails_is_blamed(self):
        judgement = self._judge(
            [("stage_id", "=", self.new.id), ("expected_revenue", ">", 1000)]
        )
        self.assertFalse(judgement.holds)
        self.assertEqual(
            [line.label for line in judgement.blamed], ["Expected Revenue"]
        )

    def test_of_two_ways_the_shorter_is_blamed(self):
        short, long = (
            [("priority", "=", "3")],
            [("phone", "!=", False), ("city", "!=", False)],
        )
        judgement = self._judge(Domain.OR([long, short]))
        self.assertEqual([line.label for line in judgement.blamed], ["Priority"])
        self.assertEqual(
            [(line.depth, line.word) for line in judgement.lines],
            [(0, "any"), (1, "all"), (2, "is"), (2, "is"), (1, "is")],
        )
