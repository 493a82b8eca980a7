from ..models.runtime.passage import Passage
from .ready_common import approve_ready_forms
from .scenario_common import ScenarioCase

CODES = (
    "new_contact",
    "missed_call",
    "fill_repair",
    "yes_discount",
    "event_date",
    "order_status",
    "amount_reached",
    "next_hint",
    "stage_document",
    "web_request",
    "experienced",
    "stage_tasks",
    "after_sale",
    "loyal_bonus",
    "greetings",
    "client_opinion",
)
# Their first versions stay where they were installed.
SECOND_VERSIONS = {9}
# What the scenarios' conditions name.
PROCESSES = ("template_event_preparation_v1", "template_event_v1")


class GalleryCase(ScenarioCase):
    """The ready scenarios, as a consultant without a programmer switches them on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        approve_ready_forms(cls.env)
        for name in PROCESSES:
            cls._activate_ready(name)
        cls.client = cls.env["res.partner"].create(
            {"name": "Sunflower Ltd", "email": "office@sunflower.example"}
        )

    # === FACTORIES === #

    @classmethod
    def _ref(cls, name):
        return cls.env.ref(f"crm_process_automation.{name}")

    @classmethod
    def _activate_ready(cls, name):
        template = cls._ref(name)
        if template.state == "draft":
            template.action_activate()
        return template

    @classmethod
    def _get_ready(cls, code=None):
        scenarios = cls.env["crm.process.scenario"].with_context(active_test=False)
        return scenarios.search([("code", "in", [code] if code else CODES)])

    @classmethod
    def _create_rule_of_people(cls, kind="fixed", **values):
        """Return the assignment rule that a company makes for itself."""
        return cls.env["crm.process.assignment"].create(
            {"name": "Requests", "kind": kind, "user_id": cls.oleh.id, **values}
        )

    def _get_scenario(self, number):
        """Return the ready scenario in the version that comes with the add-on now."""
        version = "_v2" if number in SECOND_VERSIONS else ""
        return self._ref(f"scenario_{number:02}{version}")

    def _switch_on(self, number, **values):
        """Switch on as the designer, after filling in `values` by code in Set Up."""
        scenario = self._get_scenario(number).with_user(self.designer)
        by_code = scenario.parameter_ids.grouped("code")
        for code, value in values.items():
            parameter = by_code[code]
            if not isinstance(value, (str, int, float)):
                value = value.id
            parameter.write({parameter.value_field: value})
        self.assertEqual(scenario.missing_text, "")
        scenario.action_switch_on()
        self.assertEqual(scenario.state, "on")
        return scenario.sudo()

    @classmethod
    def _create_case_of(cls, process, **values):
        """Return Sally's deal on a ready process."""
        template = cls._activate_ready(process)
        values = {"partner_id": cls.client.id, **values}
        return cls._create_lead(process_template_id=template.id, **values)

    def _set_details(self, lead, **values):
        case = lead.sudo().case_id
        for name, value in values.items():
            case._set_property(name, value)
        self._end_transaction()

    def _walk_to(self, lead, code):
        """Put the case of the deal at a stage, as a move along an arrow does."""
        case = lead.sudo().case_id
        arrow = case.template_id.transition_ids.filtered(
            lambda arrow: arrow.to_stage_id.code == code and arrow.kind == "success"
        )
        case._enter_stage(arrow[:1].to_stage_id, Passage(transition=arrow[:1]))
        self._end_transaction()

    def _get_tasks(self, lead):
        """Return the tasks that scenarios have given on the deal."""
        tasks = self.env["crm.process.task"]
        return tasks.search([("lead_id", "=", lead.id), ("action_id", "!=", False)])

    # === ASSERTIONS === #

    def assertDone(self, scenario, count=1):
        """The journal says that the scenario has acted, so many times."""
        runs = self._get_runs(scenario)
        self.assertEqual(runs.mapped("state"), ["done"] * count, runs.mapped("error"))
        return runs
