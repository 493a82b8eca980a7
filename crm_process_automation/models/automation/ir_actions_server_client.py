from odoo import models


class IrActionsServer(models.Model):
    """Whether an action writes to somebody outside the company.

    A scenario asks before it acts on what was imported: clients get nothing by the
    thousand before somebody has released it. A kind that writes to clients brings its
    own `_is_to_client_<state>`.
    """

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _is_to_client(self):
        """Return whether one of the actions, or of those inside them, does."""
        # sudo: the settings of the actions are asked, whoever runs them
        return any(action._is_to_client_alone() for action in self.sudo()._with_parts())

    def _is_to_client_alone(self):
        self.ensure_one()
        ask = getattr(self, f"_is_to_client_{self.state}", None)
        return bool(ask and ask())

    def _is_to_client_mail_post(self):
        """A note stays inside, unless its template names somebody."""
        template = self.template_id
        is_addressed = (
            template.use_default_to
            or template.email_to
            or template.partner_to
            or template.email_cc
        )
        return self.mail_post_method != "note" or bool(is_addressed)

    def _is_to_client_sms(self):
        return True

    def _is_to_client_webhook(self):
        return True

    def _is_to_client_code(self):
        """Nobody can tell: it may."""
        return True
