templates = env["crm.process.template"].search([])
assert templates, "the ready-made processes are gone"
lost = templates.filtered(lambda template: not template.name.startswith("Edited "))
assert not lost, f"the update renamed {lost.mapped('name')}"
stages = templates.stage_ids.filtered(
    lambda stage: "Edited by" in (stage.instruction or "")
)
assert len(stages) == len(templates), "the update rewrote an instruction"
print("OK")
