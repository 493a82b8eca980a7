import json

from odoo import Command

from .common import ProcessCase


class FileCase(ProcessCase):
    """The small process with one of everything, ready to travel."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("en_US", "uk_UA"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.column = cls.env["crm.stage"].create({"name": "Column for work"})
        cls.team = cls.env["crm.team"].create({"name": "Team for work"})
        cls.rule = cls.env["crm.process.assignment"].create(
            {"name": "In turn", "kind": "rotation", "user_ids": cls.oleh.ids}
        )
        cls.sub = cls._create_template("Sub", code="sub")
        cls.template.write(
            {
                "host_model": "crm.lead",
                "purpose": "To earn",
                "owner_id": cls.head.id,
                "team_ids": [Command.link(cls.team.id)],
                "case_properties_definition": [
                    {"name": "guests", "type": "integer", "string": "Guests"},
                    {
                        "name": "type",
                        "type": "selection",
                        "string": "Type",
                        "selection": [["a", "Fair"], ["b", "Party"]],
                    },
                ],
            }
        )
        cls.todo.write({"responsible_kind": "user", "user_id": cls.sally.id})
        cls.doing.write(
            {
                "responsible_kind": "rule",
                "assignment_id": cls.rule.id,
                "crm_stage_id": cls.column.id,
                "instruction": "<p>Listen.</p>",
                "time_limit": 2.5,
                "subprocess_id": cls.sub.id,
            }
        )
        cls.doing.with_context(lang="uk_UA").name = "Виконання"
        cls.doing.update_field_translations(
            "instruction", {"uk_UA": {"Listen.": "Слухайте."}}
        )
        cls.step = cls._create_step(cls.doing, "Sign", is_required=True)
        cls.gate = cls.env["crm.process.control"].search(
            [("step_id", "=", cls.step.id)]
        )
        cls.gate.message = "Sign it first"
        cls._create_control(cls.doing, "Rich", domain="[('amount', '>', 5)]")
        cls.env["crm.process.control"].create(
            {"template_id": cls.template.id, "name": "Client", "kind": "responsible"}
        )
        cls.refuse.write(
            {
                "deviation_kind": False,
                "needs_reason": False,
                "group_ids": [Command.link(cls.env.ref("base.group_system").id)],
            }
        )

    def _export(self, template=None):
        return (template or self.template)._export_file()

    def _import(self, content=None, company=None):
        """Return the draft and {kind: the sentences of its notes, in one text}."""
        templates = self.env["crm.process.template"].with_user(self.designer)
        template, notes = templates._import_file(
            self._export() if content is None else content, company
        )
        told = {}
        for kind, text in notes:
            told[kind] = f"{told.get(kind, '')}{text}\n"
        return template, told

    def _edit(self, edit):
        """Return the exported file after `edit` has changed its data."""
        data = json.loads(self._export())
        edit(data)
        return json.dumps(data).encode()

    def _edit_stage(self, **values):
        return self._edit(
            lambda data: data["parts"]["crm.process.stage"][1].update(values)
        )

    def _find(self, template, code):
        return template.stage_ids.filtered(lambda stage: stage.code == code)
