"""What rights cost: 1,000,000 moves of 200,000 deals, read by one of 20 salespeople.

Whoever sells reads the moves of the own deals and orders, of those that nobody has, and
of bare cases of the own. The bound: 1.5 × of the SQL that one would write by hand.
"""

from odoo.tests import new_test_user
from odoo.tools import SQL

from bench.harness import compare

DEALS, MOVES, SELLERS, ORDERS, BARE = 200_000, 1_000_000, 20, 40_000, 5_000
BOUND = 1.5
EQUAL = "SQL, same restriction"
GROUPED = ("_read_group", "formatted_read_group")


def fill():
    """Fill the real tables; return the salespeople and the head."""
    sellers = [
        new_test_user(env, f"seller{number}", groups="sales_team.group_sale_salesman")
        for number in range(SELLERS)
    ]
    head = new_test_user(env, "head", groups="sales_team.group_sale_manager")
    template = env.ref("crm_process_automation.template_event_v1")
    env.flush_all()
    names = {
        "deals": DEALS,
        "moves": MOVES,
        "sellers": [seller.id for seller in sellers],
        "count": SELLERS,
        "orders": ORDERS,
        "bare": BARE,
        "template": template.id,
        "stages": template.stage_ids.ids,
        "company": env.company.id,
        "partner": env.company.partner_id.id,
        "head": head.id,
    }
    # The foreign keys of a million rows are not what is measured.
    env.cr.execute("SET LOCAL session_replication_role = replica")
    for statement in STATEMENTS:
        env.cr.execute(SQL(statement, **names))
    env.cr.commit()
    env.cr._cnx.autocommit = True
    env.cr.execute("VACUUM ANALYZE")
    env.cr._cnx.autocommit = False
    return sellers[4], head


SELLER = "(%(sellers)s::int[])[1 + n %% %(count)s]"
STATEMENTS = (
    # One deal in fifty is nobody's, one in four is archived.
    f"""
    INSERT INTO crm_lead (name, type, user_id, company_id, active, won_status,
                          probability, priority, create_date)
    SELECT 'Deal ' || n, 'opportunity', CASE WHEN n %% 50 > 0 THEN {SELLER} END,
           %(company)s, n %% 4 > 0, 'pending', 10, '0', now()
      FROM generate_series(1, %(deals)s) n""",
    f"""
    INSERT INTO sale_order (name, user_id, company_id, state, partner_id, date_order,
                            partner_invoice_id, partner_shipping_id, opportunity_id)
    SELECT 'S' || n, {SELLER.replace("+ n", "+ n / 7")}, %(company)s, 'sale',
           %(partner)s, now(), %(partner)s, %(partner)s, NULL
      FROM generate_series(1, %(orders)s) n""",
    """
    INSERT INTO crm_process_case (name, template_id, stage_id, user_id, stage_user_id,
                                  company_id, state, lead_id, partner_id, active,
                                  priority, date_deadline)
    SELECT name, %(template)s, (%(stages)s::int[])[1], user_id, user_id, company_id,
           'running', id, %(partner)s, TRUE, '0', now() + id * interval '1 minute'
      FROM crm_lead""",
    f"""
    INSERT INTO crm_process_case (name, template_id, stage_id, user_id, stage_user_id,
                                  company_id, state, active, priority)
    SELECT 'Bare ' || n, %(template)s, (%(stages)s::int[])[1], {SELLER}, {SELLER},
           %(company)s, 'running', TRUE, '0'
      FROM generate_series(1, %(bare)s) n""",
    """
    CREATE TEMPORARY TABLE row_of_case ON COMMIT DROP AS
    SELECT id, lead_id, user_id, name, row_number() OVER (ORDER BY id) - 1 AS place
      FROM crm_process_case""",
    "CREATE TEMPORARY TABLE row_of_order ON COMMIT DROP AS "
    "SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM sale_order",
    # Every tenth move of a deal belongs to an order, too.
    """
    INSERT INTO crm_process_move (case_id, case_name, lead_id, order_id, template_id,
                                  from_stage_id, to_stage_id, kind, user_id, company_id,
                                  date, duration_hours, planned_hours, deviation_hours,
                                  is_undone)
    SELECT c.id, c.name, c.lead_id, CASE WHEN c.lead_id IS NOT NULL THEN o.id END,
           %(template)s, s.stages[1 + (n + 1) %% array_length(s.stages, 1)],
           s.stages[1 + n %% array_length(s.stages, 1)], 'success', c.user_id,
           %(company)s, now() - n * interval '20 seconds', 3, 2, 1, FALSE
      FROM generate_series(1, %(moves)s) n
     CROSS JOIN (SELECT %(stages)s::int[] AS stages) s
      JOIN row_of_case c ON c.place = n %% (%(deals)s + %(bare)s)
      LEFT JOIN row_of_order o ON n %% 10 = 0 AND o.place = (n / 10) %% %(orders)s""",
)

DEALS_ONLY = """
    SELECT {column}, count(*) FROM crm_process_move m
     WHERE m.company_id = %(company)s AND m.lead_id IN (
        SELECT id FROM crm_lead WHERE user_id = %(uid)s OR user_id IS NULL)
     GROUP BY 1"""
SAME = """
    SELECT {column}, count(*) FROM crm_process_move m
     WHERE m.company_id = %(company)s AND (
        m.lead_id IN (
            SELECT id FROM crm_lead WHERE user_id = %(uid)s OR user_id IS NULL)
        OR m.order_id IN (
            SELECT id FROM sale_order WHERE user_id = %(uid)s OR user_id IS NULL)
        OR m.lead_id IS NULL AND m.order_id IS NULL AND m.case_id IN (
            SELECT id FROM crm_process_case
             WHERE lead_id IS NULL AND order_id IS NULL AND (
                user_id = %(uid)s OR stage_user_id = %(uid)s)))
     GROUP BY 1"""
EVERYTHING = """
    SELECT {column}, count(*) FROM crm_process_move m
     WHERE m.company_id = %(company)s AND (
        m.lead_id IS NOT NULL OR m.order_id IS NOT NULL OR m.case_id IS NOT NULL)
     GROUP BY 1"""
PAGE = """
    SELECT id, to_stage_id, date FROM crm_process_move m
     WHERE m.company_id = %(company)s AND m.lead_id IN (
        SELECT id FROM crm_lead WHERE user_id = %(uid)s OR user_id IS NULL)
     ORDER BY date DESC, id DESC LIMIT 80"""


def ask(query, user, column="id"):
    """Return a callable that runs `query` as one would write it for `user`."""

    def run():
        env.cr.execute(
            query.format(column=column), {"uid": user.id, "company": env.company.id}
        )
        return env.cr.fetchall()

    return run


def check(found, name, base):
    """Say whether the bound holds."""
    ratio = found[name][0] / found[base][0]
    verdict = "holds" if ratio <= BOUND else "is BROKEN"
    print(f"  → {name}: {ratio:.2f} × of “{base}”; the bound of {BOUND} {verdict}")


def group_by(user, column, queries, title, judged):
    """Compare a grouped read with `queries`, the first of which means the same."""
    moves = env["crm.process.move"].with_user(user)
    ways = {name: ask(query, user, column) for name, query in queries.items()}
    counted = dict(ways[EQUAL]())
    groups = moves._read_group([], [column], ["__count"])
    assert counted == {row.id or None: count for row, count in groups}, "other rows"
    ways["_read_group"] = lambda: moves._read_group([], [column], ["__count"])
    ways["formatted_read_group"] = lambda: moves.formatted_read_group(
        [], [column], ["__count"]
    )
    rows = sum(counted.values())
    found = compare(env, f"{title}: moves by {column} ({rows:,} rows)", ways, 15)
    for name in judged:
        check(found, name, EQUAL)


def read_page(user, title):
    """Read pages, counts and single records; a page of 80 holds 80."""
    moves = env["crm.process.move"].with_user(user)
    cases = env["crm.process.case"].with_user(user)
    assert len(moves.search([], limit=80)) == len(cases.search([], limit=80)) == 80
    one = cases.search([], limit=1).id
    compare(
        env,
        f"{title}: pages of 80 that hold 80, and single records",
        {
            "SQL, 80 moves of deals": ask(PAGE, user),
            "80 moves": lambda: moves.search_fetch([], ["date"], limit=80),
            "80 cases": lambda: cases.search_fetch([], ["name"], limit=80),
            "number of moves": lambda: moves.search_count([]),
            "one case by id": lambda: cases.browse(one).read(["name"]),
            "its history": lambda: cases.browse(one).move_ids.mapped("date"),
        },
    )


if env.registry.ready:
    seller, head = fill()
    restricted = {EQUAL: SAME, "SQL, deals only": DEALS_ONLY}
    for column in ("to_stage_id", "template_id", "user_id"):
        group_by(seller, column, restricted, "Salesperson", judged=GROUPED)
    # Odoo sorts the groups of a million rows by what the stages are sorted by.
    group_by(head, "to_stage_id", {EQUAL: EVERYTHING}, "Head", judged=GROUPED[:1])
    read_page(seller, "Salesperson")
    read_page(head, "Head")
