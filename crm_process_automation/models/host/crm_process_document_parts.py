from odoo import api, models


class CrmProcessDocumentPartMixin(models.AbstractModel):
    """A line of a paper: read and written by whoever may read and write the paper."""

    _name = "crm.process.document.part.mixin"
    _description = "Line of a Client Document"
    _inherit = ["crm.process.access.mixin"]

    # === HOOKS === #

    @api.model
    def _get_access_links(self):
        return ["document_id"]


class CrmProcessDocumentDispatch(models.Model):
    """The sending of a paper."""

    _name = "crm.process.document.dispatch"
    _inherit = ["crm.process.document.dispatch", "crm.process.document.part.mixin"]


class CrmProcessDocumentParticipant(models.Model):
    """A participant in the minutes."""

    _name = "crm.process.document.participant"
    _inherit = ["crm.process.document.participant", "crm.process.document.part.mixin"]


class CrmProcessDocumentDecision(models.Model):
    """A decision in the minutes."""

    _name = "crm.process.document.decision"
    _inherit = ["crm.process.document.decision", "crm.process.document.part.mixin"]
