import inspect

from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import mute_logger

from .access_common import AccessCase

OURS = "odoo.addons.crm_process_automation"


@tagged("post_install", "-at_install")
class TestAccessRegistry(AccessCase):
    """Rights of every model of ours, those that come later included."""

    def _get_models(self):
        return [
            model
            for name in sorted(self.env.registry)
            if name.startswith("crm.process.")
            and not (model := self.env[name])._abstract
        ]

    def _get_public_methods(self, model):
        """Return {name: function} of what RPC may call and our add-on wrote.

        What every model of Odoo answers (class `Base`) is guarded by Odoo.
        """
        return {
            name: function
            for base in type(model).mro()
            if base.__module__.startswith(OURS) and base.__name__ != "Base"
            for name, function in vars(base).items()
            if inspect.isfunction(function) and not name.startswith("_")
        }

    # === EVERY MODEL === #

    def test_every_model_has_access_rights(self):
        for model in self._get_models():
            with self.subTest(model._name):
                domain = [("model_id.model", "=", model._name)]
                access = self.env["ir.model.access"].search(domain)
                self.assertTrue(access)
                self.assertTrue(all(row.group_id for row in access))

    def test_every_model_of_a_company_has_a_company_rule(self):
        for model in self._get_models():
            if "company_id" not in model._fields or model._transient:
                continue
            with self.subTest(model._name):
                rules = self.env["ir.rule"].search(
                    [("model_id.model", "=", model._name), ("groups", "=", False)]
                )
                self.assertIn("company_ids", " ".join(rules.mapped("domain_force")))

    def test_every_dialogue_is_open_to_its_own_user_only(self):
        for model in self._get_models():
            if not model._transient:
                continue
            with self.subTest(model._name):
                rules = self.env["ir.rule"].search(
                    [("model_id.model", "=", model._name)]
                )
                self.assertIn("create_uid", " ".join(rules.mapped("domain_force")))

    def test_every_row_with_a_deal_follows_it(self):
        for model in self._get_models():
            if "lead_id" in model._fields and not model._transient:
                with self.subTest(model._name):
                    self.assertTrue(hasattr(model, "_get_access_links"))

    # === OUTSIDERS === #

    def test_outsiders_may_nothing(self):
        portal = new_test_user(self.env, "guest", groups="base.group_portal")
        public = self.env.ref("base.public_user")
        clerk = self._create_user("clerk", "base.group_user")
        for user in (portal, public, clerk):
            for model in self._get_models():
                for operation in ("read", "write", "create", "unlink"):
                    with self.subTest(f"{user.login} {operation} {model._name}"):
                        allowed = model.with_user(user).has_access(operation)
                        self.assertFalse(allowed)

    def test_outsiders_call_no_method(self):
        portal = new_test_user(self.env, "guest", groups="base.group_portal")
        self.env["crm.process.pipeline"].create({"template_id": self.template.id})
        for model in self._get_models():
            rows = model.sudo().with_context(active_test=False)
            row = rows.search([], limit=1) or rows.browse(1)
            for name, function in self._get_public_methods(model).items():
                with self.subTest(f"{model._name}.{name}"):
                    self.assertCallRefused(row.with_user(portal), name, function)

    def assertCallRefused(self, row, name, function):
        """Nobody gets anything out of `name` by RPC, whatever is passed."""
        parameters = list(inspect.signature(function).parameters.values())[1:]
        given = [
            {"vals": {"active": False}, "vals_list": [{"name": "X"}]}.get(p.name, "X")
            for p in parameters
            if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD
        ]
        is_model_method = getattr(function, "_api_model", False) or name == "create"
        ids = [] if is_model_method else [row.ids]
        with (
            mute_logger("odoo.addons.base.models.ir_model", "odoo.models"),
            self.assertRaises(AccessError),
            self.env.cr.savepoint(),
        ):
            call_kw(row.browse(), name, [*ids, *given], {})

    # === TWO COMPANIES === #

    def test_rows_of_a_foreign_company_are_invisible(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_manager,"
            "crm_process_automation.group_process_designer",
            company_id=other.id,
            company_ids=[other.id],
        )
        self.template._write({"company_id": self.env.company.id})
        self.env.invalidate_all()
        for part in (self.todo, self.approve, self.start_work):
            part.modified(["template_id"])
        self.env.add_to_compute(
            self.env["crm.process.stage"]._fields["company_id"], self.template.stage_ids
        )
        self.env.flush_all()
        for rows in (self.template, self.template.stage_ids, *self._get_rows()):
            with self.subTest(rows._name):
                self.assertOpen(rows, self.head)
                self.assertClosed(rows, stranger)

    def test_foreign_company_is_not_forged_into_the_context(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        cases = self.env["crm.process.case"].with_user(self.sally)
        with self.assertRaises(AccessError):
            cases.with_context(allowed_company_ids=other.ids).search([])
