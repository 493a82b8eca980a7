"""What the benches walk on: a salesperson, a pipeline and a process, made for it."""

from odoo.fields import Command

COLUMNS = ["New", "Working", "Offered"]


def create_salesperson(env):
    """Return the environment of a new salesperson, as the web client has it."""
    groups = env.ref("base.group_user") | env.ref("sales_team.group_sale_salesman")
    user = env["res.users"].create(
        {
            "name": "Salesperson",
            "login": "bench_salesperson",
            "group_ids": [Command.set(groups.ids)],
            "tz": "Europe/Kyiv",
        }
    )
    context = {"lang": "en_US", "tz": user.tz, "allowed_company_ids": env.company.ids}
    return env(user=user, context=context)


def create_columns(env):
    """Return new pipeline stages, in order, in front of those that are there."""
    return env["crm.stage"].create(
        [
            {"name": name, "sequence": sequence - len(COLUMNS)}
            for sequence, name in enumerate(COLUMNS)
        ]
    )


def create_process(env, name, columns, steps=3):
    """Return an active process for leads: one stage for each column, won and refused.

    Every stage that is no end has `steps` steps; with steps it has a time frame and two
    control points, too.
    """
    template = env["crm.process.template"].create(
        {"name": name, "code": name.lower(), "host_model": "crm.lead"}
    )
    stages = [
        _create_stage(template, column.name, number, steps, crm_stage_id=column.id)
        for number, column in enumerate(columns)
    ]
    won = _create_stage(template, "Won", 90, is_end=True, outcome="success")
    refused = _create_stage(template, "Refused", 91, is_end=True, outcome="refused")
    stages[0].is_start = True
    won.probability = 100
    for left, entered in zip(stages, [*stages[1:], won], strict=True):
        _create_arrow(left, entered, "success")
        _create_arrow(left, refused, "refuse")
    for left, entered in zip(stages[1:], stages[:-1], strict=True):
        _create_arrow(left, entered, "rework")
    template.action_activate()
    return template


def _create_stage(template, name, number, steps=0, **values):
    stage = template.env["crm.process.stage"].create(
        {
            "template_id": template.id,
            "name": name,
            "code": name.lower(),
            "sequence": number,
            "probability": 0 if values.get("is_end") else 10 + number * 20,
            "time_limit": 2 if steps else 0,
            **values,
        }
    )
    template.env["crm.process.step"].create(
        [
            {"stage_id": stage.id, "name": f"Step {step}", "time_limit": 2 + step}
            for step in range(steps)
        ]
    )
    if steps:
        gate = {"stage_id": stage.id}
        template.env["crm.process.control"].create(
            [
                gate | {"name": "Somebody answers", "kind": "responsible"},
                gate
                | {
                    "name": "It is worth something",
                    "subject": "lead",
                    "domain": "[('expected_revenue', '>', 0)]",
                },
            ]
        )
    return stage


def _create_arrow(left, entered, kind):
    left.env["crm.process.transition"].create(
        {"from_stage_id": left.id, "to_stage_id": entered.id, "kind": kind}
    )


def prepare_leads(count, **values):
    """Return the values of `count` new leads."""
    return [
        {
            "name": f"Deal {number}",
            "type": "opportunity",
            "contact_name": f"Client {number}",
            "email_from": f"client{number}@example.com",
            "expected_revenue": 1000 + number,
            **values,
        }
        for number in range(count)
    ]
