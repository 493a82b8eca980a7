from odoo import api, models
from odoo.tools import mute_logger

from .days import CALLED_BACK_BY_NOBODY, IMPORTED, RUNS, SCENARIOS

ADMINISTRATOR = "base.user_admin"
FAILURES = (
    "odoo.addons.crm_process_automation.models.automation.crm_process_run_failure"
)


class CrmProcessDemo(models.AbstractModel):
    """Lets the scenarios that the agency uses work on what the story has left.

    While a database is being made nothing listens to what happens in it yet. So the
    scenarios are run on existing records, as an administrator may do at any time.
    """

    _inherit = "crm.process.demo"

    @api.model
    def _play_scenarios(self):
        """Switch scenarios on, and fill the journal: done, skipped, given up, held."""
        administrator = self.env.ref(ADMINISTRATOR)
        for name in SCENARIOS:
            self._ref(name).with_user(administrator).action_switch_on()
        for scenario, path in RUNS:
            self._run_scenario(scenario, self._find_record(path), administrator)
        stranger = self.env["crm.process.call"].search([("is_matched", "=", False)])
        self._run_scenario(CALLED_BACK_BY_NOBODY, stranger, administrator)
        self._import_contacts(administrator)
        # What is given up is part of the story, and no trouble of the installation.
        with mute_logger(FAILURES):
            self.env["crm.process.run"]._drain()
            self._try_till_the_end()

    def _find_record(self, path):
        """Return what is named by the end of an XML id, and fields from there."""
        name, _dot, fields = path.partition(".")
        record = self._ref(name)
        return record.mapped(fields) if fields else record

    def _run_scenario(self, name, records, user):
        self.env["crm.process.scenario.existing"].with_user(user).create(
            {
                "scenario_id": self._ref(name).id,
                "domain": repr([("id", "in", records.ids)]),
            }
        ).action_run()

    def _import_contacts(self, user):
        """Let the buyers of the shop be new contacts that came with an import."""
        contacts = self.env["res.partner"].union(*map(self._ref, IMPORTED))
        rule = self._ref("scenario_01_rule").with_context(import_file=True)
        # sudo: the journal is the system's; it tells who has brought the contacts
        rule = rule.with_user(user).sudo()
        rule._record_events(contacts.with_env(rule.env), "create")

    def _try_till_the_end(self):
        """Let what has failed have been tried as often as it may be."""
        runs = self.env["crm.process.run"]
        # a scenario that is paused meanwhile tries no more
        tried = [("state", "=", "failed"), ("scenario_id.state", "=", "on")]
        while failed := runs.search(tried):
            failed._execute()
