from odoo import models
from odoo.exceptions import UserError

ADDRESSED_BY = ("use_default_to", "email_to", "email_cc", "partner_to")
# What Odoo's own kinds use although it is archived.
NEEDED = {
    "mail_post": ("template_id",),
    "next_activity": ("activity_type_id", "activity_user_id"),
}


class IrActionsServer(models.Model):
    """What stands in the way of an action, in sentences that name the remedy."""

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _find_obstacles(self):
        """Return in sentences why the action could not work. A kind may add its own."""
        self.ensure_one()
        found = self.warning.split("\n\n") if self.warning else []
        found = [
            self.env._("“%(action)s”: %(problem)s", action=self.name, problem=text)
            for text in found
        ]
        find = getattr(self, f"_find_obstacles_{self.state}", list)
        return found + self._find_archived() + find()

    def _find_archived(self):
        """Return a sentence for everything archived that the action is set up with."""
        # sudo: names of fields
        return self._explain_archived(self.sudo()._get_history_names())

    def _refuse_archived(self):
        """Raise when what the action cannot do without was archived meanwhile."""
        action = self.sudo()  # sudo: settings of actions are for administrators
        if problems := action._explain_archived(NEEDED.get(action.state, ())):
            raise UserError("\n".join(problems))

    def _explain_archived(self, names):
        rows = [
            (name, row)
            for name in sorted(names)
            if self._fields[name].relational and self._fields[name].type != "one2many"
            for row in self.with_context(active_test=False)[name]
            if "active" in row._fields and not row.active
        ]
        return [
            self.env._(
                "“%(action)s”: “%(record)s” (%(field)s) is archived. Choose another "
                "one, or take it out of the archive.",
                action=self.name,
                record=row.display_name,
                field=self._fields[name]._description_string(self.env),
            )
            for name, row in rows
        ]

    def _find_obstacles_mail_post(self):
        template = self.template_id
        if not template:
            return [self.env._("“%s”: choose the template of the mail.", self.name)]
        is_mail = self.mail_post_method == "email"
        if not is_mail or any(template[name] for name in ADDRESSED_BY):
            return []
        return [
            self.env._(
                "“%(action)s”: the template “%(template)s” is addressed to nobody. "
                "Enter in it to whom the mail goes.",
                action=self.name,
                template=template.name,
            )
        ]

    def _find_obstacles_sms(self):
        if self.sms_template_id:
            return []
        return [self.env._("“%s”: choose the template of the SMS.", self.name)]

    def _find_obstacles_webhook(self):
        if self.webhook_url:
            return []
        return [self.env._("“%s”: enter the address to be called.", self.name)]
