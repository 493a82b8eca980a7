from odoo import api, fields, models


class CrmProcessControl(models.Model):
    """Which properties a control point may ask for: those of its process."""

    _inherit = "crm.process.control"

    property_choices = fields.Json(compute="_compute_property_choices")

    # === COMPUTE METHODS === #

    @api.depends("template_id.case_properties_definition")
    @api.depends_context("lang")
    def _compute_property_choices(self):
        for control in self:
            # _origin: a property that is not saved yet has no code
            template = control.template_id._origin or control.template_id
            control.property_choices = [
                [prop["name"], prop.get("string") or prop["name"]]
                for prop in template.case_properties_definition or []
                if prop["type"] != "separator"
            ]
