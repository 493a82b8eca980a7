from odoo import fields, models


class CrmProcessTemplate(models.Model):
    """The life of a version: draft, active, retired."""

    _inherit = "crm.process.template"

    # === ACTION METHODS === #

    def action_activate(self):
        """Activate the drafts, and note who approved them."""
        return self.write(
            {
                "state": "active",
                "approved_by_id": self.env.uid,
                "date_approved": fields.Datetime.now(),
            }
        )
