from ast import literal_eval

from odoo import api, fields, models
from odoo.fields import Domain


class CrmProcessStep(models.Model):
    """The goal of a step: what closes its tasks without anybody marking them done."""

    _inherit = "crm.process.step"

    goal_model = fields.Char(compute="_compute_goal_model")

    # === COMPUTE METHODS === #

    @api.depends("goal_subject")
    def _compute_goal_model(self):
        models_by_subject = self.env["crm.process.control"]._get_subject_models()
        for step in self:
            subject = step.goal_subject or "case"
            step.goal_model = models_by_subject[subject]

    # === CONSTRAINT METHODS === #

    @api.constrains("goal_domain")
    def _check_goal_domain(self):
        self.env["crm.process.control"]._check_domain_text(
            {step.name: step.goal_domain for step in self}
        )

    # === BUSINESS METHODS === #

    def _get_problems(self):
        return super()._get_problems() + self._get_goal_problems()

    def _get_goal_problems(self):
        """Return in sentences why the goal of the step makes no sense."""
        self.ensure_one()
        if self.goal_kind == "none":
            return []
        if self.kind == "approval":
            return [
                self.env._(
                    "“%s” is an approval, which somebody has to decide: it cannot "
                    "close by itself. Choose “Nothing” there.",
                    self._get_part_name(),
                )
            ]
        if self.goal_kind != "domain":
            return []
        return self._get_goal_filter_problems()

    def _get_goal_filter_problems(self):
        name = self._get_part_name()
        control = self.env["crm.process.control"]
        if problem := control._get_filter_fault(self.goal_domain, self.goal_model):
            return [
                self.env._(
                    "The goal of the step “%(step)s” cannot be asked: %(problem)s. "
                    "Correct its filter.",
                    step=name,
                    problem=problem,
                )
            ]
        if Domain(literal_eval(self.goal_domain or "[]")).is_true():
            return [
                self.env._(
                    "The goal of the step “%s” is met by every record: its tasks "
                    "would close at once. Fill in its filter.",
                    name,
                )
            ]
        return []
