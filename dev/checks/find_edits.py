templates = env["crm.process.template"].search([("state", "!=", "retired")])
assert templates, "the ready-made processes are gone"
lost = templates.filtered(lambda template: not template.name.startswith("Edited "))
assert not lost, f"the update renamed or revived {lost.mapped('name')}"
assert "active" in templates.mapped("state"), "the update retired what was replaced"
stages = templates.stage_ids.filtered(
    lambda stage: "Edited by" in (stage.instruction or "")
)
assert len(stages) == len(templates), "the update rewrote an instruction"
print("OK")
