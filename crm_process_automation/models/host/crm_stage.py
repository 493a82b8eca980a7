from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


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
        # sudo: for the message
        stages = self.env["crm.process.stage"].sudo()
        mapped = stages.search(
            [
                ("crm_stage_id", "in", self.ids),
                ("template_id.state", "!=", "draft"),
                *Domain("outcome", "!=", "success") | Domain("probability", "!=", 100),
            ]
        )
        in_use = mapped.template_id._filter_in_use()
        mapped = mapped.filtered(lambda stage: stage.template_id in in_use)
        if unsuccessful := mapped.filtered(lambda stage: stage.outcome != "success"):
            raise UserError(
                self.env._(
                    "“%(column)s” cannot become a won stage: deals stand there while "
                    "they are at %(stages)s, which are no successful ends.",
                    column=", ".join(self.mapped("name")),
                    stages=self._quote_stages(unsuccessful),
                )
            )
        if mapped:
            raise UserError(
                self.env._(
                    "“%(column)s” cannot become a won stage: the probability of "
                    "%(stages)s is not 100. Correct it in a new version first.",
                    column=", ".join(self.mapped("name")),
                    stages=self._quote_stages(mapped),
                )
            )

    def _quote_stages(self, stages):
        names = [f"{stage.template_id.display_name}: {stage.name}" for stage in stages]
        return ", ".join(self.env._("“%(name)s”", name=name) for name in names)
