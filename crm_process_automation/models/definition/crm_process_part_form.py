"""What the forms of the definition help with while a designer types."""

from odoo import api, fields, models

from ...tools.slug import make_slug


class CrmProcessTemplate(models.Model):
    """A new process gets its code of its name."""

    _inherit = "crm.process.template"

    # === ONCHANGE METHODS === #

    @api.onchange("name")
    def _onchange_name(self):
        if self.name and not self.code:
            self.code = make_slug(self.name, "process")


class CrmProcessStage(models.Model):
    """A new stage gets its code of its name, and an end its outcome."""

    _inherit = "crm.process.stage"

    version_state = fields.Selection(
        related="template_id.state", string="State of the Version"
    )

    # === ONCHANGE METHODS === #

    @api.onchange("name")
    def _onchange_name(self):
        if self.name and not self.code:
            self.code = make_slug(self.name)

    @api.onchange("is_end")
    def _onchange_is_end(self):
        self.outcome = self.is_end and (self.outcome or "success")

    @api.onchange("outcome")
    def _onchange_outcome(self):
        if self.outcome == "success":
            self.probability = 100
        elif self.outcome:
            self.probability = 0


class CrmProcessStep(models.Model):
    """A step on a form knows whether its version may still be changed."""

    _inherit = "crm.process.step"

    version_state = fields.Selection(
        related="template_id.state", string="State of the Version"
    )


class CrmProcessTransition(models.Model):
    """An arrow on a form knows whether its version may still be changed."""

    _inherit = "crm.process.transition"

    version_state = fields.Selection(
        related="template_id.state", string="State of the Version"
    )

    # === ACTION METHODS === #

    def action_open_arrow(self):
        """Open what a line of the list has no room for: who may take it, and when."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "name": self._get_part_name(),
        }


class CrmProcessControl(models.Model):
    """A control point on a form knows whether its version may still be changed."""

    _inherit = "crm.process.control"

    version_state = fields.Selection(
        related="template_id.state", string="State of the Version"
    )
