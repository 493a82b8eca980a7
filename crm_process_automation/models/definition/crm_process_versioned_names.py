from odoo import api, models


class CrmProcessStage(models.Model):
    """How a stage is called and recognised in another version."""

    _inherit = "crm.process.stage"

    @api.model
    def _get_part_label(self):
        return self.env._("Stage")

    def _get_part_key(self):
        return (self.code,)


class CrmProcessStep(models.Model):
    """How a step is called and recognised in another version."""

    _inherit = "crm.process.step"

    @api.model
    def _get_part_label(self):
        return self.env._("Step")

    def _get_part_name(self):
        return f"{self.stage_id.name} / {self.name}"

    def _get_part_key(self):
        return (self.stage_id.code, self.name)

    def _get_loose_key(self):
        return (self.stage_id.code, self.kind, self.sequence)


class CrmProcessTransition(models.Model):
    """How an arrow is called and recognised in another version."""

    _inherit = "crm.process.transition"

    @api.model
    def _get_part_label(self):
        return self.env._("Arrow")

    def _get_part_name(self):
        name = f"{self.from_stage_id.name} → {self.to_stage_id.name}"
        return f"{name} ({self.name})" if self.name else name

    def _get_part_key(self):
        return (*self._get_ends(), self.kind, self.name or "")

    def _get_loose_key(self):
        return self._get_ends()

    def _get_ends(self):
        return (self.from_stage_id.code, self.to_stage_id.code)


class CrmProcessControl(models.Model):
    """How a control point is called and recognised in another version."""

    _inherit = "crm.process.control"

    @api.model
    def _get_part_label(self):
        return self.env._("Control point")

    def _get_part_name(self):
        return f"{self.stage_id.name} / {self.name}" if self.stage_id else self.name

    def _get_part_key(self):
        return (self.stage_id.code or "", self.kind, self.name)

    def _get_loose_key(self):
        return (self.stage_id.code or "", self.kind, self.sequence)
