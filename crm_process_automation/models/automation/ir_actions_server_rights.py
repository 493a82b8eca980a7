from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from .ir_actions_server import RUNNER, RUNNER_KEY

HARMLESS = {
    "object_write",
    "object_create",
    "object_copy",
    "multi",
    "webhook",
    "next_activity",
    "mail_post",
    "followers",
    "remove_followers",
    "sms",
}
OURS = "process_"  # how our own kinds begin
# Everybody may write a little of his own account: the address for a new password.
ACCOUNTS = ("ir.", "res.users", "res.groups", "res.company", "base.")


class IrActionsServer(models.Model):
    """A scenario's action as a consultant writes it (`crm.process.scenario`: why)."""

    _inherit = "ir.actions.server"

    # === COMPUTE METHODS === #

    def _compute_allowed_states(self):
        """Consultants are offered what they may choose."""
        result = super()._compute_allowed_states()
        if not self.env.user.has_group("base.group_system"):
            for action in self:
                action.allowed_states = [
                    kind for kind in action.allowed_states if action._is_harmless(kind)
                ]
        return result

    # === CONSTRAINT METHODS === #

    @api.constrains(
        "state",
        "evaluation_type",
        "update_path",
        "crud_model_id",
        "group_ids",
        "binding_model_id",
        "path",
        "base_automation_id",
        "parent_id",
        "child_ids",
    )
    def _check_harmless(self):
        # sudo: asked of the rows, whoever has written them
        actions = self.sudo()
        (actions | actions.parent_id | actions.child_ids)._check_whole()
        actions.scenario_id._check_harmless()

    def _check_whole(self):
        """An action and its parts belong to one scenario, or all to none."""
        for action in self:
            rule, parent = action.base_automation_id, action.parent_id
            homes = [home.scenario_id for home in (rule, parent) if home]
            if any(home != action.scenario_id for home in homes) or (
                action.scenario_id and rule and parent
            ):
                raise ValidationError(
                    self.env._(
                        "“%s” cannot be a part of several actions and scenarios: make "
                        "a copy of it.",
                        action.name,
                    )
                )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        actions.sudo().scenario_id.sudo(self.env.su)._check_editor()  # sudo: whose
        return actions

    def write(self, vals):
        scenarios = self.sudo().scenario_id.sudo(self.env.su)  # sudo: whose it is
        scenarios._check_editor()
        result = super().write(vals)
        if scenarios and not {"base_automation_id", "parent_id"}.isdisjoint(vals):
            # an action is not carried where the user may not write
            self.check_access("write")
            self.scenario_id._check_editor()
        return result

    def unlink(self):
        scenarios = self.sudo().scenario_id.sudo(self.env.su)  # sudo: whose it is
        scenarios._check_editor()
        self.check_access("unlink")
        # sudo: Odoo looks for filters and to-dos, which are administrators'
        actions = self.sudo() if scenarios else self
        return super(IrActionsServer, actions).unlink()

    # === ACTION METHODS === #

    def run(self):
        """Odoo acts as superuser here: an action of a scenario acts by its rule only.

        :raise UserError: naming the scenario
        """
        result = False
        for action in self:
            known = action.sudo()  # sudo: whose it is, and what it is called
            scenario = known.scenario_id
            if not scenario:
                result = super(IrActionsServer, action).run()
            elif self.env.context.get(RUNNER_KEY) is RUNNER:
                result = action._run_as(action._get_running_records())
            else:
                raise UserError(
                    self.env._(
                        "“%(action)s” belongs to the scenario “%(scenario)s” and acts "
                        "when its rule says so. Try the scenario instead.",
                        action=known.name,
                        scenario=scenario.name,
                    )
                )
        return result

    # === BUSINESS METHODS === #

    def _get_running_records(self):
        """Return the records that the running scenario acts on, in its rights."""
        context = self.env.context
        return self.env[context["active_model"]].browse(context["active_ids"])

    def _with_parts(self):
        """Return the actions, their parts, and the parts of those."""
        found = rest = self
        while rest := rest.child_ids - found:
            found |= rest
        return found

    @api.model
    def _is_harmless(self, kind):
        """Return whether consultants may choose actions of this kind."""
        return kind in HARMLESS or kind.startswith(OURS)

    def _find_dangers(self):
        """Return in sentences what consultants may not have in this action."""
        self.ensure_one()
        name = self.name
        found = []
        if not self._is_harmless(self.state):
            found.append(self.env._("“%s” is programmed.", name))
        if self.evaluation_type and self.evaluation_type != "value":
            found.append(self.env._("“%s” computes what it writes.", name))
        if self.group_ids:
            found.append(self.env._("“%s” is for some groups only.", name))
        if self.binding_model_id or self.path:
            found.append(self.env._("“%s” may be used outside its rule.", name))
        if any(model.startswith(ACCOUNTS) for model in self._get_written_models()):
            found.append(self.env._("“%s” changes accounts or settings.", name))
        return found

    def _get_written_models(self):
        """Return the models that the action writes, and those it passes on the way."""
        self.ensure_one()
        if self.state in ("object_create", "object_copy"):
            return [self.crud_model_id.model or ""]
        if self.state != "object_write":
            return []
        names, model = [], self.env.get(self.model_id.model)
        for name in (self.update_path or "").split("."):
            if model is None or name not in model._fields:
                break
            names.append(model._name)
            model = self.env.get(model._fields[name].comodel_name or "")
        return names
