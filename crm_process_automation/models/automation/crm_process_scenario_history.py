from functools import partial

from markupsafe import Markup

from odoo import api, fields, models

from ..definition.memory import forget

CHANGES_KEY = "crm_process_scenario_changes"


class CrmProcessScenario(models.Model):
    """The history of a scenario: who has changed what in it, and from which version on.

    What is changed together, in one transaction, makes one version and one message.
    """

    _name = "crm.process.scenario"
    _inherit = ["crm.process.scenario", "mail.thread"]

    name = fields.Char(tracking=True)
    state = fields.Selection(tracking=True)
    run_as_id = fields.Many2one(tracking=True)
    policy = fields.Selection(tracking=True)
    is_technical = fields.Boolean(tracking=True)

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """What is done while a scenario is being made is no change of it."""
        scenarios = super().create(vals_list)
        for scenario in scenarios:
            self._get_changes().setdefault(scenario.id, None)
        self._forget_changes_later()
        return scenarios

    # === BUSINESS METHODS === #

    @api.model
    def _get_changes(self):
        """Return {id: sentences} of what this transaction has changed; None: made."""
        return self.env.cr.precommit.data.setdefault(CHANGES_KEY, {})

    def _note_changes(self, sentences):
        """Remember changes of the rules, actions or parameters, in sentences."""
        if not sentences:
            return
        changes = self._get_changes()
        # sudo: whoever may change a rule has changed the scenario
        for scenario in self.sudo().exists():
            if scenario.id not in changes:
                changes[scenario.id] = []
                scenario.version += 1
                forget(self.env)
                self._forget_changes_later()
            if changes[scenario.id] is not None:
                changes[scenario.id] += sentences

    def _note_changes_of(self, parameters):
        for scenario in self:
            mine = parameters.filtered(
                lambda row, home=scenario: row.scenario_id == home
            )
            scenario._note_changes(
                [self.env._("The parameter “%s” is new.", row.name) for row in mine]
            )

    @api.model
    def _forget_changes_later(self):
        hooks = self.env.cr.precommit
        if not hooks.data.get(f"{CHANGES_KEY}_armed"):
            hooks.data[f"{CHANGES_KEY}_armed"] = True
            hooks.add(partial(self._log_changes))

    @api.model
    def _log_changes(self):
        """Tell the history of each scenario what this transaction has changed."""
        data = self.env.cr.precommit.data
        data.pop(f"{CHANGES_KEY}_armed", None)
        changes = data.pop(CHANGES_KEY, {})
        for scenario_id, sentences in changes.items():
            # sudo: the history is the system's
            scenario = self.sudo().browse(scenario_id).exists()
            if scenario and sentences:
                scenario._message_log(body=scenario._get_change_message(sentences))

    def _get_change_message(self, sentences):
        """Return the sentences as a list, each of them once."""
        items = Markup().join(
            Markup("<li>%s</li>") % text for text in dict.fromkeys(sentences)
        )
        head = self.env._("Version %s", self.version)
        return Markup("<b>%s</b><ul>%s</ul>") % (head, items)
