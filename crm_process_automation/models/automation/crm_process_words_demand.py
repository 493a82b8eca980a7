from odoo import api, models
from odoo.fields import Domain

from .spot import Spot

# Operators that say the same, and those that deny another one.
SAME = {"<>": "!=", "==": "=", "any!": "any", "not any!": "not any"}
DENIED = dict(Domain.NEGATIVE_OPERATORS)


class CrmProcessWords(models.AbstractModel):
    """What a condition demands, as a salesperson reads it."""

    _inherit = "crm.process.words"

    # === BUSINESS METHODS === #

    @api.model
    def _say_demand(self, spot, operator, value, is_denied=False):
        """Return what the field at `spot` has to be, as the end of a sentence.

        :param is_denied: the condition stands under a “not”
        """
        operator = SAME.get(operator, operator)
        if operator in DENIED:
            operator, is_denied = DENIED[operator], not is_denied
        if operator == "in" and not isinstance(value, bool) and len(value) == 1:
            operator, value = "=", next(iter(value))
        if spot.type == "boolean" and operator in ("=", "in"):
            operator, value, is_denied = "=", bool(value) != is_denied, False
        if operator == "=" and (value is False or value is None):
            operator = "=" if spot.type == "boolean" else "empty"
        elif operator in ("<", ">", "<=", ">=") and spot.type in ("date", "datetime"):
            operator = f"moment {operator}"
        return self._fill_demand(spot, operator, value, is_denied)

    @api.model
    def _fill_demand(self, spot, operator, value, is_denied):
        demands = self._get_not_demands() if is_denied else self._get_demands()
        demand = demands.get(operator, demands["="])
        if operator in ("any", "in?") or isinstance(value, Domain):
            return demand % self._say_conditions(spot, value)
        return demand % self._say(spot, value) if "%s" in demand else demand

    @api.model
    def _say_conditions(self, spot, domain):
        """Return the conditions on what a field refers to, one after another."""
        comodel = self.env[spot.comodel]
        return "; ".join(
            self._say_condition(comodel, *condition)
            for leaf in Domain(domain).iter_conditions()
            for condition in leaf
        )

    @api.model
    def _say_condition(self, model, path, operator, value):
        spot = Spot(model.browse(), path)
        return self.env._(
            "%(field)s %(demand)s",
            field=spot.label,
            demand=self._say_demand(spot, operator, value),
        )

    @api.model
    def _get_demands(self):
        return {
            "=": self.env._("has to be %s"),
            "empty": self.env._("has to be empty"),
            "in": self.env._("has to be one of %s"),
            ">": self.env._("has to be more than %s"),
            "<": self.env._("has to be less than %s"),
            ">=": self.env._("has to be at least %s"),
            "<=": self.env._("has to be at most %s"),
            "moment >": self.env._("has to be later than %s"),
            "moment <": self.env._("has to be earlier than %s"),
            "moment >=": self.env._("has to be %s or later"),
            "moment <=": self.env._("has to be %s or earlier"),
            "like": self.env._("has to contain %s"),
            "ilike": self.env._("has to contain %s"),
            "=like": self.env._("has to look like %s"),
            "=ilike": self.env._("has to look like %s"),
            "any": self.env._("has to be one where: %s"),
            "child_of": self.env._("has to be %s or belong to it"),
            "parent_of": self.env._("has to be %s or be above it"),
        }

    @api.model
    def _get_not_demands(self):
        return {
            "=": self.env._("must not be %s"),
            "empty": self.env._("must not be empty"),
            "in": self.env._("must not be one of %s"),
            ">": self.env._("must not be more than %s"),
            "<": self.env._("must not be less than %s"),
            ">=": self.env._("must not be %s or more"),
            "<=": self.env._("must not be %s or less"),
            "moment >": self.env._("must not be later than %s"),
            "moment <": self.env._("must not be earlier than %s"),
            "moment >=": self.env._("must not be %s or later"),
            "moment <=": self.env._("must not be %s or earlier"),
            "like": self.env._("must not contain %s"),
            "ilike": self.env._("must not contain %s"),
            "=like": self.env._("must not look like %s"),
            "=ilike": self.env._("must not look like %s"),
            "any": self.env._("must not be one where: %s"),
            "child_of": self.env._("must not be %s or belong to it"),
            "parent_of": self.env._("must not be %s or be above it"),
        }
