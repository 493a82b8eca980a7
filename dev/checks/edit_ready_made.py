# A consultant renames every ready-made process and rewrites a stage's instruction. What
# is active (assignments) is changed as the screen says: in a new version that replaces it.
ready_made = env["crm.process.template"].search([])
drafts = ready_made.filtered(lambda template: template.state == "draft")
successors = drafts.browse()
for template in ready_made - drafts:
    successors |= template.action_new_version()
for template in drafts | successors:
    template.name = f"Edited {template.name}"
    template.stage_ids[:1].instruction = "<p>Edited by the consultant</p>"
successors.action_activate()
env.cr.commit()
print("OK")
