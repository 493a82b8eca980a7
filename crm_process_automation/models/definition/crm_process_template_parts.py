from odoo import models, tools


class CrmProcessTemplate(models.Model):
    """The parts of a version, by id, in their order.

    Every passage of the door asks for them. A version out of draft never changes, so
    its parts are read once for all cases; those of a draft are read anew each time.
    """

    _inherit = "crm.process.template"

    # === CRUD METHODS === #

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            # An activation that was rolled back may have left parts of a draft.
            self.env.registry.clear_cache()
        return result

    # === BUSINESS METHODS === #

    def _get_part_ids(self):
        """Return {kind of part: {stage id: ids}}, and the ids of arrows with groups.

        `False` stands for all stages. Control points of the whole process stand at
        every one.
        """
        self.ensure_one()
        version = self.sudo()  # sudo: what a map consists of is no secret
        if version.state == "draft":
            return version._read_part_ids()
        return version._get_fixed_part_ids()

    @tools.ormcache("self.id")
    def _get_fixed_part_ids(self):
        return self._read_part_ids()

    def _read_part_ids(self):
        stages, controls = self.stage_ids.sorted(), self.all_control_ids
        arrows, steps = stages.transition_ids, stages.step_ids
        return {
            "stages": {False: stages._ids},
            "arrows": {False: arrows._ids}
            | {stage.id: stage.transition_ids.sorted()._ids for stage in stages},
            "gates": {False: controls._ids}
            | {stage.id: stage._filter_gates(controls)._ids for stage in stages},
            "steps": {False: steps._ids}
            | {stage.id: stage.step_ids.sorted()._ids for stage in stages},
            "guarded_arrows": frozenset(arrows.filtered("group_ids")._ids),
        }

    def _get_stages(self):
        """Return the stages in their order; reading one of them reads them all."""
        return self.env["crm.process.stage"].browse(
            stage_id
            for template in self
            for stage_id in template._get_part_ids()["stages"][False]
        )


class CrmProcessStage(models.Model):
    """What stands at a stage, in its order; reading one of them reads them all."""

    _inherit = "crm.process.stage"

    # === BUSINESS METHODS === #

    def _get_arrows(self):
        """Return the arrows out of the stage."""
        return self._browse_parts("crm.process.transition", "arrows")

    def _get_steps(self):
        """Return the steps that the stage gives out."""
        return self._browse_parts("crm.process.step", "steps")

    def _get_gates(self):
        """Return the control points that hold a case back here."""
        return self._browse_parts("crm.process.control", "gates")

    def _browse_parts(self, model, kind):
        if not self:
            return self.env[model]
        ids_by_stage = self.template_id._get_part_ids()[kind]
        parts = self.env[model].browse(ids_by_stage[self.id])
        return parts.with_prefetch(ids_by_stage[False])

    def _filter_gates(self, controls):
        """Return those of the `controls` of the version that hold a case back here."""
        self.ensure_one()
        empty = self.browse()
        return controls.filtered(
            lambda control: control.is_gate and control.stage_id in (self, empty)
        ).sorted()


class CrmProcessTransition(models.Model):
    """Whether an arrow is for certain people only."""

    _inherit = "crm.process.transition"

    # === BUSINESS METHODS === #

    def _is_guarded(self):
        """Return whether only members of certain groups may take the arrow."""
        self.ensure_one()
        return self.id in self.template_id._get_part_ids()["guarded_arrows"]
