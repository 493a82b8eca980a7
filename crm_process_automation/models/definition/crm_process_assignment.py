from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .crew import Crew


class CrmProcessAssignment(models.Model):
    """A rule that chooses who gets a case, a stage or a task.

    `kind` says how: a new kind is a `selection_add` and a method
    `_choose_user_<kind>(case)`. People who are on leave now are passed over.
    """

    _name = "crm.process.assignment"
    _description = "Process Assignment Rule"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean("Not Archived", default=True)
    company_id = fields.Many2one("res.company")
    kind = fields.Selection(
        [
            ("fixed", "A particular person"),
            ("field", "The person in a field"),
            ("rotation", "In turn"),
            ("least_loaded", "The one with the fewest running cases"),
            ("experience", "Larger deals to experienced people"),
        ],
        required=True,
        default="rotation",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        domain="[('share', '=', False)]",
        check_company=True,
    )
    field_path = fields.Char(
        string="Field of the Case",
        help="A path that ends at a person, such as partner_id.user_id.",
    )
    user_ids = fields.Many2many(
        "res.users",
        "crm_process_assignment_user_rel",
        string="People",
        domain="[('share', '=', False)]",
        check_company=True,
    )
    senior_user_ids = fields.Many2many(
        "res.users",
        "crm_process_assignment_senior_rel",
        string="Experienced People",
        domain="[('share', '=', False)]",
        check_company=True,
    )
    amount_threshold = fields.Monetary(
        string="From the Amount of",
        help="Deals of at least this amount go to the experienced people.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    last_user_id = fields.Many2one("res.users", string="Last Chosen", readonly=True)

    case_model = fields.Char(compute="_compute_case_model")

    # === COMPUTE METHODS === #

    def _compute_case_model(self):
        self.case_model = self._get_case_model()

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for rule in self:
            rule.currency_id = (rule.company_id or self.env.company).currency_id

    # === CONSTRAINT METHODS === #

    @api.constrains("kind", "user_id", "user_ids", "senior_user_ids", "field_path")
    def _check_somebody_can_be_chosen(self):
        demanded = {
            "fixed": "user_id",
            "field": "field_path",
            "rotation": "user_ids",
            "least_loaded": "user_ids",
            "experience": "senior_user_ids",
        }
        for rule in self:
            field = demanded.get(rule.kind)
            if field and not rule[field]:
                raise ValidationError(
                    self.env._(
                        "The assignment rule “%(rule)s” can choose nobody: fill "
                        "“%(field)s”.",
                        rule=rule.name,
                        field=self._fields[field]._description_string(self.env),
                    )
                )

    @api.constrains("kind", "field_path")
    def _check_field_ends_at_a_person(self):
        for rule in self:
            if rule.kind == "field" and not rule._is_field_of_a_person():
                raise ValidationError(
                    self.env._(
                        "The assignment rule “%(rule)s” looks at “%(field)s”, which "
                        "leads to no person. Write a path such as partner_id.user_id.",
                        rule=rule.name,
                        field=rule.field_path,
                    )
                )

    # === CRUD METHODS === #

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unused(self):
        for rule in self:
            if users := rule._get_parts_that_use_it():
                raise UserError(
                    self.env._(
                        "The assignment rule “%(rule)s” is used by %(parts)s. Archive "
                        "it instead, or choose another there first.",
                        rule=rule.name,
                        parts=", ".join(
                            self.env._("“%(name)s”", name=name) for name in users[:5]
                        ),
                    )
                )

    # === BUSINESS METHODS === #

    def _get_parts_that_use_it(self):
        """Return the names of the templates, stages and steps that the rule serves."""
        mixin = "crm.process.responsible.mixin"
        names = []
        for model in sorted(self.env.registry.descendants([mixin], "_inherit")):
            if self.env[model]._abstract:
                continue
            parts = self.env[model].sudo().with_context(active_test=False)  # sudo: all
            parts = parts.search([("assignment_id", "in", self.ids)])
            names += [part._get_full_name() for part in parts]
        return names

    def _is_field_of_a_person(self):
        """Return whether the path leads from a case to users."""
        model = self._get_case_model()
        for name in (self.field_path or "").split("."):
            field = self.env[model]._fields.get(name) if model else None
            model = field.comodel_name if field and field.relational else None
        return model == "res.users"

    @api.model
    def _get_case_model(self):
        return self.env["crm.process.control"]._get_subject_models()["case"]

    def _choose_user(self, case):
        """Ask `_choose_user_<kind>`.

        :return: the user (empty when nobody can be chosen) and the reason in words
        """
        self.ensure_one()
        return getattr(self, f"_choose_user_{self.kind}")(case)

    def _choose_user_fixed(self, case):
        user = self._filter_available(self.user_id, case.company_id)
        if user:
            return user, self.env._("rule “%s”", self.name)
        return user, self.env._("rule “%s”: the person is away", self.name)

    def _choose_user_field(self, case):
        if not self._is_field_of_a_person():
            return case.user_id.browse(), self.env._(
                "rule “%(rule)s”: the field %(field)s is gone",
                rule=self.name,
                field=self.field_path,
            )
        user = case
        for name in self.field_path.split("."):
            user = user[name]
        return self._filter_available(user, case.company_id)[:1], self.env._(
            "rule “%(rule)s”: field %(field)s", rule=self.name, field=self.field_path
        )

    def _choose_user_rotation(self, case):
        people = self._filter_available(self.user_ids, case.company_id).sorted("id")
        later = people.filtered(lambda user: user.id > self.last_user_id.id)
        chosen = (later or people)[:1]
        if chosen:
            # sudo: the pointer moves for whoever starts a case
            self.sudo().last_user_id = chosen
        return chosen, self.env._("rule “%s”: in turn", self.name)

    def _choose_user_least_loaded(self, case):
        people = self._filter_available(self.user_ids, case.company_id)
        return self._choose_least_loaded(people, case)

    def _choose_user_experience(self, case):
        is_large = case._get_amount_in(self.currency_id) >= self.amount_threshold
        people = self.senior_user_ids if is_large else self.user_ids
        chosen, reason = self._choose_least_loaded(
            self._filter_available(people or self.senior_user_ids, case.company_id),
            case,
        )
        if is_large:
            reason = self.env._("%s, a large deal", reason)
        return chosen, reason

    def _choose_least_loaded(self, people, case):
        crew = Crew.from_env(self.env)
        load = crew.get_load(people, case._count_running_by_user)
        chosen = min(
            people, key=lambda user: (load.get(user, 0), user.id), default=people
        )
        return chosen, self.env._(
            "rule “%(rule)s”: fewest running cases (%(count)s)",
            rule=self.name,
            count=load.get(chosen, 0),
        )

    @api.model
    def _filter_available(self, users, company):
        """Return those of `users` who may work for `company` and are not on leave."""
        crew = Crew.from_env(self.env)
        available = crew.filter_available(users, company, self._read_available)
        return available.with_env(self.env)

    @api.model
    def _read_available(self, users, company):
        users = users.sudo().filtered(  # sudo: companies of colleagues
            lambda user: user.active and company in user.company_ids
        )
        now = fields.Datetime.now()
        away = (
            self.env["resource.calendar.leaves"]
            .sudo()  # sudo: only that somebody is away is read, not why
            .search_fetch(
                [
                    ("resource_id.user_id", "in", users.ids),
                    ("date_from", "<=", now),
                    ("date_to", ">=", now),
                ],
                ["resource_id"],
            )
            .resource_id.user_id
        )
        return users - away
