from odoo import api, fields, models


class CrmProcessResponsibleMixin(models.AbstractModel):
    """Says who answers for a template, stage or step: a person, a role or a rule."""

    _name = "crm.process.responsible.mixin"
    _description = "Responsible of a Process Part"

    responsible_kind = fields.Selection(
        [
            ("case", "Responsible for the case"),
            ("user", "A particular person"),
            ("role", "A role"),
            ("rule", "By an assignment rule"),
        ],
        string="Who Answers",
        required=True,
        default="case",
        help="A role is a user group: the member with the fewest running cases "
        "answers. A rule chooses by field, rotation, load or experience.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        domain="[('share', '=', False)]",
        check_company=True,
    )
    group_id = fields.Many2one("res.groups", string="Role")
    assignment_id = fields.Many2one(
        "crm.process.assignment",
        string="Assignment Rule",
        ondelete="restrict",
        check_company=True,
    )
    responsible_text = fields.Char(
        string="Responsible", compute="_compute_responsible_text"
    )

    # === COMPUTE METHODS === #

    @api.depends("responsible_kind", "user_id", "group_id", "assignment_id")
    def _compute_responsible_text(self):
        kinds = dict(self._fields["responsible_kind"]._description_selection(self.env))
        for part in self:
            # sudo: a salesperson reads who answers, not the group itself
            chosen = part.sudo()._get_responsible_source()
            part.responsible_text = chosen.display_name or kinds[part.responsible_kind]

    # === BUSINESS METHODS === #

    def _get_full_name(self):
        """Return the name of the part with the process that it belongs to."""
        self.ensure_one()
        names = [self.template_id.display_name] if "template_id" in self._fields else []
        return ": ".join([*names, self.display_name])

    def _get_responsible_source(self):
        """Return the person, group or rule that is named, if any."""
        self.ensure_one()
        return {
            "user": self.user_id,
            "role": self.group_id,
            "rule": self.assignment_id,
        }.get(self.responsible_kind, self.user_id.browse())

    def _choose_responsible(self, case):
        """Ask `_choose_responsible_<kind>`.

        :return: the user (may be empty) and the reason for the choice, in words
        """
        self.ensure_one()
        return getattr(self, f"_choose_responsible_{self.responsible_kind}")(case)

    def _choose_responsible_case(self, case):
        return case.user_id, self.env._("responsible for the case")

    def _choose_responsible_user(self, case):
        rules, user = self.env["crm.process.assignment"], self.user_id
        if rules._filter_available(user, case.company_id):
            return user, self.env._("named in “%s”", self.display_name)
        user = user.sudo()  # sudo: name and companies of a colleague
        if user.active and case.company_id in user.company_ids:
            reason = self.env._(
                "%(person)s, named in “%(part)s”, is away",
                person=user.name,
                part=self.display_name,
            )
        else:
            reason = self.env._(
                "%(person)s, named in “%(part)s”, does not work for the company any "
                "more",
                person=user.name,
                part=self.display_name,
            )
        return user.browse(), reason

    def _choose_responsible_role(self, case):
        candidates = self.group_id.sudo().all_user_ids  # sudo: groups are for admins
        rule = self.env["crm.process.assignment"].new(
            {"name": self.group_id.sudo().name, "kind": "least_loaded"}
        )
        return rule._choose_least_loaded(
            rule._filter_available(candidates, case.company_id), case
        )

    def _choose_responsible_rule(self, case):
        return self.assignment_id._choose_user(case)
