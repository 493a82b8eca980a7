from odoo import fields, models


class CrmProcessDocumentTemplate(models.Model):
    """How the papers of a form are approved: by which process, and by whom not."""

    _inherit = "crm.process.document.template"

    approval_template_id = fields.Many2one(
        "crm.process.template",
        string="Approved by the Process",
        domain="[('kind', '=', 'approval'), ('host_model', '=', 'none')]",
        check_company=True,
        ondelete="restrict",
        help="A paper that needs approval goes through the active version of this "
        "process. Empty: the approval steps of the case's stage, else a manager.",
    )
    allows_own_approval = fields.Boolean(
        string="Who Issued It May Approve",
        help="Otherwise nobody decides on a paper that he has issued himself.",
    )
