from odoo import fields, models


class ResCompany(models.Model):
    """What follows a call that was not answered, for all of a company."""

    _inherit = "res.company"

    process_callback_hours = fields.Float(
        string="Call Back Within (Hours)",
        default=2.0,
        help="Working hours in which a client is called back after a missed call. "
        "0: no task to call back.",
    )
    process_call_attempts = fields.Integer(
        string="Attempts to Reach a Client",
        default=3,
        help="After so many calls in a row that the client did not answer it is "
        "offered to close the deal as refused. 0: never.",
    )

    _process_callback_hours_positive = models.Constraint(
        "CHECK(process_callback_hours >= 0)",
        "The hours to call back in are zero or more.",
    )
    _process_call_attempts_positive = models.Constraint(
        "CHECK(process_call_attempts >= 0)",
        "The attempts to reach a client are zero or more.",
    )
