from odoo import api, models
from odoo.fields import Domain


class CrmProcessCase(models.Model):
    """Who may read and write a case.

    Its responsible, the one who answers for its stage, whoever may read (write) its
    deal or order, and a manager the cases of the own team. The client opens only a case
    that has neither deal nor order: every colleague may read clients, and a closed deal
    would not be closed any more. Such a case is written by its people, by whoever
    brought it, and by managers.
    """

    _name = "crm.process.case"
    _inherit = ["crm.process.case", "crm.process.access.mixin"]

    # Those few that `crm.process.history.mixin` looks for.
    _bare_index = models.Index("(id) WHERE lead_id IS NULL AND order_id IS NULL")

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if names := set(self._get_access_links()).intersection(vals):
            # sudo: the history belongs to the deal, whoever ties the case to it
            self.sudo()._hand_links_on(names)
        return result

    # === HOOKS === #

    @api.model
    def _get_access_people(self):
        return ["user_id", "stage_user_id"]

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        domain = super()._get_bare_domain(operation, rows, within)
        if operation == "read":
            domain |= self._get_link_domain("partner_id", "read", rows, within)
        if self._is_manager():
            domain |= Domain("team_id", "=", False)
        return domain

    @api.model
    def _get_manager_domain(self):
        return Domain("team_id", "in", self._get_own_teams())

    # === BUSINESS METHODS === #

    def _hand_links_on(self, names):
        """Let the history of the cases follow the same deal, its rights with it."""
        for rows in self._find_history([("case_id", "in", self.ids)]):
            for case, history in rows.grouped("case_id").items():
                history.write({name: case[name].id for name in names})

    @api.model
    def _find_history(self, domain):
        """Return the rows of history that match, archived ones too, model by model."""
        return [
            self.env[model].with_context(active_test=False).search(domain)
            for model in self._get_history_models()
        ]

    @api.model
    def _get_history_models(self):
        """Return the names of the models whose rows carry the deal of their case."""
        names = self.env.registry.descendants(["crm.process.history.mixin"], "_inherit")
        return sorted(name for name in names if not self.env[name]._abstract)

    def _filter_bare(self):
        """Return the cases that have neither deal nor order."""
        names = self._get_access_links()
        return self.filtered(lambda case: not any(case[name] for name in names))

    @api.model
    def _get_bare_cases(self):
        """Return a query of the cases without deal and order that the user may read."""
        links = self._get_access_links()
        is_bare = Domain.AND([Domain(name, "=", False) for name in links])
        domain = self._get_people_domain() | self._get_bare_domain("read")
        if self._is_manager():
            domain |= self._get_manager_domain()
        # The rest of the conditions asks for deals, of which there are none.
        return self._search(is_bare & domain, active_test=False, bypass_access=True)
