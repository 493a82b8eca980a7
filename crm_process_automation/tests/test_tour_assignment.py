from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestTourAssignment(HttpCase):
    """An assignment is issued, returned, redone and verified, on screen."""

    def _walk(self, lang):
        user = new_test_user(
            self.env,
            "olena",
            groups="sales_team.group_sale_salesman",
            lang=lang,
            tz="Europe/Kyiv",
        )
        self.start_tour(
            "/odoo/issued-assignments", "crm_process_assignment", login="olena"
        )
        case = self.env["crm.process.case"].search([("issuer_id", "=", user.id)])
        self.assertEqual((case.name, case.outcome), ("List the venues", "success"))
        self.assertEqual((case.return_count, case.promise_state), (1, "on_time"))
        self.assertEqual(set(case.task_ids.mapped("state")), {"done"})

    def test_assignment_in_english(self):
        self._walk("en_US")

    def test_assignment_in_ukrainian(self):
        self._walk("uk_UA")
