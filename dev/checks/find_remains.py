remains = env["ir.model.data"].search([("module", "=", "crm_process_automation")])
assert not remains, f"left behind: {remains.mapped('name')[:20]}"
models = env["ir.model"].search([("model", "=like", "crm.process.%")])
assert not models, f"left behind: {models.mapped('model')}"
lead = env["crm.lead"].create({"name": "Stock Odoo works"})
lead.action_set_won()
assert lead.probability == 100
env.cr.execute(
    "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'crm_process%'"
)
assert not env.cr.rowcount, f"tables left behind: {env.cr.fetchall()}"
print("OK")
