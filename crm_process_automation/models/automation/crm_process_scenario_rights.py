from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# Only the verbs write these: what they check nobody gets round.
KEPT_BY_VERBS = frozenset(
    {
        "active",
        "pause_reason",
        "switched_on_by_id",
        "date_switched_on",
        "date_resumed",
        "version",
    }
)
DESIGNERS = "crm_process_automation.group_process_designer,base.group_system"


class CrmProcessScenario(models.Model):
    """What a consultant may make of a scenario: whatever is harmless.

    Consultants edit Odoo's own rules and actions, in Odoo's own forms, by ordinary
    access rights: only the rows of their companies' scenarios, and never a technical
    one. What those rows may hold does not depend on who writes them or how: no Python,
    no choice of groups, no menu entry, no model but those that scenarios are for. A
    second set of dialogues would have had to repeat every field of every kind of action
    (those to come, too) and to be as strict; this way each constraint stands once, and
    holds for related fields, defaults, imports and later writes alike.

    Two things make that safe. An action of a scenario cannot be run by itself, since
    Odoo would run it as superuser: it acts by its rule, as the scenario's person. And
    while that person may do more than whoever edits, nothing is edited.
    """

    _inherit = "crm.process.scenario"

    is_technical = fields.Boolean(
        string="For Administrators Only",
        copy=False,
        help="It may hold Python code, and consultants may not change it.",
    )

    # whoever only reads the journal needs its name, not what it is made of
    automation_ids = fields.One2many(groups=DESIGNERS)
    run_as_id = fields.Many2one(groups=DESIGNERS)
    switched_on_by_id = fields.Many2one(groups=DESIGNERS)

    # === CONSTRAINT METHODS === #

    @api.constrains("is_technical")
    def _check_technical(self):
        self._check_harmless()

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_kept_by_verbs(vals)
        scenarios = super().create(vals_list)
        scenarios._check_may_be_technical()
        return scenarios

    def write(self, vals):
        self.check_access("write")
        self._check_not_kept_by_verbs(vals)
        result = super().write(vals)
        if "is_technical" in vals:
            self._check_may_be_technical()
        if "company_id" in vals:
            # nobody hands a scenario over to a company that is closed to him
            self.check_access("write")
        return result

    def _check_not_kept_by_verbs(self, names):
        if not self.env.su and not KEPT_BY_VERBS.isdisjoint(names):
            raise UserError(
                self.env._(
                    "A scenario is switched on, switched off and resumed with its "
                    "buttons, not by writing into its fields."
                )
            )

    def _check_may_be_technical(self):
        for scenario in self:
            if scenario.is_technical and not self._is_administrator():
                raise AccessError(
                    self.env._(
                        "Only an administrator may keep “%s” for administrators.",
                        scenario.name,
                    )
                )

    # === BUSINESS METHODS === #

    @api.model
    def _is_administrator(self):
        return self.env.su or self.env.user.has_group("base.group_system")

    @api.model
    def _get_model_names(self):
        """Return the models that scenarios are for. Hosts add their own."""
        return {
            "res.partner",
            "crm.process.case",
            "crm.process.move",
            "crm.process.task",
            "crm.process.call",
            "crm.process.incident",
            "crm.process.deviation",
            "calendar.event",
        }

    def _check_harmless(self):
        """Refuse what consultants could do harm with, in whatever they may edit."""
        # sudo: what the rows hold counts, whoever has written them
        for scenario in self.sudo().filtered(lambda row: not row.is_technical):
            rules = scenario._get_rules()
            dangers = rules._find_dangers()
            for action in rules.action_server_ids._with_parts():
                dangers += action._find_dangers()
            if dangers:
                raise ValidationError(
                    self.env._(
                        "Consultants may change “%(scenario)s”, so it cannot hold "
                        "everything:\n%(dangers)s\nAn administrator can do it in a "
                        "scenario that is for administrators only.",
                        scenario=scenario.name,
                        dangers="\n".join(dangers),
                    )
                )

    def _check_editor(self):
        """Nobody makes another person do what he may not do himself.

        :raise UserError: when a scenario that is on acts with more rights than the user
        """
        if self._is_administrator():
            return
        # sudo: in whose rights the scenarios act
        for scenario in self.sudo().filtered("active"):
            # sudo: rights are compared
            person, user = scenario.run_as_id, self.env.user.sudo()
            if person and self._find_surplus(person, user):
                raise UserError(
                    self.env._(
                        "“%(scenario)s” runs as %(person)s, who may do more than you. "
                        "Switch it off first, and on again after the change: then it "
                        "runs as you.",
                        scenario=scenario.name,
                        person=person.name,
                    )
                )
