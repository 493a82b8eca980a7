from odoo import fields, models

from .crm_process_stage import CrmProcessStage as Stage


class CrmProcessStage(models.Model):
    """What the client is told of a stage.

    It promises a running case nothing, so it may be written on an active version, too.
    """

    _inherit = "crm.process.stage"
    _live_fields = Stage._live_fields | {"client_name"}

    client_name = fields.Char(
        string="Name for the Client",
        translate=True,
        help="How the stage is called on the client's page, such as “We prepare your "
        "proposal”. Stages with the same name are one there. Empty: the client does "
        "not see it.",
    )
