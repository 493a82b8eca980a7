{
    "name": "CRM Process Automation",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "summary": "Route maps, control points and live processes for leads and orders",
    "author": "CRM Process Automation",
    "license": "LGPL-3",
    "depends": ["sale_crm", "sale_management", "base_automation", "survey"],
    "data": [
        "security/crm_process_groups.xml",
        "security/ir.model.access.csv",
        "security/crm_process_security.xml",
        "data/ir_cron_data.xml",
        "data/crm_process_template_event_preparation_data.xml",
        "data/crm_process_template_event_sale_data.xml",
    ],
    "demo": [],
    "assets": {
        "web.assets_backend": ["crm_process_automation/static/src/**/*"],
        "web.assets_unit_tests": ["crm_process_automation/static/tests/**/*.test.js"],
        "web.assets_tests": ["crm_process_automation/static/tests/tours/**/*"],
    },
    "application": True,
}
