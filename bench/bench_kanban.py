"""A kanban of 8 and of 80 cases; and 80 cases against 80 deals of stock Odoo."""

from bench.harness import compare, try_out
from bench.process import (
    create_columns,
    create_process,
    create_salesperson,
    prepare_leads,
)

PEOPLE = {"fields": {"display_name": {}}}
CARD = {
    "name": {},
    "priority": {},
    "activity_ids": {"fields": {}},
    "activity_state": {},
    "activity_type_icon": {},
    "my_activity_date_deadline": {},
    "partner_id": PEOPLE,
    "user_id": PEOPLE,
    "stage_id": PEOPLE,
    "tag_ids": {"fields": {"display_name": {}, "color": {}}},
}
CASE_CARD = CARD | {
    "template_id": PEOPLE,
    "stage_user_id": PEOPLE,
    "lead_id": PEOPLE,
    "company_id": PEOPLE,
    "currency_id": PEOPLE,
    "amount": {},
    "state": {},
    "outcome": {},
    "probability": {},
    "date_deadline": {},
    "date_stage_entered": {},
    "is_late": {},
    "deviation_count": {},
}
LEAD_CARD = CARD | {
    "expected_revenue": {},
    "company_currency": PEOPLE,
    "probability": {},
    "won_status": {},
}

sales = create_salesperson(env)
columns = create_columns(env)
process = create_process(env, "Steps", columns, steps=3)
clients = env["res.partner"].create([{"name": f"Client {n}"} for n in range(80)])


def create_deals(**values):
    """Return 80 deals, spread over the pipeline stages."""
    deals = sales["crm.lead"].create(prepare_leads(80, **values))
    for number, deal in enumerate(deals):
        deal.write({"partner_id": clients[number].id, "priority": str(number % 4)})
        deal.activity_schedule("mail.mail_activity_data_call", user_id=sales.uid)
        for column in columns[1 : 1 + number % 3]:
            deal.stage_id = column
    return deals


def read_kanban(records, card, amount):
    """Do what the web client does: columns, progress bars, cards."""
    records = records.browse(records.ids)

    def read():
        domain = [("id", "in", records.ids)]
        model = records.browse()
        model.web_read_group(domain, ["stage_id"], ["__count", f"{amount}:sum"])
        bar = {
            "field": "activity_state",
            "colors": {"planned": "success", "today": "warning", "overdue": "danger"},
        }
        model.read_progress_bar(domain, "stage_id", bar)
        for stage in records.stage_id:
            in_column = [*domain, ("stage_id", "=", stage.id)]
            model.web_search_read(in_column, card, limit=80)

    return read


stock = create_deals()
cases = create_deals(process_template_id=process.id).case_id
few = cases.browse(
    [
        case.id
        for _stage, group in cases.grouped("stage_id").items()
        for case in group[:3]
    ]
)[:8]

kanbans = {
    "8 cases": read_kanban(few, CASE_CARD, "amount"),
    "80 cases": read_kanban(cases, CASE_CARD, "amount"),
}
pipelines = {
    "80 stock deals": read_kanban(stock, LEAD_CARD, "expected_revenue"),
    "80 deals with a case": read_kanban(cases.lead_id, LEAD_CARD, "expected_revenue"),
    "80 cases": kanbans["80 cases"],
}
for title, ways in (("Kanban of cases", kanbans), ("Kanban of 80", pipelines)):
    for way in ways.values():
        try_out(sales, way)
    compare(sales, title, ways, rounds=21)
