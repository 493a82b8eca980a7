from odoo import api, models

from ...tools.slug import make_unique


class CrmProcessTemplate(models.Model):
    """Copies of a route map: the next version, or another process like it."""

    _inherit = "crm.process.template"

    # === CRUD METHODS === #

    def copy_data(self, default=None):
        """Give a plain duplicate a code of its own; a new version brings its code."""
        default = dict(default or {})
        vals_list = super().copy_data(default)
        for template, vals in zip(self, vals_list, strict=True):
            if "code" not in default:
                vals["code"] = make_unique(template.code, template._get_codes())
            if "code" not in default and "name" not in default:
                vals["name"] = self.env._("%s (copy)", template.name)
        return vals_list

    def copy(self, default=None):
        """Copy the whole map: stages, steps, control points, arrows, translations."""
        copies = super().copy(default)
        for template, new in zip(self, copies, strict=True):
            template._copy_map_to(new)
        return copies

    # === ACTION METHODS === #

    def action_new_version(self):
        """Return a draft copy of the version, numbered next."""
        return self._copy_as_new_version()

    def action_open_new_version(self):
        """Make the next version and open it."""
        return self._copy_as_new_version()._open_form()

    # === BUSINESS METHODS === #

    def _copy_as_new_version(self):
        """Return a draft copy with the next number of the same process and company."""
        self.ensure_one()
        # The copy takes the next free number by itself.
        return self.copy({"code": self.code, "name": self.name})

    def _get_codes(self):
        """Return the codes that are taken, by whatever company."""
        templates = self.sudo()._with_archived()  # sudo: a code is taken for everybody
        return {code for [code] in templates._read_group([], ["code"])}

    def _copy_map_to(self, template):
        """Copy every part of `self` into the draft `template`."""
        self.ensure_one()
        new_ids = {self._name: {self.id: template.id}}
        for model, parts in self._get_parts().items():
            copies = parts.sorted("id")._copy_into(new_ids)
            new_ids[model] = dict(zip(parts.sorted("id").ids, copies.ids, strict=True))
        # Precomputed parents leave unsaved lines behind in the cache of the one2many.
        template.invalidate_recordset()

    def _open_form(self):
        """Return the action that opens the one record of `self`."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "name": self.display_name,
        }


class CrmProcessVersionedMixin(models.AbstractModel):
    """How a part is copied into another version."""

    _inherit = "crm.process.versioned.mixin"

    # === BUSINESS METHODS === #

    def _copy_into(self, new_ids):
        """Copy the parts, with links to copied records turned to their copies.

        :param new_ids: {model: {old id: new id}} of what is copied already
        :return: the copies, in the order of `self`
        """
        copies = self.create(self._prepare_copy_values(new_ids))
        self._copy_translations_to(copies)
        return copies

    def _prepare_copy_values(self, new_ids):
        vals_list = self.copy_data()
        for vals in vals_list:
            for name, value in vals.items():
                field = self._fields[name]
                if field.type == "many2one" and value:
                    vals[name] = new_ids.get(field.comodel_name, {}).get(value, value)
        return vals_list

    def _copy_translations_to(self, copies):
        for part, copy in zip(self, copies, strict=True):
            part.copy_translations(copy)


class CrmProcessControl(models.Model):
    """A control point that its step makes must not be made a second time."""

    _inherit = "crm.process.control"

    # === BUSINESS METHODS === #

    def _copy_into(self, new_ids):
        """Complete what the copied steps and stages have made; copy the rest."""
        vals_list = self._prepare_copy_values(new_ids)
        made_by_step = self._get_made_by_step(new_ids)
        copies = self.browse()
        for control, vals in zip(self, vals_list, strict=True):
            flags = {flag for flag in self._get_made_flags() if control[flag]}
            made = self._find_made(flags, vals, made_by_step)
            if made:
                made.write(vals)
            copies += made or self.create(vals)
        self._copy_translations_to(copies)
        return copies

    @api.model
    def _get_made_flags(self):
        """Return the fields that say that another part makes the control point."""
        return ["is_made_for_step"]

    @api.model
    def _find_made(self, flags, vals, made_by_step):
        """Return what another part has made already of the control point in `vals`."""
        if "is_made_for_step" in flags:
            return made_by_step.pop(vals.get("step_id"), self.browse())
        return self.browse()

    def _get_made_by_step(self, new_ids):
        """Return the control points that the copied steps made, by step id."""
        step_ids = new_ids.get("crm.process.step", {}).values()
        made = self.search(
            [("step_id", "in", list(step_ids)), ("is_made_for_step", "=", True)]
        )
        return {control.step_id.id: control for control in made}
