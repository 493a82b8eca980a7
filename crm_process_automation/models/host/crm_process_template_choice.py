from odoo import api, models, tools


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
        self.env.registry.clear_cache()
        return templates

    def write(self, vals):
        result = super().write(vals)
        if not self._get_choice_fields().isdisjoint(vals):
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    # === BUSINESS METHODS === #

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
    @tools.ormcache("model")
    def _get_automatic(self, model):
        """Return the automatic templates for `model` as (id, criteria), best first.

        Cached: a stock lead must not pay for processes that nobody uses.
        """
        templates = self.sudo().search(  # sudo: starting needs no right on definitions
            [
                ("state", "=", "active"),
                ("is_automatic", "=", True),
                ("host_model", "=", model),
            ],
            order="sequence, id",
        )
        rows = [(template.id, template._get_criteria()) for template in templates]
        # A stable sort: the order of the search breaks ties.
        return tuple(sorted(rows, key=lambda row: -len(row[1])))

    @api.model
    @tools.ormcache("model")
    def _is_offered(self, model):
        """Return whether any active process is made for `model`."""
        domain = [("state", "=", "active"), ("host_model", "=", model)]
        # sudo: a stock screen must not depend on who looks at it
        return bool(self.sudo().search_count(domain, limit=1))

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
    def _choose_automatic(self, model, features):
        """Return the template that fits a record best, empty when none fits.

        :param features: what the record is: company, team, approach, cycle
        """
        for template_id, criteria in self._get_automatic(model):
            if all(features.get(name) in accepted for name, accepted in criteria):
                return self.browse(template_id)
        return self.browse()
