from datetime import timedelta

from odoo import fields

from .lead_common import LeadCase

MORNING = "2026-11-24 08:00:00"  # a Tuesday


class QueryBudgetCase(LeadCase):
    """Counts the queries of a salesperson: cold records, warm caches, with tracking."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={"lang": "en_US", "tz": "Europe/Kyiv"})

    @classmethod
    def _enrich_process(cls):
        """Give the open stages three steps, a time frame and two control points."""
        for stage in cls.todo | cls.doing:
            stage.write({"time_limit": 2, "time_unit": "day"})
            for name in ("Call", "Write", "Meet"):
                cls._create_step(stage, f"{name} {stage.name}", time_limit=3)
            cls._create_control(stage, "Somebody answers", kind="responsible")
            cls._create_control(
                stage,
                "It is worth something",
                subject="lead",
                domain="[('expected_revenue', '>', 0)]",
            )

    @classmethod
    def _create_rule(cls, kind, people):
        return cls.env["crm.process.assignment"].create(
            {"name": "Who is free", "kind": kind, "user_ids": people.ids}
        )

    # === WHAT IS COUNTED === #

    def _create_leads(self, count=1, **context):
        values = {"type": "opportunity", "expected_revenue": 1000}
        Lead = self.env["crm.lead"].with_user(self.sally).with_context(**context)
        return Lead.create(
            [values | {"name": f"Deal {number}"} for number in range(count)]
        )

    def _create_old_leads(self, count=1):
        """Return deals of yesterday: their chatter is not empty."""
        leads = self._age(self._create_leads(count))
        for lead in leads:
            lead.message_post(body="The client has written.")
        return leads

    def _age(self, leads):
        """Return the deals as they are a day later.

        Time spent is measured by the working calendar; whether a second has passed
        since they were made must not decide what is counted.
        """
        cases = leads.case_id.sudo()
        yesterday = fields.Datetime.now() - timedelta(days=1)
        cases._write_past_door({"date_stage_entered": yesterday})
        return leads

    def _count(self, action, *arguments):
        """Return the queries of `action`, with what a commit would do."""
        self.env.cr.flush()
        self._settle()
        self.env.invalidate_all()
        with self.standing_still():
            before = self.env.cr.sql_log_count
            action(*arguments)
            self.env.cr.flush()
            return self.env.cr.sql_log_count - before

    def _count_start(self, count=1):
        with self.at(MORNING):
            self._count(self._create_leads)  # warms the caches
            return self._count(self._create_leads, count)

    def _count_drag(self, column, count=1):
        """Return the queries of dragging new deals to `column`, in the morning.

        What is to be done within three hours is due today then, which Odoo tells the
        browser of its executor; what the hour is must not decide what is counted.
        """
        with self.at(MORNING):
            for number in (1, count):  # the first one warms the caches
                leads = self._create_old_leads(number)
                queries = self._count(leads.write, {"stage_id": column.id})
            self.assertEqual(leads.stage_id, column)
        return queries

    def _count_passage(self):
        """Return the queries of one passage through the door of a case."""
        with self.at(MORNING):
            for _round in ("warm up", "count"):
                case = self._create_old_leads().case_id.with_user(self.sally)
                queries = self._count(case.write, {"stage_id": self.doing.id})
        return queries
