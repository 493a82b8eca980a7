env["ir.module.module"].search(
    [("name", "=", "crm_process_automation")]
).button_immediate_uninstall()
print("OK")
