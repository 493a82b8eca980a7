"""Scenarios and rules for the benches, and who runs them."""

# Not the same when it is done twice, in two tables.
EFFECT = """
record.write({"color": record.color + 1})
env["res.partner.category"].create({"name": "effect:%s" % record.id})
"""


def create_admin_env(env):
    """Return the environment of the administrator, as the web client has it."""
    admin = env.ref("base.user_admin")
    context = {"lang": "en_US", "tz": "UTC", "allowed_company_ids": env.company.ids}
    return env(user=admin, context=context)


def commit(env):
    """Commit as a script may, and forget what was read."""
    env.cr.flush()
    env["ir.cron"]._commit_progress()  # commits, outside of a job
    env.invalidate_all()


def execute_waiting(env):
    """Have workers execute the runs that wait."""
    runs = env["crm.process.run"].sudo()
    while runs._count_due():
        runs._cron_run()
        commit(env)


def create_scenario(env, name, trigger="on_create", action=None, **rule):
    """Return a scenario, on deals, that runs as the administrator, switched on.

    Without `action` it writes its name into “referred by”.
    """
    is_code = bool(action) and action["state"] == "code"
    scenario = env["crm.process.scenario"].create(
        {"name": name, "is_technical": is_code}
    )
    create_rule(env, name, trigger, action, scenario_id=scenario.id, **rule)
    scenario.action_switch_on()
    return scenario


def create_effect(env, name):
    """Return a scenario that leaves two traces on each new contact."""
    action = {"state": "code", "code": EFFECT}
    return create_scenario(env, name, action=action, model="res.partner")


def create_rule(env, name, trigger="on_create", action=None, **values):
    """Return a rule of stock Odoo, or of a scenario, on deals or another `model`."""
    model = env["ir.model"]._get(values.pop("model", "crm.lead"))
    watched = values.pop("watched", ())
    get_field = env["ir.model.fields"]._get
    rule = env["base.automation"].create(
        {
            "name": name,
            "model_id": model.id,
            "trigger": trigger,
            "trigger_field_ids": [
                get_field(model.model, field).id for field in watched
            ],
            **values,
        }
    )
    action = action or {
        "state": "object_write",
        "update_path": "referred",
        "value": name,
    }
    env["ir.actions.server"].create(
        {
            "name": name,
            "model_id": model.id,
            "base_automation_id": rule.id,
            "usage": "base_automation",
            **action,
        }
    )
    return rule
