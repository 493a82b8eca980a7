from odoo import fields, models


class CrmProcessVerdict(models.TransientModel):
    """What became of one record of an act upon many."""

    _name = "crm.process.verdict"
    _description = "Verdict on a Record"
    _order = "is_done, id"

    name = fields.Char(string="Record", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Integer(readonly=True)
    is_done = fields.Boolean(string="Done", readonly=True)
    text = fields.Text(string="What Became of It", readonly=True)

    # === ACTION METHODS === #

    def action_open_record(self):
        """Open the record that the verdict is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
