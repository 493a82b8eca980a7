"""The next stage of a deal, through its case and by a drag, against stock Odoo."""

from bench.harness import compare, try_out
from bench.process import (
    create_columns,
    create_process,
    create_salesperson,
    prepare_leads,
)

sales = create_salesperson(env)
columns = create_columns(env)
processes = {
    "plain": create_process(env, "Plain", columns, steps=0),
    "three steps": create_process(env, "Steps", columns, steps=3),
}


def create_leads(count, template=None):
    values = {"stage_id": columns[0].id}
    if template:
        values["process_template_id"] = template.id
    leads = sales["crm.lead"].create(prepare_leads(count, **values))
    for lead in leads:
        lead.message_post(body="The client has written.")
    return leads


def get_moves(count):
    """Return {name: how `count` deals go on}."""
    stock = create_leads(count)
    moves = {"stock lead": lambda: stock.write({"stage_id": columns[1].id})}
    for name, process in processes.items():
        leads = create_leads(count, process)
        cases = sales["crm.process.case"].browse(leads.case_id.ids)
        stage = process.stage_ids.filtered(lambda s: s.crm_stage_id == columns[1])
        moves[f"{name}, door of the case"] = lambda cases=cases, stage=stage: (
            cases.write({"stage_id": stage.id})
        )
        moves[f"{name}, drag of the lead"] = lambda leads=leads: leads.write(
            {"stage_id": columns[1].id}
        )
    return moves


for count, rounds in ((1, 31), (100, 7)):
    moves = get_moves(count)
    for move in moves.values():
        try_out(sales, move)
    compare(sales, f"Stage move of {count}", moves, rounds)
