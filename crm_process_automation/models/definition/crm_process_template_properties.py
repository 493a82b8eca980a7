import re

from odoo import api, models
from odoo.exceptions import ValidationError

from ...tools.slug import make_slug, make_unique

# What the editor of the properties calls one that has no code yet.
NEW_NAME = re.compile(r"new_[0-9a-f]+")
LONGEST_NAME = 40


class CrmProcessTemplate(models.Model):
    """The properties that a consultant gives to the cases of a process.

    A new one gets a readable code of its label, because conditions, papers and formulas
    name it. A code that another version uses is not taken again: cases keep the values
    under it.
    """

    _inherit = "crm.process.template"

    # === CONSTRAINT METHODS === #

    @api.constrains("case_properties_definition")
    def _check_case_properties(self):
        for template in self:
            if problems := template._get_property_problems():
                raise ValidationError("\n".join(problems))

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [
                self._with_property_codes(vals, vals.get("code") or "")
                for vals in vals_list
            ]
        )

    def write(self, vals):
        code = self[:1].code or ""
        return super().write(self._with_property_codes(vals, code))

    # === BUSINESS METHODS === #

    @api.model
    def _with_property_codes(self, vals, code):
        """Return `vals`, with a code for each property that is new in them."""
        definition = vals.get("case_properties_definition")
        if not isinstance(definition, list) or not any(map(_is_new, definition)):
            return vals
        taken = self._get_property_codes(code) | {
            prop["name"] for prop in definition if not _is_new(prop)
        }
        named = []
        for prop in definition:
            if _is_new(prop):
                slug = make_slug(prop.get("string") or "", "property")[:LONGEST_NAME]
                prop = prop | {"name": make_unique(slug.strip("_"), taken)}
                taken.add(prop["name"])
            named.append(prop)
        return vals | {"case_properties_definition": named}

    @api.model
    def _get_property_codes(self, code):
        """Return the codes of the properties in all versions of the process `code`."""
        versions = (
            self.sudo()  # sudo: codes are taken in archived and hidden versions as well
            ._with_archived()
            .search([("code", "=", code)])
        )
        return {
            prop["name"]
            for version in versions
            for prop in version.case_properties_definition or []
        }

    def _get_property_problems(self):
        """Return in sentences what is wrong with the properties."""
        self.ensure_one()
        problems, labels = [], set()
        for number, prop in enumerate(self.case_properties_definition or [], 1):
            label = (prop.get("string") or "").strip()
            if prop["type"] == "separator":
                continue
            if not label:
                problems.append(
                    self.env._(
                        "Property %s has no name. Name it, or delete it.", number
                    )
                )
            elif label.lower() in labels:
                problems.append(
                    self.env._(
                        "Two properties are called “%s”. Give each its own name.", label
                    )
                )
            elif problem := self._explain_property(prop):
                problems.append(problem)
            labels.add(label.lower())
        return problems

    def _explain_property(self, prop):
        """Return why nobody could fill in the property, or an empty text."""
        if prop["type"] == "selection" and not prop.get("selection"):
            return self.env._(
                "“%s” offers nothing to choose from. Add values to it.", prop["string"]
            )
        if prop["type"] in ("many2one", "many2many") and not prop.get("comodel"):
            return self.env._(
                "“%s” does not say what to choose from. Choose a model.", prop["string"]
            )
        return ""


def _is_new(prop):
    return bool(NEW_NAME.fullmatch(prop.get("name") or ""))
