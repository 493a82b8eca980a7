from odoo import api, fields, models

from ..definition.constants import PROCESS_USER


class CaseProperties(fields.Properties):
    """The properties of the record's case, read and written on the record itself.

    Odoo's own kind is stored and computes its defaults; this one is a window.
    """

    store = False
    precompute = False

    def _setup_definition_attrs(self, model_class):
        window = self.compute, self._depends
        result = super()._setup_definition_attrs(model_class)
        self.compute, self._depends = window
        return result


class CrmProcessMixin(models.AbstractModel):
    """What a process needs to know, filled in where the work is done."""

    _inherit = "crm.process.mixin"

    case_template_id = fields.Many2one(
        related="case_id.template_id", string="Process of the Case"
    )
    case_properties = CaseProperties(
        string="Process Details",
        definition="case_template_id.case_properties_definition",
        compute="_compute_case_properties",
        inverse="_inverse_case_properties",
        store=False,
        groups=PROCESS_USER,
    )

    # === COMPUTE METHODS === #

    @api.depends("case_id.properties")
    def _compute_case_properties(self):
        for record in self:
            # sudo: whoever reads the record may read what its process asks of it
            record.case_properties = record.sudo().case_id.properties

    def _inverse_case_properties(self):
        for record in self:
            # The case is asked with the user's own rights.
            record.case_id.properties = record.case_properties
