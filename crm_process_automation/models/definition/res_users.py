from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResUsers(models.Model):
    """A colleague, and who takes over while they are away."""

    _inherit = "res.users"

    process_deputy_id = fields.Many2one(
        "res.users",
        string="Deputy",
        domain="[('share', '=', False), ('id', '!=', id)]",
        index="btree_not_null",
        ondelete="set null",
        help="Who gets the tasks of processes while this person is away.",
    )

    # === CONSTRAINT METHODS === #

    @api.constrains("process_deputy_id")
    def _check_process_deputy(self):
        for user in self:
            if problem := user._explain_no_deputy(user.process_deputy_id):
                raise ValidationError(problem)

    # === BUSINESS METHODS === #

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "process_deputy_id"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "process_deputy_id"]

    def _explain_no_deputy(self, deputy):
        """Return why `deputy` cannot stand in for the user, or an empty text."""
        self.ensure_one()
        user, deputy = self.sudo(), deputy.sudo()  # sudo: companies of colleagues
        names = {"person": user.name, "deputy": deputy.name}
        if not deputy:
            return ""
        if deputy == user:
            return self.env._(
                "%(person)s cannot be their own deputy. Choose a colleague.", **names
            )
        if not deputy.active or deputy.share:
            return self.env._(
                "%(deputy)s does not work here any more, and cannot be the deputy of "
                "%(person)s. Choose a colleague.",
                **names,
            )
        if not user.company_ids & deputy.company_ids:
            return self.env._(
                "%(deputy)s works for no company of %(person)s, and cannot be their "
                "deputy. Choose a colleague of the same company.",
                **names,
            )
        return ""
