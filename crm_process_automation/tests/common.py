from contextlib import contextmanager
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user
from odoo.tools.misc import mute_logger


class ProcessCase(TransactionCase):
    """A small process — to do, doing, done, or refused — and people to walk it.

    To do → Doing (success) → Done (success, end); Doing → To do (rework);
    To do → Refused and Doing → Refused (refuse, end).
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, tracking_disable=True, lang="en_US")
        )
        cls.env.company.resource_calendar_id.tz = "Europe/Kyiv"
        cls.sally = cls._create_user("sally", "sales_team.group_sale_salesman")
        cls.oleh = cls._create_user("oleh", "sales_team.group_sale_salesman")
        cls.head = cls._create_user("head", "sales_team.group_sale_manager")
        cls.designer = cls._create_user(
            "designer", "crm_process_automation.group_process_designer"
        )
        cls.template = cls._create_template("Work", code="work")
        cls.todo = cls._create_stage("To do", is_start=True, probability=10)
        cls.doing = cls._create_stage("Doing", probability=50)
        cls.done = cls._create_stage(
            "Done", is_end=True, outcome="success", probability=100
        )
        cls.refused = cls._create_stage("Refused", is_end=True, outcome="refused")
        cls.start_work = cls._create_arrow(cls.todo, cls.doing)
        cls.finish = cls._create_arrow(cls.doing, cls.done)
        cls.rework = cls._create_arrow(cls.doing, cls.todo, kind="rework")
        cls.refuse_early = cls._create_arrow(cls.todo, cls.refused, kind="refuse")
        cls.refuse = cls._create_arrow(cls.doing, cls.refused, kind="refuse")

    # === FACTORIES === #

    @classmethod
    def _create_user(cls, login, groups, **values):
        return new_test_user(
            cls.env,
            login,
            groups=f"base.group_user,{groups}",
            tz="Europe/Kyiv",
            **values,
        )

    @classmethod
    def _create_template(cls, name, **values):
        return cls.env["crm.process.template"].create(
            {"name": name, "code": name.lower(), **values}
        )

    @classmethod
    def _create_stage(cls, name, template=None, **values):
        template = template or cls.template
        return cls.env["crm.process.stage"].create(
            {
                "name": name,
                "code": name.lower().replace(" ", "_"),
                "template_id": template.id,
                "sequence": len(template.stage_ids) * 10,
                **values,
            }
        )

    @classmethod
    def _create_arrow(cls, from_stage, to_stage, kind="success", **values):
        return cls.env["crm.process.transition"].create(
            {
                "from_stage_id": from_stage.id,
                "to_stage_id": to_stage.id,
                "kind": kind,
                **values,
            }
        )

    @classmethod
    def _create_step(cls, stage, name, **values):
        return cls.env["crm.process.step"].create(
            {"stage_id": stage.id, "name": name, **values}
        )

    @classmethod
    def _create_control(cls, stage, name, **values):
        return cls.env["crm.process.control"].create(
            {"stage_id": stage.id, "name": name, **values}
        )

    @classmethod
    def _activate(cls, template=None):
        (template or cls.template).action_activate()

    @classmethod
    def _create_case(cls, user=None, **values):
        template = cls.template
        if template.state == "draft":
            template.action_activate()
        case = cls.env["crm.process.case"].create(
            {
                "name": "Autumn fair",
                "template_id": template.id,
                "user_id": (user or cls.sally).id,
                **values,
            }
        )
        return case.with_user(user) if user else case

    # === CLOCK === #

    @classmethod
    @contextmanager
    def at(cls, moment):
        """Stop both clocks: Python's, and the transaction's (`env.cr.now()`)."""
        moment = fields.Datetime.to_datetime(moment)
        with freeze_time(moment), patch.object(cls.env.cr, "now", lambda: moment):
            yield
            cls.env.invalidate_all()

    @classmethod
    def standing_still(cls):
        """Stop both clocks where they are: no second passes between two writes.

        Records that differ by a second are written apart, which costs queries.
        """
        return cls.at(fields.Datetime.now())

    # === ASSERTIONS === #

    @contextmanager
    def assertRefused(self, *sentences):
        """The user is refused, and reads every one of `sentences` (regexes)."""
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UserError) as caught,
        ):
            yield
            self.env.flush_all()
        for sentence in sentences:
            self.assertRegex(str(caught.exception), sentence)
