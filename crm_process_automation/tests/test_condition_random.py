import random
from itertools import combinations
from unittest.mock import patch

from odoo.fields import Domain
from odoo.tests import tagged

from ..models.automation import crm_process_condition
from ..tools import blame as tool
from .lead_common import LeadCase

COUNT = 400


@tagged("post_install", "-at_install")
class TestConditionRandom(LeadCase):
    """Whatever the conditions: the verdict is Odoo's own, and the blame is smallest."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        client = cls.env["res.partner"].create(
            {"name": "Sunflower Ltd", "country_id": cls.env.ref("base.ua").id}
        )
        cls.leads = [
            cls._create_lead(partner_id=client.id, stage_id=cls.new.id, priority="2"),
            cls._create_lead(stage_id=cls.working.id, expected_revenue=5000),
            cls._create_lead(user=cls.oleh, phone="+380501234567", city="Lviv"),
            cls._create_lead(date_deadline="2026-12-24", type="lead"),
        ]

    def _make_leaf(self, chance):
        stages = [self.new.id, self.working.id, self.won.id]
        return chance.choice(
            [
                ("stage_id", chance.choice(["=", "!="]), chance.choice(stages)),
                ("stage_id", chance.choice(["in", "not in"]), chance.sample(stages, 2)),
                ("stage_id.name", chance.choice(["ilike", "not ilike"]), "W"),
                (
                    "expected_revenue",
                    chance.choice("<>"),
                    chance.choice([0, 999, 1000]),
                ),
                ("expected_revenue", chance.choice(["<=", ">="]), 1000),
                ("priority", chance.choice(["=", "!="]), chance.choice("0123")),
                ("phone", chance.choice(["=", "!="]), False),
                ("city", chance.choice(["=like", "like", "not =like"]), "L%"),
                ("active", chance.choice(["=", "!="]), chance.choice([True, False])),
                ("date_deadline", chance.choice(["<", ">", "="]), "2026-12-24"),
                ("partner_id.country_id.code", "=", chance.choice(["UA", "PL", False])),
                ("partner_id", "any", [("name", "ilike", "sun")]),
                ("user_id", "=", chance.choice([self.sally.id, self.oleh.id])),
                ("tag_ids", chance.choice(["=", "!="]), False),
                ("type", "=", chance.choice(["lead", "opportunity"])),
                (1, "=", 1),
                (0, "=", 1),
            ]
        )

    def _make_domain(self, chance, depth=3):
        kind = chance.choice("LLNAO" if depth else "L")
        if kind == "L":
            return [self._make_leaf(chance)]
        if kind == "N":
            return ["!", *self._make_domain(chance, depth - 1)]
        size = chance.randrange(2, 4)
        parts = [self._make_domain(chance, depth - 1) for _ in range(size)]
        return ["&" if kind == "A" else "|"] * (size - 1) + [
            item for part in parts for item in part
        ]

    def _judge_all(self):
        """Yield (domain, lead, judgement, the tree, its verdicts)."""
        judged = []

        def spy(tree, verdicts):
            judged.append((tree, verdicts))
            return tool.blame(tree, verdicts)

        for seed in range(COUNT):
            chance = random.Random(seed)
            domain = self._make_domain(chance)
            lead = chance.choice(self.leads)
            with patch.object(crm_process_condition, "blame", spy):
                judgement = lead.env["crm.process.condition"]._judge(lead, domain)
            yield domain, lead.sudo(), judgement, *judged.pop()

    def test_the_verdict_is_that_of_filtered_domain(self):
        for domain, lead, judgement, _tree, _verdicts in self._judge_all():
            expected = bool(lead.filtered_domain(Domain(domain)))
            self.assertEqual(judgement.holds, expected, domain)

    def test_turning_the_blamed_turns_the_verdict_and_no_part_of_them_does(self):
        for domain, _lead, _judgement, tree, verdicts in self._judge_all():
            blamed, holds = tool.blame(tree, verdicts), tree.holds(verdicts)
            for size in range(len(blamed) + 1 if blamed else 0):
                for keys in combinations(blamed, size):
                    turned = {k: v != (k in keys) for k, v in verdicts.items()}
                    is_turned = tree.holds(turned) != holds
                    self.assertEqual(is_turned, size == len(blamed), domain)

    def test_every_condition_is_put_into_words(self):
        for domain, _lead, judgement, _tree, _verdicts in self._judge_all():
            for line in judgement.lines:
                if line.word in ("is", "not"):
                    self.assertTrue(line.label and line.demand and line.value, domain)
                    self.assertFalse(line.problem, domain)
