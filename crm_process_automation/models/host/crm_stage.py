from odoo import models
from odoo.exceptions import UserError


class CrmStage(models.Model):
    """A pipeline stage that route maps point to."""

    _inherit = "crm.stage"

    # === CRUD METHODS === #

    def write(self, vals):
        if vals.get("is_won"):
            self._check_no_open_stage_is_mapped()
        return super().write(vals)

    # === BUSINESS METHODS === #

    def _check_no_open_stage_is_mapped(self):
        """Raise when deals stand here that have not reached their success yet."""
        mapped = (
            self.env["crm.process.stage"]
            .sudo()
            .search(  # sudo: for the message
                [
                    ("crm_stage_id", "in", self.ids),
                    ("template_id.state", "=", "active"),
                    ("outcome", "!=", "success"),
                ]
            )
        )
        if mapped:
            raise UserError(
                self.env._(
                    "“%(column)s” cannot become a won stage: deals stand there while "
                    "they are at %(stages)s, which are no successful ends.",
                    column=", ".join(self.mapped("name")),
                    stages=", ".join(
                        self.env._("“%s”", f"{stage.template_id.name}: {stage.name}")
                        for stage in mapped
                    ),
                )
            )
