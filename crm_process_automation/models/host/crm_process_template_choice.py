from odoo import api, models, tools

from ..definition.memory import forget, is_changed_now


class CrmProcessTemplate(models.Model):
    """Which process starts by itself on a new record.

    A template fits when it is active, automatic and made for that model, and each of
    company, teams, approach and cycle is either empty on it or the record's own. Among
    those that fit, the one that names most of the four wins, then the lower sequence,
    then the older template.
    """

    _inherit = "crm.process.template"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        templates = super().create(vals_list)
        forget(self.env)
        return templates

    def write(self, vals):
        result = super().write(vals)
        if not self._get_choice_fields().isdisjoint(vals):
            forget(self.env)
        return result

    def unlink(self):
        result = super().unlink()
        forget(self.env)
        return result

    # === WHAT IS REMEMBERED === #

    @api.model
    def _get_choice_fields(self):
        """Return the fields on which the choice depends."""
        return {"state", "active", "is_automatic", "host_model", "sequence"} | {
            "company_id",
            "team_ids",
            "approach",
            "cycle",
        }

    @api.model
    def _get_automatic(self, model):
        """Return the automatic templates for `model` as (id, criteria), best first.

        Remembered: a stock lead must not pay for processes that nobody uses.
        """
        if is_changed_now(self.env):
            return self._read_automatic(model)
        return self._remember_automatic(model)

    @api.model
    @tools.ormcache("model")
    def _remember_automatic(self, model):
        return self._read_automatic(model)

    @api.model
    def _read_automatic(self, model):
        templates = self._search_startable(model, [("is_automatic", "=", True)])
        rows = [(template.id, template._get_criteria()) for template in templates]
        # A stable sort: the order of the search breaks ties.
        return tuple(sorted(rows, key=lambda row: -len(row[1])))

    @api.model
    def _search_startable(self, model, domain=(), **options):
        # sudo: starting needs no right on definitions
        return self.sudo().search(
            [("state", "=", "active"), ("host_model", "=", model), *domain],
            **{"order": "sequence, id", **options},
        )

    @api.model
    def _is_offered(self, model):
        """Return whether any active process is made for `model`."""
        if is_changed_now(self.env):
            return bool(self._search_startable(model, limit=1))
        return self._remember_offer(model)

    @api.model
    @tools.ormcache("model")
    def _remember_offer(self, model):
        return bool(self._search_startable(model, limit=1))

    # === THE CHOICE === #

    def _get_criteria(self):
        """Return what a record must match: ((field, accepted values), …)."""
        self.ensure_one()
        criteria = {
            "company": self.company_id.ids,
            "team": self.team_ids.ids,
            "approach": [self.approach] if self.approach else [],
            "cycle": [self.cycle] if self.cycle else [],
        }
        return tuple(
            (name, tuple(values)) for name, values in criteria.items() if values
        )

    @api.model
    def _get_candidates(self, model):
        """Return the automatic templates as `_get_automatic`, but true at this moment.

        What is remembered may be out of date: another worker has retired one of them.
        """
        rows = self._get_automatic(model)
        if not rows or is_changed_now(self.env):
            return rows
        ids = [template_id for template_id, _criteria in rows]
        automatic = [("is_automatic", "=", True), ("id", "in", ids)]
        if len(self._search_startable(model, automatic)) == len(ids):
            return rows
        return self._read_automatic(model)

    @api.model
    def _choose_automatic(self, candidates, features):
        """Return the one of the candidates that fits a record best, empty when none.

        :param features: what the record is: company, team, approach, cycle
        """
        for template_id, criteria in candidates:
            if all(features.get(name) in accepted for name, accepted in criteria):
                return self.browse(template_id)
        return self.browse()
