from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

ASKED = frozenset({"scenario_id", "model_id", "filter_pre_domain", "filter_domain"})


class BaseAutomation(models.Model):
    """A rule tells nobody, by running or not, what is closed to whoever writes it.

    Conditions are asked in full rights, and the journal says how they were answered.
    Odoo checks constraints in full rights, too: so this is asked of every write.
    """

    _inherit = "base.automation"

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_conditions_are_open()
        return rules

    def write(self, vals):
        result = super().write(vals)
        if not ASKED.isdisjoint(vals):
            self._check_conditions_are_open()
        return result

    # === BUSINESS METHODS === #

    def _check_conditions_are_open(self):
        if self.env.su:
            return
        for rule in self.filtered("scenario_id"):
            model = self.env[rule.model_name]
            for text in (rule.filter_pre_domain, rule.filter_domain):
                if path := self._find_closed(model, rule._iter_conditions(text)):
                    raise ValidationError(
                        self.env._(
                            "The conditions of the rule “%(rule)s” look at “%(field)s”,"
                            " which is closed to you. Choose another field.",
                            rule=rule.name,
                            field=path,
                        )
                    )

    @api.model
    def _find_closed(self, model, conditions):
        """Return the first path of conditions that the user may not read, or None."""
        for leaf in conditions:
            rows, is_open = self._follow(model, leaf.field_expr)
            if not is_open:
                return leaf.field_expr
            if leaf.operator in ("any", "not any"):
                inner = Domain(leaf.value).iter_conditions()
                if closed := self._find_closed(rows, inner):
                    return closed
        return None

    @api.model
    def _follow(self, rows, path):
        """Return the model that `path` leads to, and whether all on the way is open."""
        for name in path.split("."):
            field = rows._fields.get(name)
            if field is None:
                break  # a part of a date, or a process detail
            if not (rows.has_access("read") and rows._has_field_access(field, "read")):
                return rows, False
            if not field.relational:
                break
            rows = self.env[field.comodel_name]
        return rows, True
