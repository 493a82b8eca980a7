from graphlib import TopologicalSorter

from odoo import api, models

PART = "crm.process.versioned.mixin"


class CrmProcessVersionedMixin(models.AbstractModel):
    """What all parts of a version have in common: copied, compared and checked alike.

    A new model that inherits the mixin and has a `template_id` is a part from then on;
    nothing else has to be told about it.
    """

    _inherit = "crm.process.versioned.mixin"

    # === BUSINESS METHODS === #

    @api.model
    def _get_part_models(self):
        """Return the names of the part models, those referred to first."""
        names = {
            name
            for name in self.env.registry.descendants([PART], "_inherit")
            if name != "crm.process.template" and not self.env[name]._abstract
        }
        known = {
            name: {
                field.comodel_name
                for field in self.env[name]._fields.values()
                if field.type == "many2one" and field.store
            }
            & (names - {name})
            for name in sorted(names)
        }
        return list(TopologicalSorter(known).static_order())

    @api.model
    def _get_part_fields(self):
        """Return what a designer decides on a part: {name: field}, sorted."""
        return {
            name: field
            for name, field in sorted(self._fields.items())
            if field.copy
            and field.store
            and field.type != "one2many"
            and name not in models.MAGIC_COLUMNS
        }

    @api.model
    def _get_part_label(self):
        """Return what the designer calls such a part."""
        return self._description

    def _get_part_name(self):
        """Return the name of the part, with its place on the map."""
        self.ensure_one()
        return self.display_name

    def _get_part_key(self):
        """Return what makes the part the same one in another version."""
        self.ensure_one()
        return (self.display_name,)

    def _get_loose_key(self):
        """Return what still lets a renamed part be recognised, empty for nothing."""
        return ()

    def _find_counterparts(self, template):
        """Return {part: the same part in the version `template`}, if there is one."""
        if self.template_id == template:
            return {part: part for part in self}
        others = self.search([("template_id", "=", template.id)]) if self else self
        others_by_key = {other._get_part_key(): other for other in others}
        return {
            part: others_by_key[part._get_part_key()]
            for part in self
            if part._get_part_key() in others_by_key
        }

    def _get_problems(self):
        """Return in sentences why a version with this part cannot go live."""
        return []
