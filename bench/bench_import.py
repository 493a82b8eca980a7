"""What a CSV import of contacts costs and sends while a scenario writes to each one.

10,000 contacts come through Odoo's own import. Nobody gets a mail, the journal has a
line for each, and what somebody releases goes out. COUNT=1000 makes it short. It
counts, and fails when one is missing or too many.
"""

import os

from bench.harness import get_processor_seconds
from bench.scenarios import commit, create_admin_env, create_scenario, execute_waiting

COUNT = int(os.environ.get("COUNT", "10000"))
RELEASED = 200

admin = create_admin_env(env)
runs, mails = admin["crm.process.run"], admin["mail.mail"]


def import_contacts(prefix):
    """Return the processor time that an import of so many contacts takes."""
    rows = [f"{prefix} {n},{prefix.lower()}{n}@example.com" for n in range(COUNT)]
    wizard = admin["base_import.import"].create(
        {
            "res_model": "res.partner",
            "file": "\n".join(["Name,Email", *rows]).encode(),
            "file_type": "text/csv",
        }
    )
    options = {"has_headers": True, "separator": ",", "quoting": '"'}
    start = get_processor_seconds(env)
    result = wizard.execute_import(["name", "email"], ["name", "email"], options)
    assert len(result["ids"] or ()) == COUNT, result["messages"]
    commit(env)
    return get_processor_seconds(env) - start


def create_greeting():
    """Return a scenario that writes a mail to each new contact."""
    template = admin["mail.template"].create(
        {
            "name": "Welcome",
            "model_id": admin["ir.model"]._get("res.partner").id,
            "subject": "Welcome",
            "partner_to": "{{ object.id }}",
        }
    )
    action = {
        "state": "mail_post",
        "template_id": template.id,
        "mail_post_method": "email",
    }
    return create_scenario(admin, "Welcome", action=action, model="res.partner")


def release(held):
    """Release some lines and have the workers execute them."""
    held.action_release()
    commit(env)
    execute_waiting(env)


plain = import_contacts("Plain")
scenario = create_greeting()
commit(env)
before = mails.sudo().search_count([])
ours = import_contacts("Contact")
lines = runs.search([("scenario_id", "=", scenario.id)])
sent = mails.sudo().search_count([]) - before
states = {state: len(found) for state, found in lines.grouped("state").items()}
print(f"\nCSV import of {COUNT:,} contacts, a scenario writes to each new one")
print(f"  lines in the journal: {states}; mails: {sent}")
print(f"  {ours / plain:.2f} × the import without a scenario")
assert states == {"suppressed": COUNT}
assert len(set(lines.mapped("res_id"))) == COUNT
assert sent == 0
release(lines[:RELEASED])
done = len(lines.filtered(lambda run: run.state == "done"))
sent = mails.sudo().search_count([]) - before
print(f"  {RELEASED} of them released: {done} done, {sent} mails in the queue")
assert (done, sent) == (RELEASED, RELEASED)
