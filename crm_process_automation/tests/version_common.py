from .common import ProcessCase


class VersionCase(ProcessCase):
    """The small process, active, and its next version, still a draft."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template.case_properties_definition = [
            {"name": "guests", "type": "integer", "string": "Guests"},
            {"name": "place", "type": "char", "string": "Place"},
        ]
        cls.doing.write({"time_limit": 2, "time_unit": "day"})
        cls.call = cls._create_step(cls.doing, "Call", is_required=True)
        cls.note = cls._create_step(cls.doing, "Note")
        cls._activate()
        with cls.at("2026-03-02 08:00:00"):
            cls.case = cls._create_case()
            cls.case.stage_id = cls.doing
        cls.new = cls.template.action_new_version()

    def _find(self, code, template=None):
        stages = (template or self.new).stage_ids
        return stages.filtered(lambda stage: stage.code == code)

    def _find_step(self, name):
        steps = self.new.stage_ids.step_ids
        return steps.filtered(lambda step: step.name == name)

    def _find_task(self, name):
        return self.case.task_ids.filtered(lambda task: task.name == name)

    def _move(self, code="doing", case=None):
        if self.new.state == "draft":
            self.new.action_activate()
        (case or self.case)._move_to_version(self._find(code), "Better now")
