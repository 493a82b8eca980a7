from odoo.tests import tagged

from .scenario_common import ScenarioCase

COUNT = 200
NOTE = {"state": "object_write", "update_path": "ref", "value": "Greeted"}


@tagged("post_install", "-at_install")
class TestScenarioImport(ScenarioCase):
    """What comes in bulk is everybody's business but the clients'."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for person in cls.head | cls.designer:
            person.group_ids += cls.env.ref("base.group_partner_manager")
        cls.template_mail = cls.env["mail.template"].create(
            {
                "name": "Welcome",
                "model_id": cls.env["ir.model"]._get("res.partner").id,
                "subject": "Welcome",
                "partner_to": "{{ object.id }}",
            }
        )

    def _create_mail_scenario(self, **values):
        return self._create_client_scenario(
            {
                "state": "mail_post",
                "template_id": self.template_mail.id,
                "mail_post_method": "email",
            },
            **values,
        )

    def _create_client_scenario(self, action, **values):
        return self._create_scenario(
            "Greet",
            "on_create",
            action=action,
            rule={"model": "res.partner"},
            **values,
        )

    # === CLIENTS === #

    def test_imported_clients_get_no_mail_but_a_line_each_that_can_be_released(self):
        scenario = self._create_mail_scenario()
        before = self.env["mail.mail"].search_count([])
        partners = self._import(COUNT)
        runs = self._get_runs(scenario)
        self.assertEqual(sorted(runs.mapped("res_id")), sorted(partners.ids))
        self.assertEqual(set(runs.mapped("state")), {"suppressed"})
        self.assertIn("import", runs[0].error)
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        runs[0].with_user(self.head).action_release()
        self._end_transaction()
        self.assertEqual(runs[0].state, "done")

    def test_dry_run_of_an_import_leaves_no_line(self):
        scenario = self._create_mail_scenario()
        wizard = self.env["base_import.import"].create(
            {"res_model": "res.partner", "file": b"name\nA\n", "file_type": "text/csv"}
        )
        options = {"has_headers": True, "separator": ",", "quoting": '"'}
        wizard.execute_import(["name"], ["name"], options, dryrun=True)
        self._end_transaction()
        self.assertFalse(self._get_runs(scenario))

    def test_import_waits_for_the_workers_when_no_client_hears_of_it(self):
        scenario = self._create_client_scenario(NOTE)
        self._import(COUNT)
        runs = self._get_runs(scenario)
        self.assertEqual((len(runs), set(runs.mapped("state"))), (COUNT, {"pending"}))

    def test_import_runs_at_once_where_the_scenario_says_so(self):
        scenario = self._create_client_scenario(NOTE, policy="run")
        partners = self._import(3)
        self.assertEqual(self._get_runs(scenario).mapped("state"), ["done"] * 3)
        self.assertEqual(set(partners.mapped("ref")), {"Greeted"})

    def test_import_is_held_altogether_where_the_scenario_says_so(self):
        scenario = self._create_client_scenario(NOTE, policy="suppress")
        self._import(3)
        self.assertEqual(set(self._get_runs(scenario).mapped("state")), {"suppressed"})

    # === BULKS === #

    def test_program_that_makes_many_at_once_is_treated_like_an_import(self):
        scenario = self._create_mail_scenario()
        self.env["res.partner"].create([{"name": f"C {n}"} for n in range(101)])
        self._end_transaction()
        self.assertEqual(set(self._get_runs(scenario).mapped("state")), {"suppressed"})

    def test_program_that_names_no_language_is_answered_in_its_users(self):
        self.env["res.lang"]._activate_lang("uk_UA")
        self.designer.lang = "uk_UA"
        scenario = self._create_mail_scenario()
        partners = self.env["res.partner"].with_user(self.designer)
        partners.with_context(lang=False).create([{"name": "C"} for _n in range(101)])
        self.assertIn("імпорт", self._get_runs(scenario)[0].error)

    def test_hundred_at_once_are_no_bulk(self):
        scenario = self._create_client_scenario(NOTE)
        self.env["res.partner"].create([{"name": f"C {n}"} for n in range(100)])
        self._end_transaction()
        self.assertEqual(set(self._get_runs(scenario).mapped("state")), {"done"})

    def test_what_is_computed_of_imported_records_is_of_the_import(self):
        scenario = self._create_scenario(
            "Greet",
            "on_write",
            action=NOTE,
            policy="suppress",
            rule={"model": "res.partner", "watched": ["complete_name"]},
        )
        self._import(3)
        self.assertLessEqual(
            set(self._get_runs(scenario).mapped("state")), {"suppressed"}
        )
