MODULE = "crm_process_automation"
TYPES = ("minutes", "proposal", "contract", "act", "invoice", "questionnaire")
IBAN = "UA223052990000026001234567890"


def approve_ready_forms(env):
    """Approve the forms that come with the add-on: the ready processes name them."""
    for name in TYPES:
        form = env.ref(f"{MODULE}.document_{name}_v1")
        if form.state == "draft":
            form.action_approve()


def activate_ready(env, *names):
    """Return the ready processes, active, with what they need approved."""
    approve_ready_forms(env)
    templates = env["crm.process.template"].union(
        *(env.ref(f"{MODULE}.template_{name}_v1") for name in names)
    )
    templates.filtered(lambda one: one.state == "draft").action_activate()
    return templates


def fill_requisites(*partners):
    """Let papers be issued without a warning: two companies of Kyiv."""
    for partner in partners:
        partner.write(
            {
                "is_company": True,
                "email": partner.email or "office@client.example",
                "street": "Khreshchatyk 1",
                "city": "Kyiv",
                "country_id": partner.env.ref("base.ua").id,
                "company_registry": "32855961",
                "process_full_name": f"{partner.name} Limited",
                "process_signatory": "Iryna Koval",
                "process_signatory_genitive": "Iryna Koval",
                "process_position": "Director",
                "process_position_genitive": "Director",
                "process_basis": "the statute",
                "process_iban": IBAN,
            }
        )
