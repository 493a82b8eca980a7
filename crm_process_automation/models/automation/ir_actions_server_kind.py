from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from .outbox import is_in_run

PREFIX = "process_"


class IrActionsServer(models.Model):
    """What the kinds of action of this add-on have in common.

    A kind brings `_run_action_<kind>_multi`, and may bring `_get_problems_<kind>` (what
    is wrong with its settings, in sentences), `_get_name_<kind>` and
    `_get_models_<kind>` (what it works on; none: on everything).
    """

    _inherit = "ir.actions.server"

    # === COMPUTE METHODS === #

    @api.depends("state")
    def _compute_available_model_ids(self):
        result = super()._compute_available_model_ids()
        for action in self:
            names = action._ask_kind("models")
            if names is not None:
                action.available_model_ids = action.available_model_ids.filtered(
                    lambda model, names=names: model.model in names
                )
        return result

    # === SETTINGS === #

    def _ask_kind(self, what):
        """Ask `_get_<what>_<kind>`, None when the kind has no such method."""
        self.ensure_one()
        ask = getattr(self, f"_get_{what}_{self.state}", None)
        return ask() if ask and self._is_process_kind() else None

    def _is_process_kind(self):
        return (self.state or "").startswith(PREFIX)

    def _generate_action_name(self):
        return self._ask_kind("name") or super()._generate_action_name()

    def _get_warning_messages(self):
        warnings = super()._get_warning_messages()
        if not self.model_id:
            return warnings
        names = self._ask_kind("models")
        if names is not None and self.model_id.model not in names:
            labels = dict(self._fields["state"]._description_selection(self.env))
            warning = self.env._(
                "“%(kind)s” does not work on “%(model)s”. Choose another model.",
                kind=labels[self.state],
                model=self.model_id.name,
            )
            return [*warnings, warning]
        return [*warnings, *(self._ask_kind("problems") or [])]

    # === RUNNING === #

    def _run(self, records, eval_context):
        self._check_settings()
        return super()._run(records, eval_context)

    def _check_settings(self):
        """Raise a sentence when the settings are broken.

        Those of a kind of ours, and whatever a scenario runs.
        """
        action = self.sudo()  # sudo: settings of actions are for administrators
        is_checked = action._is_process_kind() or is_in_run(self.env)
        if is_checked and action.warning:
            raise UserError(
                self.env._(
                    "The action “%(action)s” cannot run. %(problems)s",
                    action=action.name,
                    problems=action.warning,
                )
            )

    def _get_records(self, eval_context):
        """Return the records to act on, after a look at the settings.

        In the rights of who acts, without the defaults of the view that they came from;
        what is told by mail waits in its queue.
        """
        self._check_settings()
        context = eval_context or {}
        records = context.get("records")
        if records is None:
            records = context.get("record")
        if records is None:
            records = self.env[self.sudo().model_name]  # sudo: as above
        kept = clean_context(records.env.context)
        env = records.env(context={**kept, "mail_notify_force_send": False})
        return records.with_env(env)
