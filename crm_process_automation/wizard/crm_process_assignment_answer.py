from odoo import fields, models


class CrmProcessAssignmentAnswer(models.TransientModel):
    """The dialogue in which executor and issuer answer each other, in words.

    `verb` says what is done: a new one is a `selection_add` and a method `_act_<verb>`.
    """

    _name = "crm.process.assignment.answer"
    _description = "Answer to an Assignment"
    _inherit = ["crm.process.dialog.mixin"]

    verb = fields.Selection(
        [
            ("report", "Report done"),
            ("return", "Return for rework"),
            ("more_time", "Ask for more time"),
            ("refuse", "Refuse"),
            ("withdraw", "Withdraw"),
        ],
        required=True,
        default="report",
    )
    case_id = fields.Many2one(
        "crm.process.case",
        string="Assignment",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    date_promised = fields.Datetime(related="case_id.date_promised", related_sudo=False)
    until = fields.Datetime(string="New Deadline")
    text = fields.Text(string="In Your Words")

    # === ACTION METHODS === #

    def action_apply(self):
        """Do what the dialogue was opened for."""
        self.ensure_one()
        getattr(self, f"_act_{self.verb}")()
        return {"type": "ir.actions.act_window_close"}

    # === BUSINESS METHODS === #

    def _act_report(self):
        self.case_id.action_report_done(self.text)

    def _act_return(self):
        self.case_id.action_return(self.text)

    def _act_more_time(self):
        self.case_id.action_ask_more_time(self.until, self.text)

    def _act_refuse(self):
        self.case_id.action_refuse_assignment(self.text)

    def _act_withdraw(self):
        self.case_id.action_withdraw(self.text)
